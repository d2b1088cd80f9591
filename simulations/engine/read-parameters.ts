// From texts, as an address or a command line holds them, to values, and back. Bad input never
// throws: each mistake is named with the range and the nearest value, which is used instead.

import {
  defaultValues,
  isMet,
  type NumberParameter,
  type Parameter,
  type Schema,
  type Value,
  type ValuesOf,
} from './parameter.ts'

export interface ParameterProblem {
  readonly key: string
  readonly given: string
  /** A whole sentence, e.g. ``Unexpected n `0`, expected a whole number from 1 to 100000; the nearest is 1``. */
  readonly says: string
  /** What was used instead, as text; nothing for a key that does not exist. */
  readonly nearest?: string
}

export interface ReadParameters<S extends Schema> {
  /** Complete and valid, whatever was given. */
  readonly values: ValuesOf<S>
  readonly problems: readonly ParameterProblem[]
}

const textShownMax = 40

/**
 * Reads texts into values.
 * @param base what holds where nothing is given, the defaults if left out
 */
export function readParameters<S extends Schema>(
  schema: S,
  texts: Readonly<Record<string, string>>,
  base: Partial<ValuesOf<S>> = {},
): ReadParameters<S> {
  const values: Record<string, Value> = { ...defaultValues(schema), ...base }
  const problems: ParameterProblem[] = []
  for (const [key, given] of Object.entries(texts)) {
    const parameter = Object.hasOwn(schema, key) ? schema[key] : undefined
    if (parameter === undefined) {
      const near = findNearest(key, Object.keys(schema))
      const hint = near === undefined ? '' : `, did you mean \`${near}\`?`
      problems.push({ key, given, says: `Unexpected parameter \`${show(key)}\`${hint}` })
      continue
    }
    const { value, expected } = readOne(parameter, given)
    values[key] = value
    if (expected !== undefined) problems.push(toProblem({ key, given, expected, parameter, value }))
  }
  capNumbers(schema, values, problems)
  return { values: values as ValuesOf<S>, problems }
}

/** Bounds that depend on other values. One mistake is one sentence, though it was above two of them. */
function capNumbers(
  schema: Schema,
  values: Record<string, Value>,
  problems: ParameterProblem[],
): void {
  for (const [key, parameter] of Object.entries(schema)) {
    if (parameter.kind !== 'number') continue
    for (const cap of parameter.caps ?? []) {
      const value = Number(values[key])
      if (value <= cap.max || !isMet(cap, values)) continue
      values[key] = cap.max
      const expected = `at most ${cap.max}, because ${cap.says}`
      const before = problems.findIndex((problem) => problem.key === key)
      const [mended] = before === -1 ? [] : problems.splice(before, 1)
      const given = mended?.given ?? String(value)
      problems.push(toProblem({ key, given, expected, parameter, value: cap.max }))
    }
  }
}

/** What a parameter accepts, in words, e.g. `a whole number from 1 to 100000`. */
export function describeRange(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'number':
      return describeNumbers(parameter)
    case 'choice':
      return `one of ${parameter.choices.map(({ value }) => value).join(', ')}`
    case 'subset':
      return `some of ${parameter.choices.map(({ value }) => value).join(', ')}, with commas between`
    case 'flag':
      return '1 or 0'
    case 'text':
      return `${parameter.expects}, at most ${parameter.lengthMax} characters`
  }
}

/** The value as an address or a command line holds it. */
export function formatValue(value: Value): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  return typeof value === 'object' ? value.join(',') : String(value)
}

/** All that is not the default, sorted by key: what names a run. */
export function listChanged<S extends Schema>(
  schema: S,
  values: ValuesOf<S>,
): Readonly<Record<string, Value>> {
  const changed: Record<string, Value> = {}
  for (const key of Object.keys(schema).sort()) {
    const value = (values as Readonly<Record<string, Value>>)[key]
    const parameter = schema[key]
    if (value === undefined || parameter === undefined) continue
    if (formatValue(value) !== formatValue(parameter.default)) changed[key] = value
  }
  return changed
}

/** The same as texts. */
export function formatChanged<S extends Schema>(
  schema: S,
  values: ValuesOf<S>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(listChanged(schema, values)).map(([key, value]) => [key, formatValue(value)]),
  )
}

interface Reading {
  readonly value: Value
  /** Set if the text was not what is expected. */
  readonly expected?: string
}

function readOne(parameter: Parameter, given: string): Reading {
  switch (parameter.kind) {
    case 'number':
      return readNumber(parameter, given)
    case 'choice': {
      const known = parameter.choices.map(({ value }) => value)
      if (known.includes(given)) return { value: given }
      return {
        value: findNearest(given, known) ?? parameter.default,
        expected: describeRange(parameter),
      }
    }
    case 'subset': {
      const known = parameter.choices.map(({ value }) => value)
      const asked = given.split(',').map((one) => one.trim())
      const meant = asked.map((one) => (known.includes(one) ? one : findNearest(one, known)))
      const value = known.filter((one) => meant.includes(one))
      const isGood = asked.every((one) => known.includes(one))
      if (isGood) return { value }
      return {
        value: value.length === 0 ? parameter.default : value,
        expected: describeRange(parameter),
      }
    }
    case 'flag':
      if (['1', 'true', 'yes', 'on', ''].includes(given)) return { value: true }
      if (['0', 'false', 'no', 'off'].includes(given)) return { value: false }
      return { value: parameter.default, expected: describeRange(parameter) }
    case 'text': {
      if (given.length > parameter.lengthMax) {
        return { value: parameter.default, expected: describeRange(parameter) }
      }
      const problem = parameter.check?.(given)
      if (problem === undefined) return { value: given }
      return {
        value: problem.nearest,
        expected: `${parameter.expects}, without ${show(problem.found)}`,
      }
    }
  }
}

function readNumber(parameter: NumberParameter, given: string): Reading {
  const text = given.trim().replaceAll(/[ _\u202f\u00a0]/gu, '')
  const isNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/iu.test(text)
  const expected = describeNumbers(parameter)
  if (!isNumber) return { value: parameter.default, expected }
  const value = Number(text)
  const nearest = snapNumber(parameter, value)
  return nearest === value ? { value } : { value: nearest, expected }
}

/** The nearest number that the parameter admits. */
export function snapNumber(parameter: NumberParameter, value: number): number {
  const { min, max, step, scale } = parameter
  const bounded = Math.min(max, Math.max(min, value))
  if (scale === 'powers-of-two') {
    let power = min
    while (power * 2 <= bounded) power *= 2
    return power * 2 <= max && bounded / power > 1.5 ? power * 2 : power
  }
  const decimals = countDecimals(step)
  const snapped = Number((Math.round(bounded / step) * step).toFixed(decimals))
  return Math.min(max, Math.max(min, snapped))
}

function describeNumbers({ min, max, step, scale, unit }: NumberParameter): string {
  const units = unit === undefined ? '' : ` ${unit}`
  if (scale === 'powers-of-two') return `a power of two from ${min} to ${max}${units}`
  if (step === 1) return `a whole number from ${min} to ${max}${units}`
  return `a number from ${min} to ${max}${units} in steps of ${step}`
}

function countDecimals(step: number): number {
  const [, decimals = ''] = String(step).split('.')
  return decimals.length
}

function toProblem({
  key,
  given,
  expected,
  parameter,
  value,
}: {
  readonly key: string
  readonly given: string
  readonly expected: string
  readonly parameter: Parameter
  readonly value: Value
}): ParameterProblem {
  const nearest = formatValue(value)
  const isDefault = nearest === formatValue(parameter.default)
  const instead = `${isDefault ? 'the default' : 'the nearest'} is ${show(nearest)}`
  return {
    key,
    given,
    says: `Unexpected ${key} \`${show(given)}\`, expected ${expected}; ${instead}`,
    nearest,
  }
}

/** A hostile text may be long and hold anything; what is repeated of it is short and printable. */
function show(text: string): string {
  const plain = text.replaceAll(/[^\u0020-\u007e]/gu, '?')
  return plain.length > textShownMax ? `${plain.slice(0, textShownMax)}…` : plain
}

/** The known word that a mistyped one probably means. */
export function findNearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > textShownMax) return undefined
  const limit = Math.max(1, Math.floor(word.length / 3))
  let best: string | undefined
  let bestDistance = limit + 1
  for (const candidate of known) {
    const distance = countEdits(word.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** Levenshtein's distance, one row at a time. */
function countEdits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap))
    }
    row = next
  }
  return row[b.length] ?? 0
}
