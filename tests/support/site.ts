// Starts the real thing for tests, as an operator does, on a free port and with a store of its own.
// As vitest's global setup it serves the project's content to every test of the `site` project.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { childEnvironment } from '#env'

export const root = path.resolve(import.meta.dirname, '../..')

/** The address readers are told; tests listen elsewhere, so a mixed-up link is noticed. */
export const publicUrl = 'http://patchlore.test'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the site with the project's content listens, e.g. `http://127.0.0.1:41234`. */
    siteUrl: string
  }
}

export default async function setup(project: TestProject) {
  const site = await startSite()
  project.provide('siteUrl', site.url)
  return site.stop
}

export interface RunningSite {
  readonly url: string
  readonly dataFolder: string
  /** What its commands need in their environment to work on the same content and store. */
  readonly environment: NodeJS.ProcessEnv
  /** Everything it printed, for messages of tests that fail. */
  readonly printed: () => string
  readonly stop: () => Promise<void>
}

// A first start builds the pages.
const startTimeoutMs = 240_000

export interface SiteOptions {
  /** The project's own if left out. */
  readonly contentFolder?: string
  /** A new one, deleted at the end, if left out. */
  readonly dataFolder?: string
  /** Beside those of every site under test. */
  readonly settings?: Readonly<Record<string, string>>
}

/** Runs `patchlore start` until it serves. */
export async function startSite({
  contentFolder = path.join(root, 'content'),
  dataFolder: givenFolder,
  settings = {},
}: SiteOptions = {}): Promise<RunningSite> {
  const dataFolder = givenFolder ?? (await mkdtemp(path.join(tmpdir(), 'patchlore-site-')))
  const environment = childEnvironment({
    NODE_ENV: undefined,
    NO_COLOR: '1',
    PORT: '0',
    HOST: '127.0.0.1',
    PATCHLORE_URL: publicUrl,
    PATCHLORE_DATA: dataFolder,
    PATCHLORE_CONTENT: contentFolder,
    // Most tests are about something else, and SQLite answers them.
    PATCHLORE_MEILISEARCH: 'off',
    ...settings,
  })
  const child = runPatchlore(['start'], environment)
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
  }
  let isStopping = false
  child.once('exit', (code, signal) => {
    if (!isStopping) process.stderr.write(`The site ended with ${code ?? signal}:\n${printed}\n`)
  })
  const stop = async () => {
    isStopping = true
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    if (givenFolder === undefined) await rm(dataFolder, { recursive: true, force: true })
  }
  try {
    const port = await waitFor(() => /http:\/\/localhost:(\d+)[\s\S]*ready/u.exec(printed)?.[1], {
      isOver: () => child.exitCode !== null,
      timeoutMs: startTimeoutMs,
    })
    const url = `http://127.0.0.1:${port}`
    return { url, dataFolder, environment, printed: () => printed, stop }
  } catch (cause) {
    await stop()
    throw new Error(`The site did not start. It printed:\n${printed}`, { cause })
  }
}

/** Starts a command of `patchlore`; the caller waits for it or kills it. */
export function runPatchlore(
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv,
): ChildProcess {
  return spawn(process.execPath, [path.join(root, 'cli/patchlore.js'), ...parameters], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Asks until there is an answer; throws when it takes too long or cannot come any more. */
export async function waitFor<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  { isOver = () => false, timeoutMs }: { isOver?: () => boolean; timeoutMs: number },
): Promise<T> {
  const deadline = performance.now() + timeoutMs
  while (performance.now() < deadline && !isOver()) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(isOver() ? 'It ended early' : `No answer within ${timeoutMs} ms`)
}
