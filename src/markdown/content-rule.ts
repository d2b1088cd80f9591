// What a rule is: a law, its examples, and how to report a breach of it.

import type { VFile } from 'vfile'
import type { Draft, FileKind } from './draft.ts'
import type { Place } from './parsed.ts'

/** A heading of the authors' guide. */
export type GuideUrl = `content/README.md#${string}`

/** What every rule says of itself, for the authors' guide and the test of the examples. */
export interface Law {
  /** As the file is named, e.g. `quote-has-at-most-90-words`. */
  readonly id: string
  /** The law in one sentence. */
  readonly summary: string
  /** Where the authors' guide explains it. */
  readonly url: GuideUrl
  /** A file with an error is not used; a warning is advice. */
  readonly severity: 'error' | 'warning'
}

/** A law about a single file. */
export interface ContentRule extends Law {
  readonly appliesTo: readonly FileKind[]
  readonly examples: readonly RuleExample[]
  check(draft: Draft, report: Report): void
}

/** A file or a piece of one, checked by its rule alone. */
export interface RuleExample {
  readonly name: string
  /** `threads/example.md` if absent. */
  readonly path?: string
  readonly markdown: string
  /** As vfile prints them without the path, e.g. `1:1-3:4: Unexpected …, expected …`. */
  readonly messages: readonly string[]
}

export interface Fault {
  /** *Unexpected X, expected Y*. */
  readonly reason: string
  readonly place: Place
  readonly actual?: string
  readonly expected?: readonly string[]
  /** Where the guide says more about this one than about the law. */
  readonly url?: GuideUrl
}

export type Report = (fault: Fault) => void

/** More would help nobody, and a hostile file could hold a million. */
const messagesMax = 100

/** Makes faults of a law into messages on a file. */
export function createReport(file: VFile, law: Law): Report {
  return (fault) => {
    if (file.messages.length > messagesMax) return
    const isLast = file.messages.length === messagesMax
    const { reason, place, actual, expected, url } = isLast
      ? { ...tooMany, place: fault.place }
      : fault
    const message = file.message(reason, { place, ruleId: law.id, source: 'patchlore' })
    message.fatal = isLast || law.severity === 'error'
    message.url = url ?? law.url
    message.actual = actual
    message.expected = expected === undefined ? undefined : [...expected]
  }
}

const tooMany: Omit<Fault, 'place'> = {
  reason: `Unexpected fault after ${messagesMax} others, expected fewer; the rest is not shown`,
}

/** Sorts the messages by place, so that they read from the top of the file to its end. */
export function sortMessages(file: VFile): void {
  file.messages.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
}

export function hasFatalFault(file: VFile): boolean {
  return file.messages.some((message) => message.fatal === true)
}
