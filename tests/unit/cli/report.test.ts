import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import {
  countFaults,
  formatAnnotations,
  formatDuration,
  formatFaults,
  formatSummary,
  plural,
  toJson,
} from '../../../cli/report.ts'

/** A file with an error in line 9 and a warning in line 2, reported in that order. */
function aFaultyFile(): VFile {
  const file = new VFile({ path: 'content/threads/a.md', value: 'x' })
  const error = file.message('Unexpected `a, b`, expected 100% of `c`\nor `d`', {
    place: { line: 9, column: 4 },
    ruleId: 'a-rule',
    source: 'patchlore',
  })
  error.fatal = true
  file.message('Unexpected x', { place: { line: 2, column: 1 }, source: 'patchlore' })
  return file
}

const clean = new VFile({ path: 'content/threads/b.md' })

test('errors and warnings are counted apart', () => {
  const counts = countFaults([aFaultyFile(), clean])
  expect(counts).toEqual({ files: 2, errors: 1, warnings: 1 })
  expect(formatSummary(counts)).toBe('1 error and 1 warning in 2 files.')
  expect(formatSummary({ files: 1, errors: 0, warnings: 0 })).toBe('No faults in 1 file.')
  expect(formatSummary({ files: 3, errors: 2, warnings: 0 })).toBe('2 errors in 3 files.')
})

test('faults are printed in the order of their lines, and files without any are not', () => {
  const text = formatFaults([clean, aFaultyFile()])
  expect(text).toMatch(/^content\/threads\/a\.md\n\s*2:1 .*\n\s*9:4 /u)
  expect(text).not.toContain('b.md')
  expect(formatFaults([clean])).toBe('')
})

test('programs get the same in the same order', () => {
  const { errors, faults } = JSON.parse(toJson([aFaultyFile()]))
  expect(errors).toBe(1)
  expect(faults.map(({ line, level }: { line: number; level: string }) => [line, level])).toEqual([
    [2, 'warning'],
    [9, 'error'],
  ])
})

test('nothing in a message can end an annotation early', () => {
  const [error] = formatAnnotations([aFaultyFile()]).split('\n')
  expect(error).toBe(
    '::error file=content/threads/a.md,line=9,col=4,title=a-rule::' +
      'Unexpected `a, b`, expected 100%25 of `c`%0Aor `d`',
  )
  const odd = new VFile({ path: 'a,b:c%.md' })
  odd.message('x')
  expect(formatAnnotations([odd])).toBe(
    '::warning file=a%2Cb%3Ac%25.md,line=1,col=1,title=patchlore::x',
  )
})

test.each([
  [0, '0 ms'],
  [840.4, '840 ms'],
  [1_000, '1.0 s'],
  [12_340, '12.3 s'],
])('%d ms are shown as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

test('one is one and two are many', () => {
  expect([plural(1, 'entry', 'entries'), plural(2, 'entry', 'entries'), plural(0, 'hit')]).toEqual([
    '1 entry',
    '2 entries',
    '0 hits',
  ])
})
