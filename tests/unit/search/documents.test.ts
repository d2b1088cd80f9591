import { expect, test } from 'vitest'
import { toSearchDocuments } from '../../../src/search/documents.ts'
import {
  aMessage,
  aPerson,
  aPosition,
  aSource,
  aThreadEntry,
  aTopic,
  date,
  messageId,
} from '../../support/builders.ts'

const corpus = {
  threads: [{ entry: aThreadEntry() }],
  people: [aPerson()],
  topics: [aTopic()],
  sources: [aSource()],
}

function documentsOf(changes: Partial<typeof corpus> = {}) {
  return [...toSearchDocuments({ ...corpus, ...changes })]
}

function findDocument(id: string, documents = documentsOf()) {
  const document = documents.find((one) => one.id === id)
  if (document === undefined) throw new Error(`Unexpected absence of ${id}`)
  return document
}

test('there is one for the entry, each section, each position, each person and each topic', () => {
  expect(documentsOf().map(({ id }) => id)).toEqual([
    'entry-directory-index',
    'section-directory-index-the-proposal',
    'position-directory-index-ann-proposes',
    'position-directory-index-ben-tree',
    'person-ann-author',
    'topic-directories',
  ])
})

test('an id has only the letters that every engine allows', () => {
  for (const { id } of documentsOf()) expect(id).toMatch(/^[\w-]+$/u)
})

test('each lands on the very place', () => {
  expect(Object.fromEntries(documentsOf().map(({ kind, url }) => [kind, url]))).toEqual({
    entry: '/threads/directory-index',
    section: '/threads/directory-index#the-proposal',
    position: '/threads/directory-index#position-ben-tree',
    person: '/people/ann-author',
    topic: '/topics/directories',
  })
})

test('a position is found by its words, by its quote, by who said it and in which message', () => {
  const position = findDocument('position-directory-index-ann-proposes')
  expect(position).toMatchObject({
    title: 'Ann Author proposes',
    text: 'Lookup by name is too slow in large directories.',
    quote: 'Creating many entries is slow, because each one walks the list.',
    person: 'ann-author',
    personName: 'Ann Author',
    stance: 'proposes',
    thread: 'directory-index',
    threadTitle: 'Indexing a directory by name',
    date: '2014-10-02',
  })
  expect(position.names.split('\n')).toEqual([
    'Ann Author',
    'author of the patch',
    '20141002152543.1@example.org',
  ])
})

test('our words and theirs stay apart', () => {
  const { text, quote } = findDocument('position-directory-index-ann-proposes')
  expect(text).not.toContain(quote)
})

test('an entry is found by what people paste: subjects, commits, releases, Message-IDs', () => {
  const names = findDocument('entry-directory-index').names.split('\n')
  for (const name of [
    '[RFC PATCH] lib: index the directory by name',
    '710585d4922fd315f2cada8fbe550ae8ed23e994',
    '3.19',
    'ecf1a3dfff22',
    '20141005090000.2@example.org',
  ]) {
    expect(names).toContain(name)
  }
  expect(names).not.toContain('')
})

test('what is not known is empty, not a word', () => {
  const entry = aThreadEntry({
    outcome: { state: 'unknown', summary: 'Nobody knows.', evidence: [] },
    followUps: [],
    messages: [aMessage({ messageId: messageId('1@x') })],
    positions: [aPosition({ sources: [{ kind: 'message', key: 'absent' as never }] })],
    started: date('2014'),
  })
  const documents = documentsOf({ threads: [{ entry }], people: [] })
  for (const document of documents) {
    expect(JSON.stringify(document)).not.toMatch(/undefined|null|NaN/u)
  }
  expect(findDocument('entry-directory-index', documents).date).toBe('2014-01-01')
  // Somebody without a page of their own is called by their slug.
  expect(findDocument('position-directory-index-ann-proposes', documents).personName).toBe(
    'ann-author',
  )
})

test('people and topics are found by their other names', () => {
  expect(findDocument('person-ann-author')).toMatchObject({ title: 'Ann Author', names: 'aa' })
  expect(findDocument('topic-directories')).toMatchObject({
    title: 'Directories',
    names: 'folders',
  })
})
