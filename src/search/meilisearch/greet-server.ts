// Is it there, may we in, is it new enough? Asked once before a server is used; everything that can be
// wrong comes out as one error that says what to do.

import { type Meilisearch, MeilisearchApiError } from 'meilisearch'
import { patternOf } from './index-name.ts'
import { createClient, type ServerAddress } from './server-address.ts'

/** Indexes are renamed in place, which older servers cannot. */
export const serverVersionMin = '1.18.0'

const greetTimeoutMs = 5_000

export interface Greeting {
  readonly version: string
  /** A key that may search the indexes of this site and nothing else. */
  readonly searchKey?: string
}

export interface GreetOptions {
  readonly indexPrefix: string
  /** The operator's own key for searching; without it one is made. */
  readonly searchKey?: string | undefined
}

export type ServerFault =
  | 'unreachable'
  | 'wrong key'
  | 'too old'
  | 'not Meilisearch'
  | 'full'
  | 'failed'

/** The server cannot be used; `hint` says what the operator can do. */
export class ServerUnusable extends Error {
  override name = 'ServerUnusable'
  readonly fault: ServerFault
  readonly hint: string
  constructor(fault: ServerFault, message: string, hint: string, options?: ErrorOptions) {
    super(message, options)
    this.fault = fault
    this.hint = hint
  }
}

/** Checks version and key, and finds or makes the key for searching. Throws `ServerUnusable`. */
export async function greetServer(
  address: ServerAddress,
  { indexPrefix, searchKey: given }: GreetOptions,
): Promise<Greeting> {
  const client = createClient(address, { timeoutMs: greetTimeoutMs })
  try {
    const { pkgVersion: version } = await client.getVersion()
    if (typeof version !== 'string') throw notMeilisearch(address)
    requireVersion(version)
    if (address.key === undefined) return { version }
    const searchKey = given ?? (await findOrMakeSearchKey(client, indexPrefix))
    return { version, searchKey }
  } catch (error) {
    throw toServerUnusable(error, address)
  }
}

/** Whether it answers now. Says nothing about keys. */
export async function isServerHealthy(address: ServerAddress, timeoutMs: number): Promise<boolean> {
  return await createClient(address, { timeoutMs }).isHealthy()
}

/** Throws if the version is older than what we use. */
export function requireVersion(version: string): void {
  if (!isOlder(version, serverVersionMin)) return
  throw new ServerUnusable(
    'too old',
    `Unexpected Meilisearch ${version}, expected ${serverVersionMin} or newer`,
    'Update Meilisearch. Until then SQLite answers every search.',
  )
}

function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split(/[.-]/u).map(Number))
  for (let at = 0; at < 3; at += 1) {
    const difference = (a?.[at] ?? 0) - (b?.[at] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}

async function findOrMakeSearchKey(client: Meilisearch, indexPrefix: string): Promise<string> {
  const name = `Search ${indexPrefix} (Patchlore)`
  const { results } = await client.getKeys({ limit: 1_000 })
  const kept = results.find(
    (key) => key.name === name && key.actions.join() === 'search' && key.expiresAt === null,
  )
  if (kept !== undefined) return kept.key
  const made = await client.createKey({
    name,
    description: 'Made by Patchlore for its pages: may search and nothing else.',
    actions: ['search'],
    indexes: [patternOf(indexPrefix)],
    expiresAt: null,
  })
  return made.key
}

/** What a call threw, as an error that an operator can act on. */
export function toServerUnusable(error: unknown, { url }: ServerAddress): ServerUnusable {
  if (error instanceof ServerUnusable) return error
  const options = { cause: error }
  if (!(error instanceof MeilisearchApiError)) {
    if (error instanceof SyntaxError) return notMeilisearch({ url }, options)
    return new ServerUnusable(
      'unreachable',
      `Unexpected silence of Meilisearch at ${url}: ${describeCause(error)}`,
      'Look whether it runs and whether the address is right.',
      options,
    )
  }
  const code = error.cause?.code
  if (code === 'invalid_api_key' || code === 'missing_authorization_header') {
    return new ServerUnusable(
      'wrong key',
      `Unexpected refusal by Meilisearch at ${url}: ${error.message}`,
      'Set MEILI_KEY to a key that may manage indexes and keys, such as the master key.',
      options,
    )
  }
  if (code === 'no_space_left_on_device') return diskFull(error.message, options)
  if (code === undefined) return notMeilisearch({ url }, options)
  return new ServerUnusable(
    'failed',
    `Unexpected failure of Meilisearch at ${url}: ${error.message}`,
    'Its log says more. It is tried again; until then SQLite answers every search.',
    options,
  )
}

export function diskFull(message: string, options?: ErrorOptions): ServerUnusable {
  return new ServerUnusable(
    'full',
    `Unexpected end of the disk while Meilisearch wrote: ${message}`,
    'Make room where its database lies. Until then SQLite answers every search.',
    options,
  )
}

function notMeilisearch({ url }: ServerAddress, options?: ErrorOptions): ServerUnusable {
  return new ServerUnusable(
    'not Meilisearch',
    `Unexpected answer from ${url}, expected Meilisearch there`,
    'Set MEILI_URL to the address of Meilisearch, without a path.',
    options,
  )
}

/** The innermost reason, e.g. `connect ECONNREFUSED 127.0.0.1:7700`. */
function describeCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? describeCause(error.cause) : error.message
}
