import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import {
  canBeSame,
  comparePartialDates,
  earliestMs,
  formatPartialDate,
  formatTimeOfDay,
  isSurelyAfter,
  latestMs,
  parsePartialDate,
  yearOf,
} from '../../../src/domain/partial-date.ts'
import { date } from '../../support/builders.ts'

afterEach(() => {
  process.env.TZ = 'UTC'
})

describe('reading', () => {
  test.each([
    '2014',
    '2014-10',
    '2014-10-02',
    '2014-10-02T15:25:43Z',
    '2016-02-29',
    'before 2014-10-02',
    'before 2014',
    'after 2014-10-15',
  ])('%s is a date', (text) => {
    expect(parsePartialDate(text)).toBe(text)
  })

  test.each([
    ['', 'nothing'],
    ['14-10-02', 'a year of two digits'],
    ['2014-1', 'a month of one digit'],
    ['2014-13', 'a thirteenth month'],
    ['2014-00', 'a month before January'],
    ['2014-02-30', 'a day that never was'],
    ['2015-02-29', 'a leap day in a common year'],
    ['2014-10-02T24:00:00Z', 'an hour that belongs to the next day'],
    ['2014-10-02T15:25:43', 'a time without its zone'],
    ['2014-10-02T15:25:43+02:00', 'a time in another zone'],
    ['2014-10-02T15:25Z', 'a time without seconds'],
    ['2014-10-02 15:25:43Z', 'a space for the T'],
    ['2014-10-02\n', 'a line break behind'],
    ['since 2014', 'a word that is neither `before` nor `after`'],
    ['before  2014', 'two spaces'],
    ['2 October 2014', 'prose'],
  ])('%j is not: %s', (text) => {
    expect(parsePartialDate(text)).toBeUndefined()
  })
})

describe('the span a date can mean', () => {
  test.each([
    ['2014', '2014-01-01T00:00:00.000Z', '2014-12-31T23:59:59.999Z'],
    ['2014-02', '2014-02-01T00:00:00.000Z', '2014-02-28T23:59:59.999Z'],
    ['2016-02', '2016-02-01T00:00:00.000Z', '2016-02-29T23:59:59.999Z'],
    ['2014-12-31', '2014-12-31T00:00:00.000Z', '2014-12-31T23:59:59.999Z'],
    ['2014-10-02T15:25:43Z', '2014-10-02T15:25:43.000Z', '2014-10-02T15:25:43.999Z'],
    ['before 2014-10-02', '2014-10-01T23:59:59.999Z', '2014-10-01T23:59:59.999Z'],
    ['after 2014-10-15', '2014-10-16T00:00:00.000Z', '2014-10-16T00:00:00.000Z'],
    ['after 2014', '2015-01-01T00:00:00.000Z', '2015-01-01T00:00:00.000Z'],
  ])('%s is from %s to %s', (text, from, to) => {
    expect(new Date(earliestMs(date(text))).toISOString()).toBe(from)
    expect(new Date(latestMs(date(text))).toISOString()).toBe(to)
  })

  test.each(['Pacific/Kiritimati', 'America/Los_Angeles'])(
    'it is the same for a reader in %s',
    (zone) => {
      const inUtc = [earliestMs(date('2014-10')), latestMs(date('2014-10'))]
      process.env.TZ = zone
      expect([earliestMs(date('2014-10')), latestMs(date('2014-10'))]).toEqual(inUtc)
      expect(formatPartialDate(date('2014-10-02T00:30:00Z'))).toBe('2 October 2014')
      expect(yearOf(date('2014'))).toBe(2014)
    },
  )
})

describe('comparing', () => {
  test('a day is surely after another, but not after its own month', () => {
    expect(isSurelyAfter(date('2014-10-03'), date('2014-10-02'))).toBe(true)
    expect(isSurelyAfter(date('2014-10-03'), date('2014-10'))).toBe(false)
    expect(isSurelyAfter(date('2014-10-02'), date('2014-10-02T15:00:00Z'))).toBe(false)
  })

  test('what happened before a date is surely after nothing', () => {
    expect(isSurelyAfter(date('before 2014'), date('1991'))).toBe(false)
    expect(isSurelyAfter(date('2014'), date('before 2014'))).toBe(true)
  })

  test('nothing is surely after what happened after a date', () => {
    expect(isSurelyAfter(date('2099'), date('after 2014'))).toBe(false)
    expect(isSurelyAfter(date('after 2014'), date('2014'))).toBe(true)
  })

  test('a month can be the same as one of its days, and not as a day of the next', () => {
    expect(canBeSame(date('2014-10'), date('2014-10-31'))).toBe(true)
    expect(canBeSame(date('2014-10'), date('2014-11-01'))).toBe(false)
    expect(canBeSame(date('before 2014-10'), date('2014-09-30'))).toBe(true)
    expect(canBeSame(date('before 2014-10'), date('2014-10-01'))).toBe(false)
    expect(canBeSame(date('after 2014-10'), date('2020'))).toBe(true)
    expect(canBeSame(date('after 2014-10'), date('2014-10-31'))).toBe(false)
    expect(canBeSame(date('after 2014'), date('before 2016'))).toBe(true)
  })

  test('the vaguer of two dates comes last among those that start together', () => {
    const sorted = ['2014', '2014-01-01', '2014-01', '2013-12-31', 'before 2014']
      .map(date)
      .sort(comparePartialDates)
    expect(sorted).toEqual(['2013-12-31', 'before 2014', '2014-01-01', '2014-01', '2014'])
  })
})

describe('writing', () => {
  test.each([
    ['2014', '2014', undefined],
    ['2014-10', 'October 2014', undefined],
    ['2014-10-02', '2 October 2014', undefined],
    ['2014-12-31T23:59:59Z', '31 December 2014', '23:59 UTC'],
    ['before 2014-10-02', 'before 2 October 2014', undefined],
    ['before 2014-10-02T10:00:00Z', 'before 2 October 2014', undefined],
    ['after 2014-10', 'after October 2014', undefined],
  ])('%s is written %s', (text, prose, time) => {
    expect(formatPartialDate(date(text))).toBe(prose)
    expect(formatTimeOfDay(date(text))).toBe(time)
  })
})

const someDate = fc
  .tuple(
    fc.date({
      min: new Date('1970-01-02T00:00:00Z'),
      max: new Date('2199-12-31T00:00:00Z'),
      noInvalidDate: true,
    }),
    fc.constantFrom(4, 7, 10, 19),
    fc.constantFrom('', 'before ', 'after '),
  )
  .map(([day, length, side]) =>
    date(side + day.toISOString().slice(0, length) + (length === 19 ? 'Z' : '')),
  )

describe('whatever the date', () => {
  test('it reads as itself, and begins before it ends', () => {
    fc.assert(
      fc.property(someDate, (one) => {
        expect(parsePartialDate(one)).toBe(one)
        expect(earliestMs(one)).toBeLessThanOrEqual(latestMs(one))
      }),
    )
  })

  test('two dates can be the same, or one is surely after the other', () => {
    fc.assert(
      fc.property(someDate, someDate, (a, b) => {
        const isApart = isSurelyAfter(a, b) || isSurelyAfter(b, a)
        expect(isSurelyAfter(a, b) && isSurelyAfter(b, a)).toBe(false)
        if (isApart) expect(canBeSame(a, b)).toBe(false)
        expect(canBeSame(a, b)).toBe(canBeSame(b, a))
      }),
    )
  })
})
