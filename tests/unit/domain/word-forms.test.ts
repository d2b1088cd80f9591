import { expect, test } from 'vitest'
import { listWordForms, stemWord } from '#domain'

test.each([
  ['thread', ['threads', 'threaded', 'threading']],
  ['patches', ['patch', 'patched', 'patching']],
  ['stop', ['stops', 'stopped', 'stopping']],
  ['stopping', ['stop', 'stopped']],
  ['cause', ['causes', 'caused', 'causing']],
  ['property', ['properties']],
  ['properties', ['property']],
  ['linearize', ['linearized', 'linearizing', 'linearization', 'linear']],
  ['maintainers', ['maintain', 'maintained', 'maintainer']],
])('%s is also written as %j', (word, others) => {
  const forms = listWordForms(word)
  expect(forms[0]).toBe(word)
  for (const other of others) expect(forms).toContain(other)
})

test.each(['e1000', 'is_const', 'mm', 'naïve', '"; DROP', ''])('%j has no other form', (word) => {
  expect(listWordForms(word)).toEqual([word])
})

test('all forms have one stem, and each stands there once', () => {
  for (const word of ['expression', 'testing', 'ability', 'agreed', 'rationally']) {
    const forms = listWordForms(word)
    expect(new Set(forms.map(stemWord))).toEqual(new Set([stemWord(word)]))
    expect(new Set(forms).size).toBe(forms.length)
  }
})
