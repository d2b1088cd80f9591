import { expect, test } from 'vitest'
import { sortBySpeaking } from '#domain'
import { anchorId, aPosition, date } from '../../support/builders.ts'

const asked = aPosition({ id: anchorId('asked'), on: date('2014-10-02T15:00:00Z') })
const answered = aPosition({
  id: anchorId('answered'),
  on: date('2014-10'),
  answers: [{ to: anchorId('asked'), how: 'answers' }],
})
const order = (...positions: (typeof asked)[]) =>
  sortBySpeaking({ positions, messages: [] }).map(({ id }) => id)

test('an answer known only to the month comes after what it answers', () => {
  const early = aPosition({ id: anchorId('early'), on: date('2014-09-01') })
  expect(order(answered, asked, early)).toEqual(['early', 'asked', 'answered'])
})

test('two positions that answer each other do not go round in circles', () => {
  const circle = { ...asked, answers: [{ to: anchorId('answered'), how: 'rebuts' as const }] }
  expect(order(circle, answered)).toHaveLength(2)
})

test('what replaces an earlier position of the same day comes after it', () => {
  const replaced = aPosition({ id: anchorId('replaced'), on: date('2014-10-02') })
  const replacing = aPosition({
    id: anchorId('replacing'),
    on: date('2014-10-02'),
    supersedes: anchorId('replaced'),
  })
  expect(order(replacing, replaced)).toEqual(['replaced', 'replacing'])
})
