import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  foldWord,
  listJoinedNumbers,
  listSignedWords,
  listWordParts,
  splitWords,
  stemWord,
} from '#domain'

const wordsOf = (text: string) => splitWords(text).map(({ word }) => word)

test.each([
  ['The call to __alloc_pages_nodemask()', ['the', 'call', 'to', '__alloc_pages_nodemask']],
  ['in /proc/net/dev_snmp6, a file', ['in', 'proc/net/dev_snmp6', 'a', 'file']],
  ['x86-64 and x86_64', ['x86', '64', 'and', 'x86_64']],
  ['1m57.190s', ['1m57', '190s']],
  ['Größe GRÖSSE', ['große', 'grosse']],
  ['1.5 µs, O(N²)', ['1', '5', 'μs', 'o', 'n2']],
  ['// __ _ - … 💩', []],
  ['20140528091345.GD6677@dastard', ['20140528091345', 'gd6677', 'dastard']],
])('%j has the words %j', (text, words) => {
  expect(wordsOf(text)).toEqual(words)
})

test('a word says where it stands, without the slashes around it', () => {
  expect(splitWords('see /proc/.')).toEqual([
    { word: 'see', start: 0, end: 3 },
    { word: 'proc', start: 5, end: 9 },
  ])
})

test('places are right, and folding twice changes nothing, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      for (const { word, start, end } of splitWords(text)) {
        expect(foldWord(text.slice(start, end))).toBe(word)
        expect(foldWord(word)).toBe(word)
        expect(word).toMatch(/^[\p{L}\p{N}_/]+$/u)
      }
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['C++ and C# with g++, libstdc++-v3 or F#.', ['c++', 'c#', 'g++', 'libstdc++', 'f#']],
  ['for (i = 0; i < n; i++) a++; C++', ['i++', 'a++', 'c++']],
  ['fish+chips, C++11, a#b, + ++ # #define, /* ++ */ x++++ 1 + 1', []],
  ['/proc/x++ Größe#', ['proc/x++', 'große#']],
])('%j has the words with signs %j', (text, signed) => {
  expect(listSignedWords(text)).toEqual(signed)
  const words = splitWords(text).flatMap(({ word, signs }) => (signs ? word + signs : []))
  expect([...new Set(words)]).toEqual(signed)
})

test('words with signs are found in time, whatever the text', () => {
  for (const text of ['+'.repeat(200_000), `${'a'.repeat(200_000)}+`, 'a+'.repeat(100_000)]) {
    const start = performance.now()
    listSignedWords(text)
    expect(performance.now() - start).toBeLessThan(1_000)
  }
})

test.each([
  ['__alloc_pages_nodemask', ['alloc_pages_nodemask', 'alloc', 'pages', 'nodemask']],
  ['proc/net/dev_snmp6', ['proc', 'proc/net', 'net', 'net/dev_snmp6', 'dev_snmp6', 'dev', 'snmp6']],
  ['plain', []],
])('%s is put together from %j', (word, parts) => {
  expect(listWordParts(word)).toEqual(parts)
})

test('a long path has its steps as parts, and no more than that', () => {
  const path = Array.from({ length: 60 }, (_, index) => `s${index}`).join('/')
  expect(listWordParts(path)).toHaveLength(60)
})

test('forms of an English word have one stem; identifiers and numbers are left alone', () => {
  expect(new Set(['allocate', 'allocated', 'allocates', 'allocating'].map(stemWord)).size).toBe(1)
  for (const word of ['dev_snmp6', 'pages_', '6538b8ea886e', 'große', 'fs/pages']) {
    expect(stemWord(word)).toBe(word)
  }
})

test.each([
  ['visits 449 985 000 entries', ['449985000']],
  ['515,561 threads, 1 000', ['515561', '1000']],
  ['in 2014 100 threads', []],
  ['0.123 456', []],
  ['30 0000', []],
])('%j has the numbers %j in groups', (text, numbers) => {
  expect(listJoinedNumbers(text)).toEqual(numbers)
})

test('a stem begins as its word does', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{3,12}$/u), (word) => {
      expect(stemWord(word)[0]).toBe(word[0])
    }),
  )
})
