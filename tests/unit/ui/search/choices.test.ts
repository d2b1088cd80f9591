import { expect, test } from 'vitest'
import { findLastTerm } from '../../../../src/ui/search/choices.ts'

test.each([
  ['', ''],
  ['stack ', ''],
  ['stack ov', 'ov'],
  ['kernel -sta', 'sta'],
  ['(who:hp', 'who:hp'],
  ['who:"peter an', 'who:"peter an'],
  // A phrase is its writer's own.
  ['"kernel st', ''],
  ['"kernel stack" who', 'who'],
  ['stance:', 'stance:'],
])('of %j it is %j that is being typed', (text, term) => {
  expect(findLastTerm(text)).toBe(term)
})
