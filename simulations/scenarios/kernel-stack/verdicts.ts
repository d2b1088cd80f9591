// Every trace on every size under every policy, and how much tail each could bear. With all words
// written the depth alone decides, so a table of hundreds of cells takes no time.

import { tailMax } from './double-fault.ts'
import { findLimit, listFields, type StackLayout, usableBytes } from './layout.ts'
import { type PolicyId, type PolicyOptions, policyIds, toLayout } from './policies.ts'
import { type Ending, findEnding } from './replay.ts'

export interface Subject {
  readonly id: string
  readonly title: string
  /** Without the tail. */
  readonly depth: number
}

export interface VerdictCell {
  readonly subject: string
  readonly policy: PolicyId
  readonly sizeKib: number
  /** `not-offered` where the policy gives no stack of this size. */
  readonly ending: Ending | 'not-offered'
  /** Before anything is overwritten; negative if something is. */
  readonly headroom: number
}

export const sizesKib: readonly number[] = [4, 8, 16, 32, 64]

export function listVerdicts(
  subjects: readonly Subject[],
  tail: number,
  options: Omit<PolicyOptions, 'bytes'>,
): readonly VerdictCell[] {
  const cells: VerdictCell[] = []
  for (const policy of policyIds) {
    for (const sizeKib of sizesKib) {
      const layout = toLayout(policy, { ...options, bytes: sizeKib * 1024 })
      const isOffered = layout.bytes === sizeKib * 1024
      for (const { id, depth } of subjects) {
        const reached = depth + tail
        cells.push({
          subject: id,
          policy,
          sizeKib,
          ending: isOffered ? findEnding(reached, layout) : 'not-offered',
          headroom: isOffered ? usableBytes(layout) - reached : 0,
        })
      }
    }
  }
  return cells
}

export interface TailSpan {
  readonly ending: Ending
  /** Bytes of tail: more than `from`, up to `to`. */
  readonly from: number
  readonly to: number
}

/** How the verdict changes as the tail grows: the tail is fitted to one crash, so look at all. */
export function listTailSpans(depth: number, layout: StackLayout): readonly TailSpan[] {
  const [, firstField] = listFields(layout)
  const limits = [
    usableBytes(layout),
    ...(firstField === undefined ? [] : [findLimit(layout, firstField)]),
    layout.bytes,
    Number.POSITIVE_INFINITY,
  ]
  const spans: TailSpan[] = []
  let from = -1
  for (const limit of limits) {
    const to = Math.min(tailMax, limit - depth)
    if (to <= from) continue
    spans.push({ ending: findEnding(depth + to, layout), from: Math.max(0, from), to })
    from = to
  }
  return spans
}
