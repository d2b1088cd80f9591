import { expect, test } from 'vitest'
import { type IndexOptions, indexContent } from '#ingest'
import { countContent, findEdition, findThread, type Store } from '#store'
import {
  aContentFolder,
  breakThread,
  type ContentFolder,
  firstThread,
} from '../../support/content-folder.ts'
import { aStore, projectRoot } from '../../support/stores.ts'

const now = new Date('2026-11-23T10:00:00Z')

function index(store: Store, { folder }: ContentFolder, options: Partial<IndexOptions> = {}) {
  return indexContent(store, { root: projectRoot, contentFolder: folder, now, ...options })
}

async function readTitle(store: Store): Promise<string | undefined> {
  return (await findThread(store, 'hashing-directories'))?.entry.title
}

test('content is stored, with the time that was given', async () => {
  const store = aStore()
  const result = await index(store, aContentFolder())
  expect(result).toMatchObject({ kind: 'stored', edition: 1 })
  expect(findEdition(store)).toMatchObject({ number: 1, indexedAt: '2026-11-23T10:00:00.000Z' })
  expect(countContent(store).threads).toBe(2)
})

test('where nothing changed nothing is written', async () => {
  const store = aStore()
  const content = aContentFolder()
  await index(store, content)
  const before = findEdition(store)
  const later = { now: new Date('2026-11-24T10:00:00Z') }
  expect(await index(store, content, later)).toEqual({ kind: 'unchanged', edition: 1 })
  expect(findEdition(store)).toEqual(before)
})

test('forced, it is written again, and no page has changed', async () => {
  const store = aStore()
  const content = aContentFolder()
  await index(store, content)
  expect(await index(store, content, { force: true })).toMatchObject({
    kind: 'stored',
    edition: 2,
    changes: { added: [], changed: [], removed: [] },
  })
})

test('a changed title changes its page, and only that', async () => {
  const store = aStore()
  const content = aContentFolder()
  await index(store, content)
  content.edit(firstThread, /^title: .*$/mu, 'title: Another title')
  expect(await index(store, content)).toMatchObject({
    kind: 'stored',
    edition: 2,
    changes: { added: [], changed: ['/threads/hashing-directories'], removed: [] },
  })
  expect(await readTitle(store)).toBe('Another title')
})

test('one broken entry is refused, and the store keeps what it had', async () => {
  const store = aStore()
  const content = aContentFolder()
  await index(store, content)
  const before = { edition: findEdition(store), title: await readTitle(store) }
  content.edit(firstThread, /^title: .*$/mu, 'title: Another title')
  breakThread(content)
  const result = await index(store, content)
  expect(result.kind).toBe('refused')
  const messages = result.kind === 'refused' ? result.files.flatMap((file) => file.messages) : []
  expect(messages.length).toBeGreaterThan(0)
  expect({ edition: findEdition(store), title: await readTitle(store) }).toEqual(before)
})

test('refused content is looked at again the next time', async () => {
  const store = aStore()
  const content = aContentFolder()
  breakThread(content)
  expect((await index(store, content)).kind).toBe('refused')
  expect((await index(store, content)).kind).toBe('refused')
  content.edit(firstThread, 'state: under-revue', 'state: under-review')
  expect((await index(store, content)).kind).toBe('stored')
})

test('every document it made can be searched', async () => {
  const store = aStore()
  const result = await index(store, aContentFolder())
  const { total } = store.sqlite
    .prepare<[], { total: number }>('SELECT count(*) AS total FROM SearchText')
    .get() ?? { total: 0 }
  expect(total).toBeGreaterThan(0)
  expect(result).toMatchObject({ documents: total })
})
