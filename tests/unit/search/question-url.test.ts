import { expect, test } from 'vitest'
import { readQuestion, toSearchParameters } from '#search'

test('a question and its address are the same thing', () => {
  const question = {
    text: 'kernel stack',
    selection: { stance: ['opposes', 'asks'], topic: ['procfs'] },
    order: 'newest',
    page: 2,
    perPage: 50,
    isTyping: true,
    withFacets: false,
    byThread: true,
  } as const
  const parameters = toSearchParameters(question)
  expect(parameters.toString()).toBe(
    'q=kernel+stack&topic=procfs&stance=opposes&stance=asks&sort=newest&page=2&per=50&typing=1&facets=none&by=thread',
  )
  const read = Object.fromEntries(
    [...parameters.keys()].map((name) => [name, parameters.getAll(name)]),
  )
  expect(readQuestion(read)).toEqual(question)
})

test('what is as it would be anyway is left out', () => {
  const question = {
    text: '',
    selection: {},
    order: 'relevance',
    page: 1,
    isTyping: false,
  } as const
  expect(toSearchParameters(question).toString()).toBe('')
})

test('what is unknown, empty or too much is passed over', () => {
  expect(
    readQuestion({
      q: [' a ', 'b'],
      colour: 'red',
      sort: 'price',
      page: '1e9',
      per: '-3',
      kind: ['', 'entry', 'entry', 'x'.repeat(200)],
      year: Array.from({ length: 50 }, (_, index) => String(2000 + index)),
      typing: 'yes',
    }),
  ).toEqual({
    text: 'a',
    selection: {
      kind: ['entry'],
      year: Array.from({ length: 20 }, (_, index) => String(2000 + index)),
    },
    isTyping: false,
  })
})
