// How long a reader waits for a page of mail: over HTTP, one after the other, nothing kept.

import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Store } from '#store'
import { root } from '../support/site.ts'
import { toPercentile } from './statistics.ts'

export interface MailServer {
  readonly url: string
  readonly stop: () => void
}

export interface PageFigure {
  readonly name: string
  readonly medianMs: number
  readonly p95Ms: number
}

interface PagesToAsk {
  readonly name: string
  readonly paths: readonly string[]
}

const pageRuns = 500
const threadRuns = 40

/** Messages evenly over the list, the thread nearest to 200, and what the list begins with. */
export function listPages(store: Store, list: string): readonly PagesToAsk[] {
  const toPath = (messageId: string) => `/${list}/${encodeURIComponent(messageId)}/`
  const ids = listEvenly(store, pageRuns)
  const again = (asked: string) => Array.from({ length: threadRuns }, () => asked)
  const thread = store.sqlite
    .prepare<[], { messageId: string; messages: number }>(
      `SELECT min(MailName.messageId) AS messageId, count(*) AS messages
       FROM Message JOIN MailName ON MailName.id = nameId
       GROUP BY threadId ORDER BY abs(count(*) - 200) LIMIT 1`,
    )
    .get()
  return [
    { name: 'message page', paths: ids.map(toPath) },
    { name: 'raw', paths: ids.map((id) => `${toPath(id)}raw`) },
    ...(thread === undefined
      ? []
      : [
          {
            name: `thread of ${thread.messages}`,
            paths: again(`${toPath(thread.messageId)}T/`),
          },
        ]),
    { name: 'list index', paths: again(`/${list}/`) },
  ]
}

function listEvenly({ sqlite }: Store, count: number): readonly string[] {
  const all = sqlite
    .prepare<[], string>(
      'SELECT messageId FROM Message JOIN MailName ON MailName.id = nameId ORDER BY sentMs',
    )
    .pluck()
    .all()
  const step = Math.max(1, Math.floor(all.length / count))
  return all.filter((_, at) => at % step === 0).slice(0, count)
}

export async function measureMailPages(
  server: MailServer,
  pages: readonly PagesToAsk[],
): Promise<readonly PageFigure[]> {
  try {
    const figures: PageFigure[] = []
    for (const { name, paths } of pages) {
      // A tenth first, uncounted: both compile their programs as they are used.
      await timeAll(server, paths.slice(0, paths.length / 10))
      const times = await timeAll(server, paths)
      figures.push({ name, medianMs: toPercentile(times, 50), p95Ms: toPercentile(times, 95) })
    }
    return figures
  } finally {
    server.stop()
  }
}

async function timeAll({ url }: MailServer, paths: readonly string[]): Promise<readonly number[]> {
  const times: number[] = []
  for (const asked of paths) {
    const started = performance.now()
    const response = await fetch(url + asked, { headers: { 'accept-encoding': 'identity' } })
    await response.arrayBuffer()
    times.push(performance.now() - started)
    if (response.status !== 200) {
      throw new Error(`Unexpected status ${response.status} of ${url}${asked}, expected 200`)
    }
  }
  return times
}

export async function serveMail(storeFile: string): Promise<MailServer> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(import.meta.dirname, 'serve-mail.ts'), storeFile],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  for await (const line of createInterface({ input: child.stdout })) {
    return { url: line.trim(), stop: () => void child.kill() }
  }
  throw new Error('serve-mail.ts ended before it listened')
}
