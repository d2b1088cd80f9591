// What the pictures of this scenario ask a result for, and how they say bytes.

import type { MemoryModel, MemoryValues, PolicyId } from '../../scenarios/kernel-stack/index.ts'
import { toNumberText, toShortText } from '../to-number-text.ts'
import type { Drawn } from '../view.ts'

export interface Read {
  readonly values: MemoryValues
  readonly model: MemoryModel
}

/** The one place where a result of this scenario gets its type back. */
export function readModel({ values, result }: Pick<Drawn, 'values' | 'result'>): Read {
  return { values: values as unknown as MemoryValues, model: result.model as MemoryModel }
}

/** Short enough to stand beside a number on a phone. */
export const policyNames: Readonly<Record<PolicyId, string>> = {
  'fixed-8k': 'fixed 8K',
  'fixed-16k': 'fixed 16K',
  config: 'an option',
  select: 'selected',
  vmap: 'mapped',
  dynamic: 'dynamic',
}

const units: readonly (readonly [bytes: number, name: string])[] = [
  [2 ** 40, 'TiB'],
  [2 ** 30, 'GiB'],
  [2 ** 20, 'MiB'],
  [2 ** 10, 'KiB'],
]

/** In the unit one would say, e.g. `27.3 MiB`, `16 KiB`. */
export function toMemoryText(bytes: number): string {
  const [size, name] = units.find(([least]) => bytes >= least) ?? [1, 'bytes']
  const value = bytes / size
  return `${Number.isInteger(value) ? toNumberText(value) : toShortText(value)}\u00a0${name}`
}

/** e.g. `0.67 %`, and `0.0098 %` rather than nothing. */
export function toPercentText(percent: number): string {
  return `${percent === 0 || percent >= 0.1 ? toNumberText(percent, percent < 10 ? 2 : 1) : toShortText(percent)}\u00a0%`
}

/** Rounds of reclaim by their class: 0, 1, 2–3, 4–7 and so on. */
export function nameRounds(bin: number): string {
  return bin < 2 ? String(bin) : `${toNumberText(2 ** (bin - 1))}–${toNumberText(2 ** bin - 1)}`
}
