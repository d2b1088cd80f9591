import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  choiceParameter,
  describeRange,
  findIdleReason,
  flagParameter,
  formatChanged,
  listChanged,
  numberParameter,
  readParameters,
  subsetParameter,
  textParameter,
} from '../../../../simulations/engine/index.ts'

const schema = {
  n: numberParameter({
    label: 'entries',
    doc: 'How many.',
    default: 30_000,
    min: 1,
    max: 100_000,
    step: 1,
    caps: [{ key: 'naming', among: ['auto'], max: 32_768, says: 'the namer has one page of bits' }],
  }),
  B: numberParameter({
    label: 'buckets',
    doc: 'How many lists.',
    default: 256,
    min: 1,
    max: 65_536,
    step: 1,
    scale: 'powers-of-two',
    onlyWith: { key: 'st', among: ['hash'], says: 'only a hash table has buckets' },
  }),
  cost: numberParameter({
    label: 'cost',
    doc: 'Of a visit.',
    default: 70.5,
    min: 0.5,
    max: 200,
    step: 0.1,
    unit: 'ns',
  }),
  st: subsetParameter({
    label: 'structures',
    doc: 'Which.',
    default: ['list', 'hash'],
    choices: ['list', 'hash', 'rbtree'].map((value) => ({ value, label: value })),
  }),
  naming: choiceParameter({
    label: 'naming',
    doc: 'Who names.',
    default: 'auto',
    choices: [
      { value: 'auto', label: 'the kernel' },
      { value: 'explicit', label: 'the user' },
    ],
  }),
  fix: flagParameter({ label: 'fix', doc: 'Of 2025.', default: false }),
  names: textParameter({
    label: 'names',
    doc: 'A list.',
    default: '',
    lengthMax: 20,
    expects: 'names between commas',
    check: (text) => (text.includes('/') ? { found: 'a slash', nearest: '' } : undefined),
  }),
}

const read = (texts: Record<string, string>) => readParameters(schema, texts)

test('what is not given is the default', () => {
  const { values, problems } = read({})
  expect(values).toEqual({
    n: 30_000,
    B: 256,
    cost: 70.5,
    st: ['list', 'hash'],
    naming: 'auto',
    fix: false,
    names: '',
  })
  expect(problems).toEqual([])
})

describe('a wrong value is named with its range and mended', () => {
  test.each([
    ['n', '0', 1, 'expected a whole number from 1 to 100000; the nearest is 1'],
    ['n', 'many', 30_000, 'expected a whole number from 1 to 100000; the default is 30000'],
    ['n', '12.4', 12, 'expected a whole number from 1 to 100000; the nearest is 12'],
    ['n', '-1e999', 1, 'expected a whole number from 1 to 100000; the nearest is 1'],
    ['B', '300', 256, 'expected a power of two from 1 to 65536; the default is 256'],
    ['B', '500', 512, 'expected a power of two from 1 to 65536; the nearest is 512'],
    ['B', '-1', 1, 'expected a power of two from 1 to 65536; the nearest is 1'],
    [
      'cost',
      '70.58',
      70.6,
      'expected a number from 0.5 to 200 ns in steps of 0.1; the nearest is 70.6',
    ],
    ['naming', 'atuo', 'auto', 'expected one of auto, explicit; the default is auto'],
    [
      'st',
      'rbtre',
      ['rbtree'],
      'expected some of list, hash, rbtree, with commas between; the nearest is rbtree',
    ],
    [
      'st',
      '',
      ['list', 'hash'],
      'expected some of list, hash, rbtree, with commas between; the default is list,hash',
    ],
    ['fix', 'maybe', false, 'expected 1 or 0; the default is 0'],
    ['names', 'a/b', '', 'expected names between commas, without a slash; the default is '],
    [
      'names',
      'x'.repeat(21),
      '',
      'expected names between commas, at most 20 characters; the default is ',
    ],
  ] as const)('%s=%s', (key, text, value, says) => {
    const { values, problems } = read({ [key]: text })
    expect(values[key]).toEqual(value)
    expect(problems[0]?.says).toBe(`Unexpected ${key} \`${text}\`, ${says}`)
  })

  test('a key that does not exist', () => {
    expect(read({ name: 'x' }).problems.map(({ says }) => says)).toEqual([
      'Unexpected parameter `name`, did you mean `names`?',
    ])
    expect(read({ __proto__x: '1' }).problems).toHaveLength(1)
  })

  test('a hostile text is shortened and made printable', () => {
    const [problem] = read({ n: `\u001b[31m${'9'.repeat(500)}` }).problems
    expect(problem?.says.length).toBeLessThan(160)
    expect(problem?.says).toContain('?[31m999')
  })
})

test('a maximum that depends on another parameter says why', () => {
  const { values, problems } = read({ n: '50000' })
  expect(values.n).toBe(32_768)
  expect(problems[0]?.says).toBe(
    'Unexpected n `50000`, expected at most 32768, because the namer has one page of bits; the nearest is 32768',
  )
  expect(read({ n: '50000', naming: 'explicit' }).problems).toEqual([])
})

test('a number beyond both bounds is one mistake', () => {
  expect(read({ n: '1e309' }).problems.map(({ given, says }) => [given, says])).toEqual([
    [
      '1e309',
      'Unexpected n `1e309`, expected at most 32768, because the namer has one page of bits; the nearest is 32768',
    ],
  ])
})

test('a parameter without effect says why', () => {
  expect(findIdleReason(schema.B, read({ st: 'list' }).values)).toBe(
    'only a hash table has buckets',
  )
  expect(findIdleReason(schema.B, read({ st: 'list,hash' }).values)).toBeUndefined()
})

test('what changed is sorted and without defaults', () => {
  const { values } = read({ st: 'rbtree,list', n: '1000', B: '256', fix: '1' })
  expect(Object.keys(listChanged(schema, values))).toEqual(['fix', 'n', 'st'])
  expect(formatChanged(schema, values)).toEqual({ fix: '1', n: '1000', st: 'list,rbtree' })
})

test('what is written is read again without a problem, whatever was given', () => {
  const anyText = fc.oneof(fc.string(), fc.double().map(String), fc.integer().map(String))
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(schema)), anyText), (texts) => {
      const { values } = read(texts)
      const again = read(formatChanged(schema, values))
      expect(again.values).toEqual(values)
      expect(again.problems).toEqual([])
    }),
  )
})

test('a range is described for people', () => {
  expect(describeRange(schema.cost)).toBe('a number from 0.5 to 200 ns in steps of 0.1')
})
