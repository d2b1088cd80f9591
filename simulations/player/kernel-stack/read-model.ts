// What the pictures of this scenario ask a result for.

import {
  type Brink,
  type StackModel,
  type StackView,
  type SubsystemId,
  subsystems,
  type Values,
} from '../../scenarios/kernel-stack/index.ts'
import { toNumberText } from '../to-number-text.ts'
import type { Drawn } from '../view.ts'

export interface Read {
  readonly values: Values
  readonly model: StackModel
}

/** The one place where a result of this scenario gets its type back. */
export function readModel({ values, result }: Pick<Drawn, 'values' | 'result'>): Read {
  return { values: values as unknown as Values, model: result.model as StackModel }
}

/** The fields that are overwritten, in the order in which they go. */
export function listLost({ fields }: Brink): readonly Brink['fields'][number][] {
  return fields
    .filter(({ order }) => order !== undefined)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
}

/** The stack with the least room left: it decides what becomes of the thread. */
export function findDecisive({ stacks, worst }: StackModel): StackView {
  const stack = stacks[worst] ?? stacks[0]
  if (stack === undefined) throw new RangeError('Unexpected model without stacks, expected one')
  return stack
}

const subsystemTitles: ReadonlyMap<string, string> = new Map(
  subsystems.map(({ id, title }) => [id, title]),
)

export function nameSubsystem(id: SubsystemId): string {
  return subsystemTitles.get(id) ?? id
}

/** The id of a subsystem by its title, as shares name them. */
export function findSubsystemId(name: string): SubsystemId {
  return subsystems.find(({ title }) => title === name)?.id ?? 'other'
}

/** e.g. `7 696 bytes`; one byte is one. */
export function toBytesText(bytes: number): string {
  return `${toNumberText(bytes)}\u00a0${Math.abs(bytes) === 1 ? 'byte' : 'bytes'}`
}

/** A number with its sign, e.g. `+1 160`, `−176`. */
export function toChangeText(change: number): string {
  if (change === 0) return '±0'
  return `${change < 0 ? '−' : '+'}${toNumberText(Math.abs(change))}`
}

/** Bytes left, with a sign that is as wide as a digit, e.g. `24`, `−664`. */
export function toLeftText(left: number): string {
  return `${left < 0 ? '−' : ''}${toNumberText(Math.abs(left))}`
}
