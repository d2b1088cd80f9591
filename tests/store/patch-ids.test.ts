// The same patch, wherever it was sent: in the store, and on the page of a message.

import { expect, test } from 'vitest'
import { createArchive } from '#archive'
import { listPatchesToName, listSamePatches, type Store, searchMail } from '#store'
import { addMail, list } from '../support/archives.ts'
import { aDiff, aMail } from '../support/mail.ts'
import { aFolder, aStore } from '../support/stores.ts'

const patchId = 'eacf9e56dccb03784c2d1a7cbed9448edce2c121'

const patch = (name: string, day: string, body = aDiff) =>
  aMail({
    headers: {
      'Message-ID': `<${name}@example.org>`,
      Subject: `[PATCH] ${name}`,
      Date: `Wed, ${day} May 2014 10:00:00 +0000`,
    },
    body: `Mend it.\n---\n${body}-- \n2.1.0\n`,
  })

const first = patch('first', '7')
const moved = patch('moved', '14', aDiff.replace('@@ -27,6 +27,7 @@', '@@ -99,6 +99,7 @@'))
const other = patch('other', '21', aDiff.replace('by content', 'by name'))

const namesOf = (store: Store, messageId: string) =>
  listSamePatches(store, { messageId: `${messageId}@example.org`, limit: 10 }).map(
    (row) => `${row.list}/${row.messageId.split('@')[0]}`,
  )

const findPatch = (store: Store) =>
  searchMail(
    store,
    { kind: 'patch-id', value: patchId.slice(0, 12), isPrefix: true },
    { order: 'newest', offset: 0, limit: 10 },
  ).total

test('what is sent again is found from each of its messages, on every list', async () => {
  const store = aStore()
  await addMail(store, [first, moved, other])
  await addMail(store, [first, patch('late', '28')], { toList: 'other-list' })
  expect(namesOf(store, 'first')).toEqual([`${list}/moved`, 'other-list/late'])
  expect(namesOf(store, 'late')).toEqual([`${list}/first`, 'other-list/first', `${list}/moved`])
  expect(namesOf(store, 'other')).toEqual([])
  expect(findPatch(store)).toBe(4)

  const archive = createArchive({ store: () => store, siteUrl: 'https://patchlore.example' })
  const page = async (name: string) =>
    (await archive.answer(`/${list}/${name}@example.org/`)).body.toString()
  expect(await page('moved')).toMatch(
    /Same patch:<\/b>.*href="\/linux-test\/first@example\.org\/">\[PATCH\] first<\/a> \(linux-test\)/u,
  )
  expect(await page('other')).not.toContain('Same patch')
})

test('a message that goes takes its patch with it', async () => {
  const store = aStore()
  const folder = aFolder()
  await addMail(store, [first, moved], { folder })
  expect(findPatch(store)).toBe(2)
  await addMail(store, [moved], { folder })
  expect(findPatch(store)).toBe(1)
  expect(store.sqlite.prepare('SELECT count(*) FROM MessagePatch').pluck().get()).toBe(1)
})

test('mail that came before patches were named is named by the next import', async () => {
  const store = aStore()
  const folder = aFolder()
  await addMail(store, [first, moved], { folder })
  store.sqlite.exec('DELETE FROM MessagePatch; INSERT INTO PatchToName SELECT id FROM Message')
  expect(findPatch(store)).toBe(0)
  await addMail(store, [first, moved], { folder })
  expect(findPatch(store)).toBe(2)
  expect(listPatchesToName(store, 10)).toEqual([])
})
