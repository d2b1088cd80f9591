import { describe, expect, test } from 'vitest'
import {
  describeThreads,
  parsePageNumber,
  parseThreadQuery,
  toggleValue,
  toThreadsHref,
} from '../../../src/ui/thread-query.ts'

describe('the address of a list', () => {
  test('is read into facets, order and page', () => {
    const query = parseThreadQuery({
      topic: ['procfs', 'procfs', 'xfs'],
      stance: 'opposes',
      sort: 'title',
      page: '2',
      unknown: 'x',
    })
    expect(query).toEqual({
      filter: { topic: ['procfs', 'xfs'], stance: ['opposes'] },
      order: 'title',
      page: 2,
    })
  })

  test('is forgiven what it cannot mean', () => {
    const nothing = { filter: {}, order: 'newest', page: 1 }
    expect(parseThreadQuery({ topic: '', sort: 'loudest', page: 'two' })).toEqual(nothing)
  })

  test('is written one way, and read back the same', () => {
    const filter = { stance: ['opposes'], topic: ['procfs'] }
    const href = toThreadsHref(filter, { order: 'oldest', page: 3 })
    expect(href).toBe('/threads?topic=procfs&stance=opposes&sort=oldest&page=3')
    const params = Object.fromEntries(new URL(href, 'http://x').searchParams)
    expect(parseThreadQuery(params)).toEqual({ filter, order: 'oldest', page: 3 })
  })

  test('leaves out what is usual', () => {
    expect(toThreadsHref({})).toBe('/threads')
  })
})

test.each([
  ['1', 1],
  ['7', 7],
  ['0', 1],
  ['-3', 1],
  ['1.5', 1],
  ['1e99', 1],
  [undefined, 1],
])('page %s is page %i', (text, page) => {
  expect(parsePageNumber(text)).toBe(page)
})

test('a chosen value is taken back by choosing it again', () => {
  const once = toggleValue({}, 'topic', 'procfs')
  expect(once).toEqual({ topic: ['procfs'] })
  expect(toggleValue(once, 'topic', 'procfs')).toEqual({})
})

describe('the sentence above the list', () => {
  const toLabel = (_facet: string, value: string) => value

  test.each([
    [2, { outcome: ['merged'], topic: ['procfs'] }, '2 threads, merged, about procfs'],
    [1, { stance: ['opposes'] }, '1 thread, where somebody opposes'],
    [0, { year: ['2013', '2014'] }, 'No thread, begun in 2013 or 2014'],
    [5, {}, '5 threads'],
  ])('for %i of %j is “%s”', (total, filter, sentence) => {
    expect(describeThreads(total, filter, toLabel)).toBe(sentence)
  })
})
