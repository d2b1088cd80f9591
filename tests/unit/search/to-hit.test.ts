import { expect, test } from 'vitest'
import { hitMarkEnd, hitMarkStart, type SearchDocument } from '#domain'
import { listMarkedTerms } from '../../../src/search/mark-text.ts'
import { toHit } from '../../../src/search/to-hit.ts'
import { aSearchDocument, toQuery } from '../../support/search.ts'

const show = (marked: string) => marked.replaceAll(hitMarkStart, '[').replaceAll(hitMarkEnd, ']')
const excerptOf = (query: string, overrides: Partial<SearchDocument>) =>
  show(toHit(aSearchDocument(overrides), listMarkedTerms(toQuery(query))).excerpt)

const topic = { text: 'The trees of the kernel.', quote: '', names: 'rbtree\nlib/rbtree.c' }

test.each<[string, Partial<SearchDocument>, string]>([
  ['trees', topic, 'The [trees] of the kernel.'],
  // Never `rbtree: the trees …`, which would explain one of many names as the whole.
  ['rbtree', topic, 'The trees of the kernel. · found by [rbtree]'],
  ['rbtree', { ...topic, text: '' }, '[rbtree]'],
  ['zebra', topic, 'The trees of the kernel.'],
  ['grow', { text: 'He doubts it.', quote: 'Lists grow.' }, '“Lists [grow].”'],
])('what %s shows of %j is %j', (query, document, shown) => {
  expect(excerptOf(query, document)).toBe(shown)
})
