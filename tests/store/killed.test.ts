// Whatever moment a writer dies at, readers have the last state that was whole.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test, vi } from 'vitest'
import { findEdition, listThreads, openStore, replaceContent, type Store } from '#store'
import { contentOfVersion } from '../support/content.ts'
import { findInStore } from '../support/search.ts'
import { aStore, openAgain, projectRoot } from '../support/stores.ts'

// Each test starts other programs, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 120_000 })

const program = path.join(projectRoot, 'tests/support/write-versions.ts')
const all = { order: 'title', offset: 0, limit: 100 } as const

interface Writer {
  readonly child: ChildProcess
  /** What it said so far. */
  readonly lines: string[]
  readonly saysSomething: () => Promise<unknown>
  readonly ended: Promise<unknown>
}

function startWriter(file: string, ...parameters: readonly (number | string)[]): Writer {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', program, file, ...parameters.map(String)],
    { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const lines: string[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => lines.push(line))
  return {
    child,
    lines,
    saysSomething: () => Promise.race([once(reader, 'line'), once(reader, 'close')]),
    ended: once(child, 'close'),
  }
}

/** The one version that every part of the store shows; fails if two parts show different ones. */
function readVersion(store: Store): number {
  const version = Number(findEdition(store)?.digest.replace('version-', ''))
  const { threads, total } = listThreads(store, {}, all)
  expect(total).toBe(20)
  expect(new Set(threads.map(({ title }) => title.replace(/^Thread \d+ in /u, '')))).toEqual(
    new Set([`version ${version}`]),
  )
  expect(findInStore(store, `kind:entry "version ${version}"`)).toHaveLength(20)
  expect(store.sqlite.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(store.sqlite.pragma('foreign_key_check')).toEqual([])
  store.sqlite.exec(`INSERT INTO SearchText (SearchText) VALUES ('integrity-check')`)
  return version
}

test.each([0, 1, 30, 82])(
  'killed before document %i, a writer leaves the state before',
  async (document) => {
    const reader = aStore()
    replaceContent(reader, contentOfVersion(1))
    const writer = startWriter(reader.file, 2, 2, document)
    await writer.saysSomething()
    expect(writer.lines).toEqual(['waiting'])
    // While the writer is in the middle, readers are not kept waiting and see the old state.
    expect(listThreads(reader, {}, all).threads[0]?.title).toBe('Thread 0 in version 1')
    writer.child.kill('SIGKILL')
    await writer.ended
    expect(readVersion(reader)).toBe(1)
    const later = openAgain(reader.file)
    expect(readVersion(later)).toBe(1)
    replaceContent(later, contentOfVersion(3))
    expect(readVersion(reader)).toBe(3)
  },
)

test('killed at any time, a writer leaves what it said it had stored, or the next', async () => {
  const reader = aStore()
  replaceContent(reader, contentOfVersion(1))
  let version = 1
  for (const delayMs of [0, 3, 7, 12, 18, 25, 33, 42]) {
    const writer = startWriter(reader.file, version + 1, version + 1000)
    await writer.saysSomething()
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    writer.child.kill('SIGKILL')
    await writer.ended
    const said = Number(writer.lines.at(-1))
    expect(said).toBeGreaterThan(version)
    // Died between the commit and the sentence about it: stored, but not said.
    version = readVersion(reader)
    expect([said, said + 1]).toContain(version)
  }
})

test('two writers at once wait for each other, and no version is lost', async () => {
  const reader = aStore()
  const writers = [startWriter(reader.file, 100, 119), startWriter(reader.file, 200, 219)]
  const codes = await Promise.all(
    writers.map(async ({ child, ended }) => {
      await ended
      return child.exitCode
    }),
  )
  expect(codes).toEqual([0, 0])
  expect(findEdition(reader)?.number).toBe(40)
  expect([119, 219]).toContain(readVersion(reader))
})

test('a reader in the middle of a question is not disturbed by a writer', () => {
  const store = aStore()
  replaceContent(store, contentOfVersion(1))
  const reader = openStore(store.file)
  const rows = reader.sqlite.prepare<[], { title: string }>('SELECT title FROM Thread').iterate()
  const first = rows.next()
  replaceContent(store, contentOfVersion(2))
  const titles = [first.value, ...rows].map((row) => row?.title)
  expect(titles.every((title) => title?.endsWith('version 1'))).toBe(true)
  expect(titles).toHaveLength(20)
  reader.sqlite.close()
})
