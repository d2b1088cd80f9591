// public-inbox with the same list, where it is installed: something to compare with.

import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { childEnvironment } from '#env'
import type { MailServer } from './measure-mail-pages.ts'

export interface PublicInbox {
  readonly ms: number
  readonly indexMb: number
  readonly serve: () => Promise<MailServer>
}

interface PublicInboxOptions {
  readonly list: string
  readonly mirror: string
  readonly folder: string
}

export function isPublicInboxMissing(): boolean {
  return spawnSync('public-inbox-index', ['--version']).error !== undefined
}

/** Indexes the messages of a mirror as `public-inbox-index` does in one process. */
export function indexPublicInbox({ list, mirror, folder }: PublicInboxOptions): PublicInbox {
  const inbox = path.join(folder, 'inbox')
  const env = childEnvironment({ PI_CONFIG: path.join(folder, 'config'), HOME: folder })
  const run = (program: string, parameters: readonly string[]) =>
    execFileSync(program, [...parameters], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  run('public-inbox-init', [
    ...['-V2', list, inbox, `https://example.org/${list}`, `${list}@example.org`],
  ])
  run('rm', ['-rf', path.join(inbox, 'git/0.git')])
  run('git', ['clone', '--quiet', '--mirror', mirror, path.join(inbox, 'git/0.git')])
  const started = performance.now()
  run('public-inbox-index', ['-j0', inbox])
  const ms = performance.now() - started
  const kb = Number(
    execFileSync('du', ['-sk', '--exclude=git', inbox], { encoding: 'utf8' }).split('\t')[0],
  )
  return { ms, indexMb: (kb * 1024) / 1e6, serve: async () => await servePublicInbox(env) }
}

async function servePublicInbox(env: NodeJS.ProcessEnv): Promise<MailServer> {
  const port = await findFreePort()
  const child = spawn('public-inbox-httpd', ['-l', `127.0.0.1:${port}`, '-W0'], {
    env,
    stdio: 'ignore',
  })
  const url = `http://127.0.0.1:${port}`
  await waitUntilListening(url)
  return { url, stop: () => void child.kill() }
}

const triesMax = 100

async function waitUntilListening(url: string): Promise<void> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    try {
      await (await fetch(url)).arrayBuffer()
      return
    } catch {
      await sleep(100)
    }
  }
  throw new Error('public-inbox-httpd does not listen')
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('Expected a port')
  return address.port
}
