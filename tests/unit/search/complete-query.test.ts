import { expect, test } from 'vitest'
import { completeQuery } from '#search'
import type { SearchNames } from '#store'

const names: SearchNames = {
  person: [
    { value: 'h-peter-anvin', label: 'H. Peter Anvin', aliases: ['hpa'] },
    { value: 'minchan-kim', label: 'Minchan Kim', aliases: [] },
  ],
  topic: [{ value: 'red-black-trees', label: 'Red-black trees', aliases: ['rbtree'] }],
  list: [{ value: 'linux-mm', label: 'linux-mm', aliases: [] }],
  subsystem: [],
  hasMail: false,
}

const complete = (text: string) => completeQuery(text, names).map(({ query }) => query)

test.each([
  ['', []],
  ['stack ', []],
  ['sta', ['stance:']],
  ['kernel -sta', ['kernel -stance:']],
  ['(sta', ['(stance:']],
  ['stance:o', ['stance:opposes ']],
  ['a stance:su', ['a stance:supports ', 'a stance:supports-if ']],
  ['who:hp', ['who:h-peter-anvin ']],
  ['who:"Minchan K', ['who:minchan-kim ']],
  ['f:anv', ['f:h-peter-anvin ']],
  ['topic:rb', ['topic:red-black-trees ']],
  ['l:lin', ['l:linux-mm ']],
  ['minc', ['who:minchan-kim ']],
  ['rbt', ['topic:red-black-trees ']],
  ['has:', ['has:simulation ']],
  ['d:20', []],
  ['"kernel st', []],
  ['nope:x', []],
])('%j may go on as %j', (text, queries) => {
  expect(complete(text)).toEqual(queries)
})

test('a prefix that finds nothing yet is not offered', () => {
  expect(complete('df')).toEqual([])
})

test('a prefix says what it looks at, and a value who is meant', () => {
  expect(completeQuery('kin', names)[0]).toMatchObject({
    kind: 'prefix',
    label: 'kind:',
    about: 'what kind of thing is found',
  })
  expect(completeQuery('who:hpa', names)).toEqual([
    { kind: 'value', label: 'H. Peter Anvin', about: 'h-peter-anvin', query: 'who:h-peter-anvin ' },
  ])
})
