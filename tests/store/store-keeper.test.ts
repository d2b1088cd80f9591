import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import {
  closeStore,
  createStoreKeeper,
  findEdition,
  findThread,
  migrate,
  openStore,
  replaceContent,
  type Store,
} from '#store'
import { contentOfVersion } from '../support/content.ts'
import { aFolder, aStore, migrationsFolder, openAgain } from '../support/stores.ts'

function keep(file: string): () => Store {
  const keeper = createStoreKeeper(file)
  onTestFinished(() => closeStore(keeper()))
  return keeper
}

const digestOf = (store: Store) => findEdition(store)?.digest

async function readTitle(store: Store): Promise<string | undefined> {
  return (await findThread(store, 'thread-0'))?.entry.title
}

test('a kept store is opened once and sees every edition', () => {
  const writer = aStore()
  const store = keep(writer.file)
  const first = store()
  replaceContent(writer, contentOfVersion(1))
  expect(store()).toBe(first)
  expect(digestOf(store())).toBe('version-1')
  replaceContent(writer, contentOfVersion(2))
  expect(digestOf(store())).toBe('version-2')
})

test('a page that is being made when the store is replaced is made to its end', async () => {
  const writer = aStore()
  replaceContent(writer, contentOfVersion(1))
  const store = keep(writer.file)
  const old = store()
  expect(await readTitle(old)).toBe('Thread 0 in version 1')
  rmSync(writer.file)
  replaceContent(aStore(writer.file), contentOfVersion(2))
  expect(digestOf(store())).toBe('version-2')
  expect(await readTitle(old)).toBe('Thread 0 in version 1')
})

test.each([
  ['the file', (file: string) => rmSync(file)],
  [
    'the folder',
    (file: string) => {
      rmSync(path.dirname(file), { recursive: true })
      mkdirSync(path.dirname(file))
    },
  ],
])('after %s was deleted the old content is served until there is new', async (_, remove) => {
  const file = path.join(aFolder(), 'data', 'patchlore.db')
  const writer = openStore(file)
  migrate(writer, migrationsFolder)
  replaceContent(writer, contentOfVersion(1))
  // The writer stays, so that its last pages are still in the write-ahead log.
  onTestFinished(() => closeStore(writer))
  const store = keep(file)
  expect(await readTitle(store())).toBe('Thread 0 in version 1')

  remove(file)
  expect(await readTitle(store())).toBe('Thread 0 in version 1')

  const next = openAgain(file)
  expect(await readTitle(store())).toBe('Thread 0 in version 1')
  migrate(next, migrationsFolder)
  expect(await readTitle(store())).toBe('Thread 0 in version 1')
  expect(digestOf(store())).toBe('version-1')

  replaceContent(next, contentOfVersion(2))
  expect(digestOf(store())).toBe('version-2')
  expect(await readTitle(store())).toBe('Thread 0 in version 2')
})
