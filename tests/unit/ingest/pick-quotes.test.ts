import { expect, test } from 'vitest'
import { pickQuotes } from '../../../src/ingest/scaffold/pick-quotes.ts'

const pick = (text: string, max = 5) => pickQuotes([{ text }], { max })

test('sentences that judge or ask are picked, with their line, in the order of the message', () => {
  expect(
    pick(
      'Hi,\n\nthe weather is nice here today, thanks.\nI think the lock should be split\ninstead. Is there a better way to do this?\n',
    ),
  ).toEqual([
    { text: 'I think the lock should be split instead.', line: 4 },
    { text: 'Is there a better way to do this?', line: 5 },
  ])
})

test('the most telling come first where there is room for few', () => {
  const text =
    'This should be fine for all of us.\n\nI think this is wrong and should be rejected.\n'
  expect(pick(text, 1)).toEqual([
    { text: 'I think this is wrong and should be rejected.', line: 3 },
  ])
})

test.each([
  ['quoted words', '> I think the lock should be split instead.\n'],
  ['code', 'You should write `if (x == NULL)` there, I think.\n'],
  ['an address', 'You should read https://example.org/x before that.\n'],
  ['who wrote what', 'You should see what he said and Ann wrote:\n'],
  ['a half sentence', 'I think the lock should be split and\n'],
  ['less than a sentence', 'I think not.\n'],
  ['characters that draw nothing', 'I think the lock should\u202e be split instead.\n'],
  [
    'a patch',
    'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+I think this should be it.\n',
  ],
])('%s is not picked', (_, text) => {
  expect(pick(text)).toEqual([])
})
