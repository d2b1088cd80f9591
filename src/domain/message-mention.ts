// An entry as a message sees it: where the message is named, and what for.

import type { PersonName } from './answers.ts'
import type { EvidenceMark, LineRange } from './evidence.ts'
import type { ThreadSlug } from './slug.ts'
import type { Stance } from './stance.ts'

export interface MessageMention {
  readonly thread: { readonly slug: ThreadSlug; readonly title: string }
  /** On the page of the thread, e.g. `position-ann-asks`. */
  readonly anchor: string
  readonly kind: 'message' | 'position' | 'quote'
  readonly by: PersonName
  /** Of a position. */
  readonly stance?: Stance
  /** The claim of a position; else what is quoted, or what the message says, in our words. */
  readonly text: string
  /** Of a message in the list: what it answers by an editor's judgement. */
  readonly answers?: string
  /** How far its quotation was compared. */
  readonly evidence?: EvidenceMark
  /** Where in the message its quotation stands. */
  readonly lines?: LineRange
}
