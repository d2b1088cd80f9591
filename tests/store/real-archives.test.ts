// The same as for made-up mail, over archives as they are. They are other people's words and not part
// of this project: PATCHLORE_ARCHIVES names the folder with the bundles.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { importMail } from '#ingest'
import { assembleSeries, buildThreadTree } from '#mail'
import { listMailLists, listNewestMessages, listThreadMessages, readMessageRaw } from '#store'
import { findSeries, listIds, toPatchMessage } from '../../src/archive/find-series.ts'
import { aFolder, aStore } from '../support/stores.ts'

const folder = process.env.PATCHLORE_ARCHIVES
const bundles = ['ksummit', 'linux-sparse'].map((list) => ({
  list,
  file: path.join(folder ?? '', `${list}.bundle`),
}))
const areThere = folder !== undefined && bundles.every(({ file }) => existsSync(file))
const why = areThere ? '' : ' (skipped: PATCHLORE_ARCHIVES names no folder with them)'

describe.skipIf(!areThere)(`the real archives${why}`, () => {
  test.each(bundles)('every byte of $list is kept, in less room', async ({ list, file }) => {
    const store = aStore()
    const report = await importMail(store, { paths: [file], list })
    const mirror = path.join(aFolder(), 'mirror.git')
    execFileSync('git', ['clone', '--quiet', '--mirror', file, mirror])
    const git = (...parameters: string[]) =>
      execFileSync('git', ['-C', mirror, ...parameters], { encoding: 'utf8', maxBuffer: 2 ** 28 })
    expect(report.read).toBe(Number(git('rev-list', '--count', 'HEAD')))
    expect(report.added + report.duplicates).toBe(report.read)

    const blobs = new Set(
      git('cat-file', '--batch-all-objects', '--batch-check=%(objecttype) %(objectname)')
        .split('\n')
        .flatMap((line) => (line.startsWith('blob ') ? line.slice(5) : [])),
    )
    const rows = listNewestMessages(store, { list, limit: 100_000 })
    expect(rows).toHaveLength(report.added)
    const strangers = rows.filter(({ id }) => !blobs.has(toBlobId(readMessageRaw(store, id))))
    expect(strangers).toEqual([])

    store.sqlite.pragma('wal_checkpoint(TRUNCATE)')
    expect(statSync(store.file).size).toBeLessThan(report.readBytes)

    // Every message is in one thread, once.
    const threads = [...new Set(rows.map(({ threadId }) => threadId))]
    const threaded = threads.flatMap((threadId) =>
      buildThreadTree(listThreadMessages(store, threadId)).flatMap(({ messages }) => messages),
    )
    expect(new Set(threaded.map(({ id }) => id)).size).toBe(rows.length)
    expect(threaded).toHaveLength(rows.length)
    expect(listMailLists(store)).toMatchObject([{ threads: threads.length }])

    expect(await importMail(store, { paths: [file], list })).toMatchObject({ read: 0, removed: 0 })
  })
})

describe.skipIf(!areThere)(`series of the real archives${why}`, () => {
  test('are the same from any of their patches as from all mail together', async () => {
    const list = 'linux-sparse'
    const store = aStore()
    await importMail(store, { paths: [path.join(folder ?? '', `${list}.bundle`)], list })
    const rows = listNewestMessages(store, { list, limit: 100_000 })
    const threads = new Map(
      [...new Set(rows.map(({ threadId }) => threadId))].map((threadId) => [
        threadId,
        buildThreadTree(listThreadMessages(store, threadId)),
      ]),
    )
    const all = [...threads.values()]
      .flat()
      .flatMap(({ messages: [row], parent }) =>
        row === undefined ? [] : [toPatchMessage({ ...row, parentId: parent })],
      )
    const threadById = new Map(rows.map(({ messageId, threadId }) => [messageId, threadId]))
    const series = assembleSeries(all)
    expect(series.filter(({ revisions }) => revisions.length > 1).length).toBeGreaterThan(25)
    for (const whole of series) {
      for (const id of listIds(whole)) {
        const nodes = threads.get(threadById.get(id) ?? 0) ?? []
        const found = findSeries(store, nodes, { of: id }).map((one) => one.series)
        expect(found).toEqual([whole])
      }
    }
  })
})

/** What git calls these bytes. */
function toBlobId(raw: Buffer): string {
  return createHash('sha1').update(`blob ${raw.length}\0`).update(raw).digest('hex')
}
