import { expect, test } from 'vitest'
import { isSlug, parseThreadSlug } from '../../../src/domain/slug.ts'

test.each(['procfs', 'x86-64-16k-stacks', '9', 'a-1'])('%s is a slug', (text) => {
  expect(isSlug(text)).toBe(true)
  expect(parseThreadSlug(text)).toBe(text)
})

test.each([
  ['', 'nothing'],
  ['Procfs', 'a capital'],
  ['proc_fs', 'an underscore'],
  ['-proc', 'a hyphen in front'],
  ['proc-', 'a hyphen behind'],
  ['proc--fs', 'two hyphens'],
  ['proc/fs', 'a slash'],
  ['../etc', 'a way out of the folder'],
  ['größe', 'a letter that URLs must encode'],
  ['procfs\n', 'a line break'],
  ['a'.repeat(81), 'more than 80 letters'],
])('%j is not: %s', (text) => {
  expect(isSlug(text)).toBe(false)
  expect(parseThreadSlug(text)).toBeUndefined()
})
