// What `patchlore doctor` looks at, one finding each: the program, the disk, the store, the content,
// the site and its search.

import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Env } from '#env'
import { fingerprintContent } from '#ingest'
import { closeStore, type Edition, findEdition, openStore, type Store } from '#store'
import { isAlive, readServerState } from '#supervise'
import packageJson from '../package.json' with { type: 'json' }
import { examineSearch } from './examine-search.ts'

export interface Finding {
  readonly name: string
  /** `notice` is worth knowing; `trouble` needs somebody's hand. */
  readonly state: 'well' | 'notice' | 'trouble'
  readonly says: string
  /** What to do. */
  readonly hint?: string
}

export async function examine(env: Env): Promise<readonly Finding[]> {
  const { store, finding } = examineStore(env)
  try {
    const edition = store === undefined ? undefined : findEditionIfAny(store)
    return [
      examineNode(),
      examineFolder(env),
      finding,
      ...(store === undefined ? [] : [await examineEdition(env, store, edition)]),
      examineSite(env),
      ...(await examineSearch(env, edition?.digest)),
    ]
  } finally {
    if (store !== undefined) await closeStore(store)
  }
}

function examineNode(): Finding {
  const { version, platform, arch } = process
  const says = `${version} on ${platform} ${arch}`
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number)
  const isOldEnough = major > 20 || (major === 20 && minor >= 19)
  if (isOldEnough) return { name: 'node', state: 'well', says }
  const hint = `Install Node ${packageJson.engines.node.replace('>=', '')} or newer.`
  return { name: 'node', state: 'trouble', says, hint }
}

const troubleBytes = 100 * 1024 ** 2
const noticeBytes = 1024 ** 3

function examineFolder({ dataFolder }: Env): Finding {
  const name = 'data'
  if (!existsSync(dataFolder)) {
    const says = `${dataFolder} is not there yet`
    return { name, state: 'notice', says, hint: '`npm start` makes it.' }
  }
  const { bavail, bsize } = statfsSync(dataFolder)
  const freeBytes = bavail * bsize
  const says = `${dataFolder}, ${formatBytes(freeBytes)} free`
  if (!isWritable(dataFolder)) {
    const hint = 'Give the folder to whoever runs Patchlore, or set PATCHLORE_DATA.'
    return { name, state: 'trouble', says: `${says}; it cannot be written`, hint }
  }
  if (freeBytes > noticeBytes) return { name, state: 'well', says }
  const hint = 'Make room: an indexing needs about as much as the store again.'
  return { name, state: freeBytes > troubleBytes ? 'notice' : 'trouble', says, hint }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Opens the store only where there is one: opening makes the file. */
function examineStore({ storeFile }: Env): { readonly store?: Store; readonly finding: Finding } {
  const name = 'store'
  if (!existsSync(storeFile)) {
    const says = `${storeFile} is not there yet`
    const hint = '`npx patchlore index` makes it from content/.'
    return { finding: { name, state: 'notice', says, hint } }
  }
  try {
    const store = openStore(storeFile)
    const checked = store.sqlite.pragma('quick_check(1)', { simple: true })
    const size = formatBytes(statSync(storeFile).size)
    const says = `${path.basename(storeFile)}, ${size}`
    if (checked === 'ok') return { store, finding: { name, state: 'well', says } }
    const hint = `Delete ${storeFile} and run \`npx patchlore index\`: nothing is lost.`
    return { store, finding: { name, state: 'trouble', says: `${says}: ${checked}`, hint } }
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error)
    const hint = `Delete ${storeFile} and run \`npx patchlore index\`: nothing is lost.`
    return { finding: { name, state: 'trouble', says, hint } }
  }
}

function findEditionIfAny(store: Store): Edition | undefined {
  return hasTable(store, 'Edition') ? findEdition(store) : undefined
}

/** A store of an older version lacks what is newer until its next indexing. */
function hasTable(store: Store, name: string): boolean {
  return store.sqlite.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined
}

async function examineEdition(
  env: Env,
  store: Store,
  edition: Edition | undefined,
): Promise<Finding> {
  const name = 'edition'
  const hint = '`npx patchlore index` brings it up to date; the site may run meanwhile.'
  if (edition === undefined) {
    return { name, state: 'notice', says: 'nothing is indexed yet', hint }
  }
  const says = `${edition.number}, stored ${edition.indexedAt}`
  const isCurrent = hasTable(store, 'MessageMention')
  if (isCurrent && (await fingerprintContent(store, env)) === edition.digest)
    return { name, state: 'well', says }
  return { name, state: 'notice', says: `${says}; content/ or the code changed since`, hint }
}

function examineSite({ dataFolder, meilisearch }: Env): Finding {
  const name = 'site'
  const keeper = readServerState(dataFolder)?.keeper
  if (keeper !== undefined && isAlive(keeper)) {
    return { name, state: 'well', says: `runs over this data (process ${keeper.pid})` }
  }
  const says = meilisearch.isWanted
    ? 'does not run over this data'
    : 'not known without Meilisearch'
  return { name, state: 'well', says }
}

function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let size = bytes
  let unit = 0
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024
    unit += 1
  }
  return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`
}
