import { describe, expect, test } from 'vitest'
import { followPatches, type Patch, readPatch } from '#mail'

const aPatch = (title: string, added: readonly string[], message = 'Why.'): Patch =>
  readPatch(
    `${message}\n---\n--- a/x.c\n+++ b/x.c\n@@ -1,0 +1,${added.length} @@\n${added.map((line) => `+${line}\n`).join('')}`,
    { from: { name: 'Ann', address: 'ann@example.org' }, title },
  )

const body = (name: string, last = 'end') => [
  ...Array.from({ length: 8 }, (_, at) => `${name} ${at}`),
  last,
]

/** A line per row: what each revision has of it. */
function draw(revisions: readonly (readonly Patch[])[]): readonly string[] {
  return followPatches(revisions).rows.map((row) =>
    row
      .map((cell) => {
        if (cell === undefined) return '-'
        const marks = `${cell.isRetitled ? ' retitled' : ''}${cell.isMoved ? ' moved' : ''}`
        return `${cell.at} ${cell.change}${marks}`
      })
      .join(' | '),
  )
}

describe('a patch through its revisions', () => {
  const a = aPatch('a', body('a'))
  const b = aPatch('b', body('b'))
  const c = aPatch('c', body('c'))

  test('stays, changes, comes and goes', () => {
    expect(
      draw([
        [a, b],
        [aPatch('a', body('a', 'other')), c],
      ]),
    ).toEqual(['0 new | 0 changed', '- | 1 new', '1 new | -'])
  })

  test('that was dropped may come back', () => {
    expect(draw([[a, b], [b], [a, b]])).toEqual(['0 new | - | 0 same', '1 new | 0 same | 1 same'])
  })

  test('is called moved where that explains the order with the fewest moves', () => {
    expect(
      draw([
        [a, b, c],
        [c, a, b],
      ]),
    ).toEqual(['2 new | 0 same moved', '0 new | 1 same', '1 new | 2 same'])
  })

  test('is not moved by what comes before it', () => {
    expect(
      draw([
        [b, c],
        [a, b, c],
      ]),
    ).toEqual(['- | 0 new', '0 new | 1 same', '1 new | 2 same'])
  })

  test('has a new title, new words or new trailers only', () => {
    const told = aPatch('a', body('a'), 'Why, in other words.')
    const acked = aPatch('a', body('a'), 'Why.\n\nAcked-by: Bob <bob@example.org>')
    expect(draw([[a], [aPatch('a: told', body('a'))]])).toEqual(['0 new | 0 same retitled'])
    expect(draw([[a], [told]])).toEqual(['0 new | 0 message'])
    expect(draw([[a], [acked]])).toEqual(['0 new | 0 trailers'])
  })

  test('of which only the title was kept is rewritten, not another', () => {
    const rewritten = aPatch('a', body('something else entirely'))
    expect(
      draw([
        [a, b],
        [b, rewritten],
      ]),
    ).toEqual(['1 new | 0 same moved', '0 new | 1 rewritten'])
    expect(draw([[a], [aPatch('c', body('c'))]])).toEqual(['- | 0 new', '0 new | -'])
  })

  test('of no revision is no row', () => {
    expect(draw([])).toEqual([])
    expect(draw([[], [a]])).toEqual(['- | 0 new'])
  })
})
