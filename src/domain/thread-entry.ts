// The entry: one patch discussion, what was proposed, who stood where, and what became of it.

import type { Root } from 'hast'
import type { EvidenceMark, QuoteVerdict } from './evidence.ts'
import type { PartialDate } from './partial-date.ts'
import type { AnchorId, PersonSlug, ThreadSlug, TopicSlug } from './slug.ts'
import type { CitedMessage, SourceRef } from './source.ts'
import type { OutcomeState, ReplyKind, Scope, Stance } from './stance.ts'

export interface ThreadEntry {
  readonly slug: ThreadSlug
  /** Old slugs that redirect here. */
  readonly formerly: readonly string[]
  readonly title: string
  /** The question the thread argued about, in one sentence. */
  readonly question: string
  /** Two sentences at most, for lists, feeds and previews. */
  readonly summary: string
  readonly lists: readonly string[]
  /** The list whose archive holds the messages, for links by Message-ID, e.g. `linux-mm`. */
  readonly archive?: string
  readonly subsystems: readonly string[]
  readonly topics: readonly TopicSlug[]
  readonly started: PartialDate
  /** The last message of the discussion; absent while it goes on. */
  readonly ended?: PartialDate
  readonly series: readonly Revision[]
  readonly outcome: Outcome
  readonly followUps: readonly FollowUp[]
  /** Oldest first. */
  readonly messages: readonly CitedMessage[]
  /** What is not known, each in one sentence. */
  readonly unknown: readonly string[]
  readonly positions: readonly Position[]
  readonly figures: readonly Figure[]
  readonly retellings: readonly Retelling[]
  readonly quotes: readonly Quotation[]
  readonly sections: readonly Section[]
  /**
   * The text as a sanitised tree. Directives stand in it as empty elements that carry an id:
   * `pl-position`, `pl-figure`, `pl-retelling`, `pl-quote`, `pl-simulation`; and `pl-cite` around
   * or after the words it supports, with the property `refs` (see `formatSourceRef`).
   */
  readonly body: Root
}

/** One posting of the proposal: an RFC, v2, v3, or what was merged. */
export interface Revision {
  readonly id: AnchorId
  /** As people call it, e.g. `RFC`, `v3`. */
  readonly label: string
  readonly subject: string
  readonly on: PartialDate
  readonly by: readonly PersonSlug[]
  readonly sources: readonly SourceRef[]
  /** What it does, in one sentence. */
  readonly summary: string
  readonly files?: number
  readonly insertions?: number
  readonly deletions?: number
}

export interface Outcome {
  readonly state: OutcomeState
  /** What became of it, in one sentence. */
  readonly summary: string
  readonly on?: PartialDate
  /** 12 to 40 hexadecimal digits. */
  readonly commit?: string
  /** The release that first carried it, e.g. `3.15`. */
  readonly release?: string
  readonly evidence: readonly SourceRef[]
}

/** Something that happened later because of it, to it or about it. */
export interface FollowUp {
  readonly id: AnchorId
  readonly title: string
  readonly summary: string
  /** Absent where no source gives it; the page says so. */
  readonly on?: PartialDate
  readonly commit?: string
  readonly release?: string
  readonly sources: readonly SourceRef[]
}

/** What one person took a stand on, at one time, in one message. */
export interface Position {
  /** The anchor on the page is `position-<id>`. */
  readonly id: AnchorId
  readonly by: PersonSlug
  readonly stance: Stance
  readonly scope: Scope
  /** The role its author had then, e.g. `author of the patch, 6WIND`. */
  readonly role: string
  readonly on: PartialDate
  /** Where it was taken first, then what else supports it. */
  readonly sources: readonly [SourceRef, ...SourceRef[]]
  readonly answers: readonly Answer[]
  /** An earlier position of the same person that this one replaces. */
  readonly supersedes?: AnchorId
  /** The claim in our words: a tree of phrasing content, and its plain text. */
  readonly claim: Root
  readonly claimText: string
  /** Their words, exactly; absent where no wording is known. */
  readonly quote?: string
  /** Where the quote was read, if not in the first source; then the evidence is of this one. */
  readonly quoteSource?: SourceRef
  readonly evidence: EvidenceMark
  /** What a machine found, where it could compare the quote. */
  readonly verdict?: QuoteVerdict
  readonly simulation?: SimulationRef
  /** The section it stands in. */
  readonly section?: AnchorId
}

export interface Answer {
  readonly to: AnchorId
  readonly how: ReplyKind
}

export interface SimulationRef {
  readonly id: string
  readonly preset?: string
}

/** Numbers from a source: a table, and what we computed from it. */
export interface Figure {
  /** The anchor on the page is `figure-<id>`. */
  readonly id: AnchorId
  readonly caption: string
  readonly sources: readonly [SourceRef, ...SourceRef[]]
  readonly evidence: EvidenceMark
  readonly unit: FigureUnit
  readonly columns: readonly string[]
  readonly rows: readonly FigureRow[]
  /** The two columns (by index) between which the page computes the change. */
  readonly compare?: readonly [number, number]
  readonly chart: 'none' | 'bars'
  /** A bound the numbers are read against, e.g. `8 KiB`, drawn across the bars. */
  readonly limit?: { readonly text: string; readonly value: number }
  /** Whether it stands for the thread in lists. */
  readonly isPicture: boolean
}

export const figureUnits = ['duration', 'bytes', 'count', 'percent', 'none'] as const
/** What the numbers of a figure are; `duration` values are in seconds. */
export type FigureUnit = (typeof figureUnits)[number]

export interface FigureRow {
  /** Cells as the source writes them, the first being the row's label. */
  readonly cells: readonly string[]
  /** The number in each cell, `null` where there is none; durations in seconds, sizes in bytes. */
  readonly values: readonly (number | null)[]
}

/** Where a secondary source and the record differ: both, side by side. */
export interface Retelling {
  /** The anchor on the page is `retelling-<id>`. */
  readonly id: AnchorId
  /** The secondary source. */
  readonly source: SourceRef
  /** Its words. */
  readonly quote: string
  /** What shows the record. */
  readonly record: readonly [SourceRef, ...SourceRef[]]
  /** The record, in our words. */
  readonly text: Root
  readonly plainText: string
}

/** Words of somebody quoted in the running text. */
export interface Quotation {
  /** The anchor on the page is `quote-<id>`. */
  readonly id: AnchorId
  readonly by: PersonSlug
  readonly on: PartialDate
  readonly source: SourceRef
  readonly text: string
  readonly evidence: EvidenceMark
  /** What a machine found, where it could compare the text. */
  readonly verdict?: QuoteVerdict
}

export interface Section {
  /** The anchor on the page, made from the heading. */
  readonly id: AnchorId
  readonly title: string
  readonly depth: 2 | 3
  /** The prose of the section as plain text, for search; positions and figures are not in it. */
  readonly text: string
}
