// Entries and archived mail in one row: lore's prefixes over real SQLite, and how both are joined.

import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { importMail } from '#ingest'
import { toMboxrd } from '#mail'
import {
  createMailSearch,
  type MailSearch,
  openSearch,
  type SearchQuestion,
  type SiteSearch,
} from '#search'
import { replaceContent, type Store } from '#store'
import { someContent } from '../support/content.ts'
import { aDiff, aMail } from '../support/mail.ts'
import { aSearchDocument } from '../support/search.ts'
import { aFolder, aStore } from '../support/stores.ts'

const messages = [
  aMail({
    headers: {
      'Message-ID': '<patch-1@example.org>',
      Subject: '[PATCH] proc: compare by content',
      Cc: 'Zoe Zebra <zoe@zoo.example>',
      Received: 'by vger.example with SMTP id 1; Sat, 31 May 2014 00:00:00 +0000',
    },
    body: `This mends a typo.\n\nSigned-off-by: Ann Author <ann@example.org>\n${aDiff}`,
  }),
  aMail({
    headers: {
      'Message-ID': '<reply-2@example.org>',
      Subject: 'Re: [PATCH] proc: compare by content',
      From: 'Bob Reviewer <bob@example.org>',
      To: 'ann@example.org',
      Cc: 'list@example.org',
      Date: 'Thu, 29 May 2014 10:00:00 +0000',
      References: '<patch-1@example.org>',
    },
    body: 'On Wednesday Ann wrote:\n> This mends a typo.\nWhich giraffe does __alloc_pages_nodemask have?\n',
  }),
  aMail({
    headers: {
      'Message-ID': '<other/3@example.org>',
      Subject: 'lunch',
      Date: 'Fri, 30 May 2015 10:00:00 +0000',
      'Content-Type': 'multipart/mixed; boundary=x',
    },
    body: '--x\n\nThis mends a hungry stomach.\n--x\nContent-Disposition: attachment; filename=menu.txt\n\nSoup.\n--x--\n',
  }),
]

const documents = [
  aSearchDocument({
    id: 'section-typo',
    text: 'It mends what nobody read.',
    date: '2014-05-29' as never,
  }),
  aSearchDocument({ id: 'section-old', text: 'What mends a year.', date: '2013' as never }),
  aSearchDocument({ id: 'section-none', text: 'Nothing mends a thing without a date.' }),
]

let store: Store
let search: SiteSearch

function openSearchOf(store: Store): SiteSearch {
  return openSearch({ store: () => store, log: () => {} })
}

beforeEach(async () => {
  store = aStore()
  replaceContent(store, { ...someContent(), documents })
  const file = path.join(aFolder(), 'list.mbox')
  writeFileSync(file, Buffer.concat(messages.map((raw) => toMboxrd(raw))))
  await importMail(store, { paths: [file], list: 'test-list' })
  search = openSearchOf(store)
})

const idByUrl: Readonly<Record<string, string>> = {
  '/test-list/patch-1@example.org/': 'patch',
  '/test-list/reply-2@example.org/': 'reply',
  '/test-list/other%2F3@example.org/': 'lunch',
}

async function ask(text: string, question: Partial<SearchQuestion> = {}) {
  const answer = await search.answer({ text, order: 'oldest', ...question })
  return { ...answer, ids: answer.hits.map(({ id, url }) => idByUrl[url] ?? id) }
}

describe('lore’s prefixes look at mail as lore does:', () => {
  test.each([
    ['s:compare', ['patch', 'reply']],
    ['s:lunch', ['lunch']],
    ['f:bob', ['reply']],
    ['f:bob@example.org', ['reply']],
    ['f:bo', []],
    ['f:bo*', ['reply']],
    ['a:zeb*', ['patch']],
    ['f:"Ann Author"', ['patch', 'lunch']],
    ['t:ann@example.org', ['reply']],
    ['c:zebra', ['patch']],
    ['tc:list@example.org', ['patch', 'reply', 'lunch']],
    ['a:ann@example.org', ['patch', 'reply', 'lunch']],
    ['l:test-list kind:message', ['patch', 'reply', 'lunch']],
    ['l:test-list.example.org b:mends', ['patch', 'reply', 'lunch']],
    ['m:patch-1@example.org', ['patch']],
    ['m:reply-*', ['reply']],
    ['<other/3@example.org>', ['lunch']],
    ['d:2014-05-29..2014-05-30 kind:message', ['reply']],
    ['d:2015.. kind:message', ['lunch']],
    ['rt:2014-05-31', ['patch']],
    ['rt:..2014-05-30', ['reply']],
    ['b:typo kind:message', ['patch', 'reply']],
    ['nq:typo kind:message', ['patch']],
    ['q:typo', ['reply']],
    ['bs:lunch', ['lunch']],
    ['n:menu.txt', ['lunch']],
    ['dfn:fs/proc/generic.c', ['patch']],
    ['dfa:"return !memcmp"', ['patch']],
    ['dfa:content', []],
    ['dfb:"compare by content"', ['patch']],
    ['dfb:namelen', []],
    ['dfhh:proc_match', ['patch']],
    ['dfctx:namelen', ['patch']],
    ['dfpre:0cb01a4', ['patch']],
    ['dfpost:0cb01a4', []],
    ['dfblob:3d0a4a2e3f11', ['patch']],
    ['giraffe', ['reply']],
    ['zebra', []],
    ['memcmp OR giraffe', ['patch', 'reply']],
    ['nq:mends NOT dfn:generic.c kind:message', ['lunch']],
    ['year:2015 kind:message', ['lunch']],
    ['__alloc_pages_nodemask', ['reply']],
    ['tcf:ann@example.org', ['patch', 'reply', 'lunch']],
    ['lid:test-list.example.org kind:message', ['patch', 'reply', 'lunch']],
    ['patchid:eacf9e56dccb', ['patch']],
    ['patchid:eacf9e56dccc', []],
    ['thread:{giraffe}', ['patch', 'reply']],
    ['thread:{giraffe} f:ann', ['patch']],
    ['thread:{giraffe} -giraffe', ['patch']],
    ['kind:message NOT thread:{giraffe}', ['lunch']],
    ['thread:{giraffe dfn:generic.c}', []],
    ['thread:{giraffe} thread:{dfn:generic.c}', ['patch', 'reply']],
    ['thread:{f:ann thread:{giraffe}} f:bob', ['reply']],
    ['thread:"{giraffe OR lunch}" kind:message', ['patch', 'reply', 'lunch']],
    ['thread:reply-2@example.org', ['patch', 'reply']],
    ['mend kind:message', ['patch', 'reply', 'lunch']],
    ['mending kind:message', ['patch', 'reply', 'lunch']],
    ['Mend kind:message', []],
    ['"mend" kind:message', []],
    ['giraffes', ['reply']],
  ])('%s', async (text, expected) => {
    const { ids, total, problem } = await ask(text)
    expect(problem).toBeUndefined()
    expect({ ids, total }).toEqual({ ids: expected, total: expected.length })
  })
})

test('whoever is being typed is the beginning of a name', async () => {
  expect((await ask('f:bo', { isTyping: true })).ids).toEqual(['reply'])
  expect((await ask('f:bo b:giraffe', { isTyping: true })).ids).toEqual([])
})

describe('entries and mail', () => {
  test('are one row by date, and what has no date comes last', async () => {
    expect((await ask('mends')).ids).toEqual([
      'section-old',
      'patch',
      'section-typo',
      'reply',
      'lunch',
      'section-none',
    ])
    expect((await ask('mends', { order: 'newest' })).ids).toEqual([
      'lunch',
      'reply',
      'section-typo',
      'patch',
      'section-old',
      'section-none',
    ])
  })

  test('take turns by relevance', async () => {
    const { hits, total } = await ask('mends', { order: 'relevance' })
    expect(hits.map(({ kind }) => kind)).toEqual([
      'section',
      'message',
      'section',
      'message',
      'section',
      'message',
    ])
    expect(total).toBe(6)
  })

  test.each(['relevance', 'newest', 'oldest'] as const)(
    'fill pages by %s so that each hit is on one of them',
    async (order) => {
      const whole = await ask('mends OR content', { order })
      for (const perPage of [1, 2, 3, 4]) {
        const pages = Math.ceil(whole.total / perPage)
        const ids: string[] = []
        for (let page = 1; page <= pages; page += 1) {
          const answer = await ask('mends OR content', { order, perPage, page })
          expect(answer.pages).toBe(pages)
          ids.push(...answer.ids)
        }
        expect(ids).toEqual(whole.ids)
      }
      expect(new Set(whole.ids).size).toBe(whole.total)
    },
  )

  test('are told apart by their kind, and counted together', async () => {
    const { facets } = await ask('mends')
    expect(facets.kind).toEqual([
      { value: 'message', label: 'message', count: 3 },
      { value: 'section', label: 'section', count: 3 },
    ])
    expect(facets.list).toEqual([{ value: 'test-list', label: 'test-list', count: 3 }])
    expect(facets.year.map(({ value, count }) => [value, count])).toEqual([
      ['2015', 1],
      ['2014', 3],
      ['2013', 1],
    ])
  })

  test('are each thread once where that is asked for, and threads are counted', async () => {
    const { ids, total, pages, hits, facets, mailLists } = await ask('mends', { byThread: true })
    // The sections are all of one entry.
    expect(ids).toEqual(['section-old', 'patch', 'lunch'])
    expect({ total, pages, mailLists }).toEqual({ total: 3, pages: 1, mailLists: ['test-list'] })
    expect(hits.map(({ others }) => others)).toEqual([2, 1, 0])
    expect(facets.kind.map(({ value, count }) => [value, count])).toEqual([
      ['message', 2],
      ['section', 1],
    ])
    expect(facets.list.map(({ count }) => count)).toEqual([2])
    expect(facets.year.map(({ value, count }) => [value, count])).toEqual([
      ['2015', 1],
      ['2014', 2],
      ['2013', 1],
    ])
    const newest = await ask('mends', { byThread: true, order: 'newest' })
    expect(newest.ids).toEqual(['lunch', 'reply', 'section-typo'])
    const pageByPage: string[] = []
    for (let page = 1; page <= 3; page += 1) {
      const answer = await ask('mends', { byThread: true, perPage: 1, page })
      pageByPage.push(...answer.ids)
    }
    expect(pageByPage).toEqual(ids)
  })

  test('are narrowed down by what is chosen', async () => {
    const mail = await ask('mends', { selection: { kind: ['message'] } })
    expect(mail.ids).toEqual(['patch', 'reply', 'lunch'])
    const ours = await ask('mends', { selection: { kind: ['section'] } })
    expect(ours.ids).toEqual(['section-old', 'section-typo', 'section-none'])
    expect(ours.facets.kind).toEqual(mail.facets.kind)
    expect((await ask('mends', { selection: { list: ['test-list'] } })).total).toBe(3)
    expect((await ask('mends', { selection: { topic: ['procfs'] } })).total).toBe(0)
    const year = await ask('mends', { selection: { year: ['2014'] } })
    expect(year.ids).toEqual(['patch', 'section-typo', 'reply'])
  })

  test('mail with the words as they are written is preferred to entries without', async () => {
    // Entries have only one of the words.
    const { ids, corrected, isLoose } = await ask('giraffe mends', { order: 'relevance' })
    expect({ ids, corrected, isLoose }).toEqual({
      ids: ['reply'],
      corrected: undefined,
      isLoose: false,
    })
  })

  test('a mail lands on its page, with the line that was written', async () => {
    const { hits: found } = await ask('giraffe')
    expect(found[0]).toMatchObject({
      kind: 'message',
      url: '/test-list/reply-2@example.org/',
      title: 'Re: [PATCH] proc: compare by content',
      excerpt: '“Which \uE000giraffe\uE001 does __alloc_pages_nodemask have?”',
      personName: 'Bob Reviewer',
      threadTitle: 'test-list',
      date: '2014-05-29',
    })
  })
})

describe('where mail cannot be searched, entries are the answer, and it says so:', () => {
  test.each<[string, Partial<MailSearch>, string, string]>([
    [
      'it fails',
      { find: () => Promise.reject(new Error('No')) },
      'The search of mail did not answer',
      'search: mail failed: No',
    ],
    [
      'it finds, and cannot show',
      { show: () => Promise.reject(new Error('No')) },
      'The search of mail did not answer',
      'search: mail failed: No',
    ],
    [
      'it says nothing',
      { find: () => new Promise(() => {}) },
      'The search of mail took too long',
      'search: mail failed: Unexpected silence of mail, expected an answer',
    ],
  ])('%s', async (_, broken, passedOver, line) => {
    const lines: string[] = []
    const search = openSearch({
      store: () => store,
      mail: { ...createMailSearch(() => store), ...broken },
      log: (line) => lines.push(line),
    })
    const questions = (['relevance', 'oldest'] as const).flatMap((order) =>
      [1, 2].map((page) => ({ text: 'mends', order, page, perPage: 2 })),
    )
    for (const answer of await Promise.all(questions.map((asked) => search.answer(asked)))) {
      expect(answer.hits).toHaveLength(answer.question.page === 1 ? 2 : 1)
      expect(answer.hits.map(({ kind }) => kind)).not.toContain('message')
      expect(answer).toMatchObject({ total: 3, pages: 2, passedOver: [passedOver] })
    }
    expect(lines).toEqual(Array(4).fill(line))
  })
})

test('without mail its prefixes say that there is none', async () => {
  const empty = aStore()
  replaceContent(empty, { ...someContent(), documents })
  const { total, notes } = await openSearchOf(empty).answer({ text: 'dfn:mm/vmscan.c' })
  expect(total).toBe(0)
  expect(notes[0]?.text).toBe(
    '`dfn:` looks at names of files in a diff. No mail is indexed here yet, so it finds nothing.',
  )
})
