import { expect, test } from 'vitest'
import { toMoments } from '../../../src/ui/thread/moments.ts'
import { date } from '../../support/builders.ts'

test('a vague date stands no earlier than what is listed before it', () => {
  const [first, vague] = toMoments([date('2014-10-05'), date('2014-10')])
  expect(vague).toBe(first)
})
