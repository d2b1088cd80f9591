import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { importMail } from '#ingest'
import { toMboxrd } from '#mail'
import {
  listMessages,
  type MailCondition,
  type MailTextField,
  type Store,
  searchMail,
} from '#store'
import { aDiff, aMail } from '../support/mail.ts'
import { aFolder, aStore } from '../support/stores.ts'

async function aStoreOfMail(): Promise<Store> {
  const store = aStore()
  const file = path.join(aFolder(), 'list.mbox')
  const messages = [
    aMail({
      headers: { 'Message-ID': '<patch@example.org>', Subject: '[PATCH] proc: compare by content' },
      body: `This mends a typo.\n\nSigned-off-by: Ann Author <ann@example.org>\n${aDiff}`,
    }),
    aMail({
      headers: {
        'Message-ID': '<reply@example.org>',
        Subject: 'Re: [PATCH] proc: compare by content',
        From: 'Bob Reviewer <bob@example.org>',
        To: 'ann@example.org',
        Cc: 'list@example.org',
        Date: 'Thu, 29 May 2014 10:00:00 +0000',
        References: '<patch@example.org>',
      },
      body: '> This mends a typo.\nWhich one does __alloc_pages_nodemask have?\n',
    }),
    aMail({
      headers: {
        'Message-ID': '<other@example.org>',
        Subject: 'lunch',
        Date: 'Fri, 30 May 2014 10:00:00 +0000',
      },
      body: 'This mends a hungry stomach.\n',
    }),
  ]
  writeFileSync(file, Buffer.concat(messages.map((raw) => toMboxrd(raw))))
  await importMail(store, { paths: [file], list: 'test-list' })
  return store
}

const words = (text: string, ...fields: readonly MailTextField[]): MailCondition => ({
  kind: 'text',
  fields,
  term: { words: text.split(' '), isPrefix: false },
})

const namesOf = (store: Store, ids: readonly number[]) =>
  listMessages(store, ids).map(({ messageId }) => messageId)

const find = (store: Store, condition: MailCondition, order: 'newest' | 'relevance' = 'newest') =>
  namesOf(store, searchMail(store, condition, { order, offset: 0, limit: 10 }).ids).map(
    (name) => name.split('@')[0],
  )

const author = { kind: 'message-id', value: 'patch@example.org', isPrefix: false } as const
const may29 = Date.UTC(2014, 4, 29)

const questions: readonly (readonly [string, MailCondition, readonly string[]])[] = [
  ['a word anywhere, newest first', words('mends'), ['other', 'reply', 'patch']],
  ['a word somebody wrote, not one they quoted', words('mends', 'words'), ['other', 'patch']],
  ['a word somebody quoted', words('mends', 'quoted'), ['reply']],
  ['words in a row', words('mends a typo'), ['reply', 'patch']],
  ['an identifier as a whole', words('__alloc_pages_nodemask'), ['reply']],
  ['no part of an identifier', words('nodemask'), []],
  ['an author by address', words('bob@example.org', 'from'), ['reply']],
  ['a recipient', words('ann@example.org', 'to'), ['reply']],
  ['a subject', words('lunch', 'subject'), ['other']],
  ['a file of a diff', words('fs/proc/generic.c', 'diffFiles'), ['patch']],
  ['a function of a diff', words('proc_match', 'diffFunctions'), ['patch']],
  ['a removed line', words('return memcmp', 'diffRemoved'), ['patch']],
  ['an added line', words('compare by content', 'diffAdded'), ['patch']],
  ['no added line among the removed', words('compare by content', 'diffRemoved'), []],
  ['a blob', words('0cb01a4b1d9c', 'diffOldBlobs'), ['patch']],
  ['a Message-ID', author, ['patch']],
  ['the beginning of one', { kind: 'message-id', value: 're', isPrefix: true }, ['reply']],
  ['a list', { kind: 'list', name: 'test-list' }, ['other', 'reply', 'patch']],
  ['a list nobody has', { kind: 'list', name: 'no-list' }, []],
  ['dates up to one', { kind: 'date', of: 'sent', toMs: may29 }, ['patch']],
  ['dates from one', { kind: 'date', of: 'sent', fromMs: may29 }, ['other', 'reply']],
  ['messages with a diff', { kind: 'has-diff' }, ['patch']],
  ['both', { kind: 'and', conditions: [words('mends'), words('typo')] }, ['reply', 'patch']],
  ['either', { kind: 'or', conditions: [words('lunch'), words('proc_match')] }, ['other', 'patch']],
  [
    'one and not the other',
    { kind: 'and', conditions: [words('mends'), { kind: 'not', condition: words('typo') }] },
    ['other'],
  ],
  [
    'text and a date',
    { kind: 'and', conditions: [words('mends'), { kind: 'date', of: 'sent', toMs: may29 }] },
    ['patch'],
  ],
  [
    'everything in the thread of a match',
    { kind: 'thread', condition: words('nothing else', 'subject') },
    [],
  ],
  [
    'the whole thread of a match',
    { kind: 'thread', condition: words('proc_match') },
    ['reply', 'patch'],
  ],
  ['words of which nothing is kept', words('->'), []],
  [
    'words of which nothing is kept, or others',
    { kind: 'or', conditions: [words('->'), words('lunch')] },
    ['other'],
  ],
  ['syntax of the index as words', words('subject : "lunch" OR NEAR('), []],
]

test.each(questions)('finds %s', async (_, condition, expected) => {
  expect(find(await aStoreOfMail(), condition)).toEqual(expected)
})

test('by relevance, a word in the subject comes before one in a quote', async () => {
  const store = await aStoreOfMail()
  expect(find(store, words('proc_match'), 'relevance')).toEqual(['patch'])
  const either: MailCondition = { kind: 'or', conditions: [words('lunch'), words('typo')] }
  expect(find(store, either, 'relevance')[0]).toBe('other')
  const both: MailCondition = {
    kind: 'and',
    conditions: [words('mends'), { kind: 'not', condition: words('lunch') }],
  }
  expect(find(store, both, 'relevance').sort()).toEqual(['patch', 'reply'])
})

test('by thread, what is named stands for its thread, and the rest is counted', async () => {
  const store = aStore()
  const file = path.join(aFolder(), 'list.mbox')
  const messages = [
    ['1', 'mend names', ''],
    ['2', 'Re: mend names', '<1@x>'],
    ['3', 'names names mend mend names', ''],
    ['4', 'Re: names names mend mend names', '<3@x>'],
  ].map(([number, subject = '', answered = '']) =>
    aMail({
      headers: { 'Message-ID': `<${number}@x>`, Subject: subject, 'In-Reply-To': answered },
      body: number === '2' ? 'Mend names, mend names, mend names.\n' : 'Mend names.\n',
    }),
  )
  writeFileSync(file, Buffer.concat(messages.map((raw) => toMboxrd(raw))))
  await importMail(store, { paths: [file], list: 'test-list' })
  const both: MailCondition = { kind: 'and', conditions: [words('mend'), words('names')] }
  const question = { order: 'relevance', offset: 0, limit: 5, byThread: true } as const
  const found = searchMail(store, both, { ...question, subject: 'mend names' })
  expect(namesOf(store, found.ids)[0]).toBe('1@x')
  expect(found).toMatchObject({ total: 2, others: [1, 1], lists: [{ count: 2 }] })
  const second = searchMail(store, both, { ...question, subject: 'mend names', offset: 1 })
  expect(second.ids).toEqual(found.ids.slice(1))
})

test('by relevance, a subject that is just what was asked comes first, and before its replies', async () => {
  const store = aStore()
  const file = path.join(aFolder(), 'list.mbox')
  const subjects = ['Re: [RFC] mend names', '[RFC] mend names', 'names names mend mend names']
  const messages = subjects.map((subject, number) =>
    aMail({ headers: { 'Message-ID': `<${number}@x>`, Subject: subject }, body: 'Mend names.\n' }),
  )
  writeFileSync(file, Buffer.concat(messages.map((raw) => toMboxrd(raw))))
  await importMail(store, { paths: [file], list: 'test-list' })
  const both: MailCondition = { kind: 'and', conditions: [words('mend'), words('names')] }
  const question = { order: 'relevance', offset: 0, limit: 2, subject: 'Mend names!' } as const
  const first = searchMail(store, both, question)
  expect(namesOf(store, first.ids)).toEqual(['1@x', '0@x'])
  expect(namesOf(store, searchMail(store, both, { ...question, offset: 2 }).ids)).toEqual(['2@x'])
  expect(first.total).toBe(3)
})

test('pages of an answer follow one another, and the total stays', async () => {
  const store = await aStoreOfMail()
  const page = (offset: number) =>
    searchMail(store, words('mends'), { order: 'oldest', offset, limit: 1 })
  expect([page(0), page(1), page(2)].flatMap(({ ids }) => namesOf(store, ids))).toEqual([
    'patch@example.org',
    'reply@example.org',
    'other@example.org',
  ])
  expect(page(9)).toMatchObject({ ids: [], total: 3 })
})

test('lists and years are counted, each as if nothing of it were chosen', async () => {
  const store = await aStoreOfMail()
  const file = path.join(aFolder(), 'other.mbox')
  const late = { Date: 'Thu, 29 May 2025 10:00:00 +0000', 'Message-ID': '<late@example.org>' }
  writeFileSync(file, toMboxrd(aMail({ headers: late, body: 'This mends it, too.\n' })))
  const question = { order: 'oldest', offset: 0, limit: 10 } as const
  expect(searchMail(store, words('mends'), question).total).toBe(3)
  await importMail(store, { paths: [file], list: 'other-list' })
  const all = searchMail(store, words('mends'), question)
  expect(all).toMatchObject({
    total: 4,
    lists: [
      { value: 'test-list', count: 3 },
      { value: 'other-list', count: 1 },
    ],
    years: [
      { value: '2014', count: 3 },
      { value: '2025', count: 1 },
    ],
  })
  const chosen = searchMail(store, words('mends'), { ...question, lists: ['other-list'] })
  expect(namesOf(store, chosen.ids)).toEqual(['late@example.org'])
  expect(chosen.lists).toEqual(all.lists)
  expect(chosen.years).toEqual([{ value: '2025', count: 1 }])
  const old = searchMail(store, words('mends'), { ...question, years: [2014] })
  expect(old).toMatchObject({ total: 3, years: all.years, lists: [{ value: 'test-list' }] })
})

test('conditions nested beyond reason are refused, not recursed into', async () => {
  let condition: MailCondition = words('x')
  for (let depth = 0; depth < 5_000; depth += 1) condition = { kind: 'not', condition }
  const store = await aStoreOfMail()
  expect(() => find(store, condition)).toThrow('depth')
})
