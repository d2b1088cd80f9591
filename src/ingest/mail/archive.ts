// What every reader of archives gives: messages and what became of them, one at a time, in the order
// of the archive. A reader holds a few messages, never the archive.

export interface MailArchive {
  readonly kind: 'git' | 'mbox' | 'maildir' | 'eml'
  /** Names the source from one import to the next: an absolute path, and what of it. */
  readonly place: string
  /** How much there is to read, for the progress. */
  readonly total: { readonly unit: 'messages' | 'bytes'; readonly count: number }
  /**
   * Whether what is not shown is gone. A reader that goes on where it stopped shows only what is new,
   * and says itself what is gone.
   */
  readonly isWhole: boolean
  readonly events: (known: (key: Uint8Array) => boolean) => AsyncIterable<ArchiveEvent>
}

export type ArchiveEvent =
  | {
      readonly kind: 'message'
      readonly key: Uint8Array
      /** Where it is, for people, e.g. `lkml.mbox:12345`. */
      readonly place: string
      readonly raw: Uint8Array
      /** How far the archive is read after this. */
      readonly position: string
      /** How much of the total is read after this. */
      readonly done: number
    }
  /** Still there, and in the store already; it was not read. */
  | {
      readonly kind: 'kept'
      readonly key: Uint8Array
      readonly position: string
      readonly done: number
    }
  | {
      readonly kind: 'departed'
      readonly key: Uint8Array
      readonly position: string
      readonly done: number
    }
  | { readonly kind: 'end'; readonly position: string }

/** The user named something that is no archive. */
export class ArchiveUnreadable extends Error {
  override name = 'ArchiveUnreadable'
  readonly hint: string | undefined
  constructor(message: string, hint?: string, options?: ErrorOptions) {
    super(message, options)
    this.hint = hint
  }
}
