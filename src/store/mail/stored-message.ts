// A message as the store takes it and gives it: values only. What is in them is read by #mail.

/** A message on its way into the store. */
export interface MessageToStore {
  /** Its Message-ID, without brackets. */
  readonly messageId: string
  readonly subject: string
  readonly fromName: string
  readonly fromAddress: string
  readonly sentMs: number
  readonly receivedMs: number | undefined
  /** Message-IDs from the root to the parent. */
  readonly references: readonly string[]
  readonly parentFrom: 'references' | 'in-reply-to' | undefined
  readonly hasDiff: boolean
  readonly changeId: string
  /** What git calls the patches in it. */
  readonly patchIds: readonly string[]
  /** Tells whether two messages of the same name are the same. */
  readonly digest: Uint8Array
  readonly raw: Uint8Array
  readonly document: MessageDocument
  readonly text: MailText
}

/** What a page shows of a message, besides the row. */
export interface MessageDocument {
  readonly from: readonly StoredMailbox[]
  readonly to: readonly StoredMailbox[]
  readonly cc: readonly StoredMailbox[]
  readonly otherMessageIds: readonly string[]
  readonly dateText: string
  readonly listIds: readonly string[]
  readonly parts: readonly StoredPart[]
  readonly faults: readonly StoredFault[]
}

export interface StoredMailbox {
  readonly name: string
  readonly address: string
}

export interface StoredPart {
  readonly number: number
  readonly kind: 'text' | 'html' | 'attached'
  readonly mediaType: string
  readonly name: string
  readonly text: string
  readonly bytes: number
}

export interface StoredFault {
  readonly kind: string
  readonly detail: string
}

/** The fields of the full-text index, in the order of its columns. */
export const mailTextFields = [
  'subject',
  'from',
  'to',
  'cc',
  'attachments',
  'words',
  'quoted',
  'diffFiles',
  'diffFunctions',
  'diffRemoved',
  'diffAdded',
  'diffContext',
  'diffOldBlobs',
  'diffNewBlobs',
] as const

export type MailTextField = (typeof mailTextFields)[number]
export type MailText = Readonly<Record<MailTextField, string>>

/** A message as lists show it. */
export interface MessageRow {
  readonly id: number
  readonly list: string
  readonly messageId: string
  readonly subject: string
  readonly fromName: string
  readonly fromAddress: string
  readonly sentMs: number
  readonly receivedMs: number | null
  readonly hasDiff: boolean
  readonly changeId: string
  readonly threadId: number
}

/** A message with its place in its thread. */
export interface ThreadedRow extends MessageRow {
  readonly dateMs: number
  readonly references: readonly string[]
  readonly parentFrom: 'references' | 'in-reply-to' | 'entry' | undefined
}
