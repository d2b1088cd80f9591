import { expect, test } from 'vitest'
import { urls } from '#domain'
import { mailUrls } from '../../../src/archive/addresses.ts'
import { isCalled } from '../../../src/ui/palette/list-commands.ts'

test.each([
  ['Colours: dark', 'col da', true],
  ['Colours: dark', 'dark', true],
  ['Colours: dark', 'ark', false],
  ['H. Peter Anvin', 'anv', true],
  ['H. Peter Anvin', 'anv x', false],
  ['anything', ' ', true],
])('whether %s is called by %j: %s', (name, typed, expected) => {
  expect(isCalled(name, typed)).toBe(expected)
})

test('the link to all mail leads where the archive is', () => {
  expect(urls.mail).toBe(mailUrls.lists)
})
