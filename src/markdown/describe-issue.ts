// What zod found wrong, as faults with places.

import { z } from 'zod'
import type { Fault } from './content-rule.ts'
import { clip, didYouMean, findNearMiss, formatChoice } from './did-you-mean.ts'
import type { Head, Path } from './head.ts'

type Issue = z.core.$ZodIssue

/** Says an issue as *Unexpected X, expected Y*; one fault for each unknown key. */
export function describeIssue(issue: Issue, head: Head, schema: z.ZodType): readonly Fault[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol')
  if (issue.code === 'unrecognized_keys') {
    const known = listKeys(schema, path)
    return issue.keys.map((key) => describeUnknownKey(key, known, head.placeOfKey([...path, key])))
  }
  const expected = `expected ${issue.message}`
  const name = path.at(-1)
  if (issue.input === undefined && typeof name === 'string') {
    return [
      {
        reason: `Unexpected ${nameParent(path.slice(0, -1))} without \`${name}\`, ${expected}`,
        place: path.length === 1 ? head.start : head.placeOfKey(path.slice(0, -1)),
      },
    ]
  }
  const { actual, hint } = describeActual(issue)
  return [
    {
      reason: `Unexpected ${actual}${nameWhere(path)}, ${expected}${hint}`,
      place: head.placeOf(path),
      ...(typeof issue.input === 'string' && { actual: issue.input }),
    },
  ]
}

function describeUnknownKey(key: string, known: readonly string[], place: Fault['place']): Fault {
  const near = findNearMiss(key, known)
  const expected = near === undefined ? formatChoice(known) : 'a known key'
  return {
    reason: `Unexpected key \`${clip(key)}\`, expected ${expected}${didYouMean(key, known)}`,
    place,
    actual: key,
    expected: known,
  }
}

function describeActual(issue: Issue): { actual: string; hint: string } {
  const { input } = issue
  if (Array.isArray(input)) return { actual: input.length === 0 ? 'empty list' : 'list', hint: '' }
  if (typeof input !== 'string') return { actual: 'map', hint: '' }
  if (input === '') return { actual: 'empty value', hint: '' }
  const values: unknown = issue.code === 'custom' ? issue.params?.values : undefined
  const hint = Array.isArray(values) ? didYouMean(input, values) : ''
  return { actual: `\`${clip(input)}\``, hint }
}

/** e.g. ` as \`on\` of \`series\``, ` in \`topics\``, or nothing at the top. */
function nameWhere(path: Path): string {
  const name = path.at(-1)
  const parent = path.findLast((step, index) => index < path.length - 1 && typeof step === 'string')
  if (name === undefined) return ''
  if (typeof name === 'number') return parent === undefined ? '' : ` in \`${parent}\``
  return parent === undefined ? ` as \`${name}\`` : ` as \`${name}\` of \`${parent}\``
}

function nameParent(path: Path): string {
  const last = path.at(-1)
  if (last === undefined) return 'front matter'
  if (typeof last === 'string') return `\`${last}\``
  const list = path.findLast((step) => typeof step === 'string')
  return list === undefined ? 'source' : `item of \`${list}\``
}

/** The keys the schema allows at the path. */
function listKeys(schema: z.ZodType, path: Path): readonly string[] {
  let found: unknown = schema
  for (const step of path) {
    found = unwrap(found)
    if (found instanceof z.ZodObject && typeof step === 'string') found = found.shape[step]
    else if (found instanceof z.ZodArray) found = found.element
  }
  found = unwrap(found)
  return found instanceof z.ZodObject ? Object.keys(found.shape) : []
}

function unwrap(schema: unknown): unknown {
  let found = schema
  while (
    found instanceof z.ZodDefault ||
    found instanceof z.ZodOptional ||
    found instanceof z.ZodExactOptional ||
    found instanceof z.ZodPipe
  ) {
    found = found instanceof z.ZodPipe ? found.out : found.unwrap()
  }
  return found
}
