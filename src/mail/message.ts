// A message as it was written: the nouns of this room.

export interface Mailbox {
  /** As shown, e.g. `Ann Author`; empty if there is none. */
  readonly name: string
  /** In lower case only where it is compared, e.g. `ann@example.org`. */
  readonly address: string
}

/** What is odd about a message. The kinds are counted when an archive is imported. */
export interface MailFault {
  readonly kind: MailFaultKind
  /** What was found, for people, e.g. `charset=y`. */
  readonly detail: string
}

export const mailFaultKinds = [
  'message-id-missing',
  'message-id-double',
  'message-id-odd',
  'date-missing',
  'date-unparsable',
  'from-missing',
  'charset-unknown',
  'charset-wrong',
  'header-not-ascii',
  'header-too-long',
  'mime-unparsable',
  'text-too-long',
] as const

export type MailFaultKind = (typeof mailFaultKinds)[number]

/** A part of a message: text to read, or something attached. */
export interface MailPart {
  /** From 1, in the order of the message. */
  readonly number: number
  /** `text` is shown, `html` is shown as text with its source a click away, the rest is attached. */
  readonly kind: 'text' | 'html' | 'attached'
  /** e.g. `text/x-patch`. */
  readonly mediaType: string
  /** The name its sender gave it, without any path; empty if none. */
  readonly name: string
  /** What can be read of it, with `\n` as line end; empty for binary parts. */
  readonly text: string
  /** Its decoded size. */
  readonly bytes: number
}

export interface Message {
  /** Its first Message-ID, without brackets; one made from its digest if it has none. */
  readonly messageId: string
  /** Further ones: some programs write two. */
  readonly otherMessageIds: readonly string[]
  readonly from: readonly Mailbox[]
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  readonly subject: string
  /** When its sender says it was sent, in milliseconds since the epoch. */
  readonly dateMs: number | undefined
  /** When the last server took it in; what archives sort by when the sender's clock is wrong. */
  readonly receivedMs: number | undefined
  /** The Date header as it stands, e.g. `Wed, 28 May 2014 19:13:45 +1000`. */
  readonly dateText: string
  /** From the first message of the thread to the parent: References, then In-Reply-To. */
  readonly references: readonly string[]
  /** Which header named the parent. */
  readonly parentFrom: 'references' | 'in-reply-to' | undefined
  readonly listIds: readonly string[]
  readonly parts: readonly MailPart[]
  readonly faults: readonly MailFault[]
}
