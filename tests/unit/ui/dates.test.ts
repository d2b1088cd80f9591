import { expect, test } from 'vitest'
import { formatSpan } from '../../../src/ui/date-text.tsx'
import { date } from '../../support/builders.ts'

test.each([
  ['2014-10-02', '2014-10-15', '2–15 October 2014'],
  ['2014-05-28', '2014-06-03', '28 May – 3 June 2014'],
  ['2013-12-30', '2014-01-02', '30 December 2013 – 2 January 2014'],
  ['2014-10-02', '2014-10-02', '2 October 2014'],
  ['2014', '2014-10', '2014 – October 2014'],
])('%s to %s is written %s', (started, ended, words) => {
  expect(formatSpan(date(started), date(ended))).toBe(words)
})

test('a discussion that goes on has a beginning', () => {
  expect(formatSpan(date('2026-04-24'), undefined)).toBe('since 24 April 2026')
})
