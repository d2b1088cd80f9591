import { expect, test } from 'vitest'
import { toSearchDocuments } from '../../../src/search/documents.ts'
import {
  aFollowUp,
  aMessage,
  anchorId,
  anElement,
  aPerson,
  aPosition,
  aSource,
  aThreadEntry,
  aTopic,
  date,
  messageId,
  threadSlug,
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

test('there is one for each thing that can be found', () => {
  expect(documentsOf().map(({ id }) => id)).toEqual([
    'entry-directory-index',
    'section-directory-index--the-proposal--1',
    'position-directory-index--ann-proposes',
    'position-directory-index--ben-tree',
    'quote-directory-index--ben-applied',
    'figure-directory-index--create',
    'retelling-directory-index--saving',
    'revision-directory-index--rfc',
    'later-directory-index--rwlock',
    'message-directory-index--ann-rfc',
    'message-directory-index--ben-reply',
    'person-ann-author',
    'topic-directories',
  ])
})

test('an id has only the letters that every engine allows, and no other document has it', () => {
  const section = { depth: 2, title: 'Größe', text: 'Words.' } as const
  const entries = [
    aThreadEntry({
      slug: threadSlug('a'),
      sections: [
        { ...section, id: anchorId('größe-b') },
        { ...section, id: anchorId('größe-b--1'), text: 'One.\n\nTwo.' },
      ],
    }),
    // Slug and anchor together spell what they spell apart in the other entry.
    aThreadEntry({ slug: threadSlug('a-ann'), positions: [aPosition({ id: anchorId('b') })] }),
    aThreadEntry({ slug: threadSlug('a-b'), positions: [aPosition({ id: anchorId('ann-b') })] }),
  ]
  const ids = documentsOf({ threads: entries.map((entry) => ({ entry })) }).map(({ id }) => id)
  for (const id of ids) expect(id).toMatch(/^[\w-]+$/u)
  expect(new Set(ids).size).toBe(ids.length)
})

test('each lands on the very place', () => {
  const byKind = Object.fromEntries(documentsOf().map(({ kind, url }) => [kind, url]))
  expect(byKind).toEqual({
    entry: '/threads/directory-index',
    section: '/threads/directory-index#the-proposal',
    position: '/threads/directory-index#position-ben-tree',
    quote: '/threads/directory-index#quote-ben-applied',
    figure: '/threads/directory-index#figure-create',
    retelling: '/threads/directory-index#retelling-saving',
    revision: '/threads/directory-index#revision-rfc',
    'follow-up': '/threads/directory-index#later-rwlock',
    message: '/threads/directory-index#message-ben-reply',
    person: '/people/ann-author',
    topic: '/topics/directories',
  })
})

test('each paragraph is one of its own, those before the first heading too', () => {
  const entry = aThreadEntry({
    sections: [
      { id: anchorId('numbers'), title: 'Numbers', depth: 2, text: 'One cited.\n\nTwo.' },
      { id: anchorId('empty'), title: 'Only positions', depth: 2, text: '' },
    ],
    body: {
      type: 'root',
      children: [
        anElement('p', {}, ['Before ', anElement('em', {}, ['any']), '\n heading.']),
        anElement('pl-position', { id: 'ann-proposes' }),
        anElement('h2', { id: 'numbers' }, ['Numbers']),
        anElement('p', {}, ['One cited.']),
      ],
    },
  })
  const paragraphs = documentsOf({ threads: [{ entry }] }).filter(({ kind }) => kind === 'section')
  expect(paragraphs.map(({ title, text, url }) => [title, text, url])).toEqual([
    ['Indexing a directory by name', 'Before any heading.', '/threads/directory-index'],
    ['Numbers', 'One cited.', '/threads/directory-index#numbers'],
    ['Numbers', 'Two.', '/threads/directory-index#numbers'],
    ['Only positions', '', '/threads/directory-index#empty'],
  ])
})

test('a position is found by its words, its quote, who said it, and the mail it was taken in', () => {
  expect(findDocument('position-directory-index--ann-proposes')).toMatchObject({
    title: 'Ann Author proposes',
    text: 'Lookup by name is too slow in large directories.',
    quote: 'Creating many entries is slow, because each one walks the list.',
    names: 'Ann Author\naa\nauthor of the patch',
    subjects: '[RFC PATCH] lib: index the directory by name',
    person: 'ann-author',
    personName: 'Ann Author',
    stance: 'proposes',
    thread: 'directory-index',
    threadTitle: 'Indexing a directory by name',
    messageIds: ['20141002152543.1@example.org'],
  })
})

test('our words and theirs stay apart', () => {
  const { text, quote } = findDocument('position-directory-index--ann-proposes')
  expect(text).not.toContain(quote)
  expect(findDocument('quote-directory-index--ben-applied')).toMatchObject({
    text: '',
    quote: 'Applied, thanks.',
  })
})

test('an entry is found by what people paste: subjects, commits, releases, lists, Message-IDs', () => {
  expect(findDocument('entry-directory-index')).toMatchObject({
    subjects: '[RFC PATCH] lib: index the directory by name',
    commits: ['710585d4922fd315f2cada8fbe550ae8ed23e994'],
    names: '3.19\nlinux-kernel\nlib',
    messageIds: ['20141002152543.1@example.org'],
  })
  expect(findDocument('later-directory-index--rwlock').commits).toEqual(['ecf1a3dfff22'])
  expect(findDocument('message-directory-index--ben-reply').messageIds).toEqual([
    '20141005090000.2@example.org',
  ])
})

test('a figure is found by the numbers as its source writes them', () => {
  const { title, text } = findDocument('figure-directory-index--create')
  expect(title).toBe('Creating 30 000 entries')
  expect(text.split('\n')).toEqual([
    'phase, before, after',
    'create, real 2m31.950s 2m0.874s',
    'remove, real 1m35.764s 1m13.988s',
  ])
})

test('a date is as precise as its source, and a discussion has two', () => {
  const entry = aThreadEntry({
    positions: [aPosition({ on: date('before 2014-10') })],
    followUps: [aFollowUp({ on: date('2015') })],
  })
  const documents = documentsOf({ threads: [{ entry }] })
  const datesOf = (id: string) => {
    const found = findDocument(id, documents)
    return [found.date, found.until]
  }
  expect(datesOf('entry-directory-index')).toEqual(['2014-10-02', '2014-10-15'])
  expect(datesOf('position-directory-index--ann-proposes')).toEqual(['before 2014-10', ''])
  expect(datesOf('later-directory-index--rwlock')).toEqual(['2015', ''])
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
  // Somebody without a page of their own is called by their slug.
  expect(findDocument('position-directory-index--ann-proposes', documents).personName).toBe(
    'ann-author',
  )
})

test('people and topics are found by their other names', () => {
  expect(findDocument('person-ann-author')).toMatchObject({
    title: 'Ann Author',
    names: 'aa',
    text: 'author of the patch',
  })
  expect(findDocument('topic-directories')).toMatchObject({
    title: 'Directories',
    names: 'folders',
  })
})

test('a simulation is one, and what offers it to be run says so', () => {
  const simulations = {
    'proc-directory': {
      title: 'A directory',
      question: 'List or tree?',
      summary: 'Counts both.',
    },
  }
  const entry = aThreadEntry({
    positions: [aPosition({ simulation: { id: 'proc-directory', preset: 'list' } })],
    body: { type: 'root', children: [anElement('pl-simulation', { id: 'kernel-stack' })] },
  })
  const documents = [...toSearchDocuments({ ...corpus, threads: [{ entry }] }, { simulations })]
  expect(findDocument('simulation-proc-directory', documents)).toMatchObject({
    kind: 'simulation',
    title: 'A directory',
    text: 'List or tree?\nCounts both.',
    url: '/simulations/proc-directory',
  })
  expect(findDocument('entry-directory-index', documents).simulations).toEqual([
    'proc-directory',
    'kernel-stack',
  ])
  expect(findDocument('position-directory-index--ann-proposes', documents).simulations).toEqual([
    'proc-directory',
  ])
})
