import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compareWithLink,
  fnv1a64,
  formatPermalink,
  numberParameter,
  parsePermalink,
  readParameters,
  textParameter,
  toCanonicalJson,
} from '../../../../simulations/engine/index.ts'

test('FNV-1a agrees with the published vectors', () => {
  // The 64-bit vectors of draft-eastlake-fnv.
  expect(fnv1a64('')).toBe('cbf29ce484222325')
  expect(fnv1a64('a')).toBe('af63dc4c8601ec8c')
  expect(fnv1a64('foobar')).toBe('85944171f73967e8')
})

test('FNV-1a agrees with arithmetic on big integers, for any text', () => {
  const reference = (text: string): string => {
    let state = 0xcbf29ce484222325n
    for (const byte of new TextEncoder().encode(text)) {
      state = BigInt.asUintN(64, (state ^ BigInt(byte)) * 0x100000001b3n)
    }
    return state.toString(16).padStart(16, '0')
  }
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(fnv1a64(text)).toBe(reference(text))
    }),
  )
})

test('one value has one text', () => {
  expect(toCanonicalJson({ b: [1, -0, 2.5], a: { d: undefined, c: null } })).toBe(
    '{"a":{"c":null},"b":[1,0,2.5]}',
  )
  expect(toCanonicalJson(new Int32Array([1, 2]))).toBe('[1,2]')
  expect(() => toCanonicalJson({ a: Number.NaN })).toThrow('Unexpected number NaN')
  expect(() => toCanonicalJson(() => 1)).toThrow('Unexpected function')
})

const scenario = {
  id: 'procfs-directory',
  version: 1,
  schema: {
    n: numberParameter({ label: 'n', doc: '', default: 30_000, min: 1, max: 100_000, step: 1 }),
    seed: textParameter({ label: 's', doc: '', default: '1', lengthMax: 64, expects: 'a text' }),
  },
}

test('a link says what is not the default and whose result it is', () => {
  const values = { n: 1000, seed: '1' }
  const link = formatPermalink({ scenario, values, mode: 'walk', hash: '8f3c5a01deadbeef' })
  expect(link).toBe('#procfs-directory?v=1&m=walk&n=1000&h=8f3c5a01')
  expect(parsePermalink(link)).toEqual({
    scenario: 'procfs-directory',
    version: 1,
    mode: 'walk',
    parameters: { n: '1000' },
    hash: '8f3c5a01',
  })
})

test('a link gives back any values', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.string({ maxLength: 64, unit: 'grapheme' }).filter((text) => text.length <= 64),
      (n, seed) => {
        const link = parsePermalink(formatPermalink({ scenario, values: { n, seed } }))
        expect(readParameters(scenario.schema, link?.parameters ?? {})).toEqual({
          values: { n, seed },
          problems: [],
        })
      },
    ),
  )
})

test('a hostile fragment gives nothing or harmless texts, never an error', () => {
  expect(parsePermalink(`#a?${'x'.repeat(20_000)}`)).toBeUndefined()
  expect(parsePermalink('#section')).toBeUndefined()
  expect(parsePermalink('#a?__proto__=1&n=%E0%A4%A&n=2&v=x&h=zz&m=fly')).toEqual({
    scenario: 'a',
    mode: 'count',
    parameters: { n: '%E0%A4%A' },
  })
  fc.assert(
    fc.property(fc.string(), (text) => {
      parsePermalink(`#a?${text}`)
    }),
  )
})

test('a result says whether it is the one the author saw', () => {
  const result = { version: 2, hash: '8f3c5a01deadbeef' }
  expect(compareWithLink({ version: 2, hash: '8f3c5a01' }, result)).toBe('same')
  expect(compareWithLink({ version: 2, hash: '00000000' }, result)).toBe('different')
  expect(compareWithLink({ version: 1, hash: '8f3c5a01' }, result)).toBe('other-version')
  expect(compareWithLink({ version: 2 }, result)).toBe('unsaid')
})
