import { expect, test } from 'vitest'
import { evidenceMarks, evidenceMeanings, evidenceSigns } from '../../../src/domain/evidence.ts'
import { stanceMeanings, stanceShapes, stances } from '../../../src/domain/stance.ts'

test('every stance has a meaning and a shape that no other has', () => {
  expect(Object.keys(stanceMeanings)).toEqual([...stances])
  expect(Object.keys(stanceShapes)).toEqual([...stances])
  expect(new Set(Object.values(stanceShapes)).size).toBe(stances.length)
  expect(new Set(Object.values(stanceMeanings)).size).toBe(stances.length)
})

test('every evidence mark says what it promises', () => {
  expect(Object.keys(evidenceMeanings)).toEqual([...evidenceMarks])
  expect(Object.keys(evidenceSigns)).toEqual([...evidenceMarks])
})
