// Mail from archives into the store: read, parsed, written in batches, and a report at the end.

import {
  listPatchIds,
  type Mailbox,
  type MailFault,
  type MailFaultKind,
  type Message,
  parseDiffs,
  parseMessage,
  toMessageText,
} from '#mail'
import {
  type Arrival,
  type ArrivalOutcome,
  findSourcePosition,
  type MailWriter,
  type MessageToStore,
  openMailWriter,
  type Store,
} from '#store'
import type { ArchiveEvent } from './archive.ts'
import { nameKnownPatches } from './name-patches.ts'
import { type OpenArchive, openArchives } from './open-archive.ts'
import { toKey } from './to-key.ts'
import { toSha1 } from './to-sha1.ts'

export interface ImportOptions {
  readonly paths: readonly string[]
  readonly list: string
  /** Called now and then while it goes on. */
  readonly onProgress?: (progress: ImportProgress) => void
  /** Called for everything odd; the report only counts. */
  readonly onFault?: (fault: PlacedFault) => void
}

export interface ImportProgress {
  readonly place: string
  readonly unit: 'messages' | 'bytes'
  readonly done: number
  readonly total: number
  /** Messages read in the whole import. */
  readonly messages: number
}

export interface PlacedFault extends MailFault {
  /** Where in the archive, e.g. `lkml.mbox:12345`. */
  readonly place: string
  readonly messageId: string
}

export interface FaultCount {
  readonly kind: MailFaultKind
  readonly count: number
  /** The first few. */
  readonly examples: readonly PlacedFault[]
}

export interface ImportReport {
  readonly read: number
  readonly readBytes: number
  readonly added: number
  /** Had already, under the same name with the same content. */
  readonly duplicates: number
  /** Known from an earlier import and not read again. */
  readonly kept: number
  readonly removed: number
  /** New, but under the name of another message. */
  readonly reused: readonly PlacedName[]
  readonly reusedCount: number
  readonly faults: readonly FaultCount[]
}

export interface PlacedName {
  readonly place: string
  readonly messageId: string
}

/** A batch is written when it has this many messages or bytes. */
const batchMessagesMax = 64
const batchBytesMax = 8 * 1024 * 1024
const progressEveryMs = 100
const examplesMax = 5

/** Imports every archive at the paths into one list. Killed at any moment, it can be run again. */
export async function importMail(store: Store, options: ImportOptions): Promise<ImportReport> {
  nameKnownPatches(store)
  const tally = createTally(options)
  const readPosition = (place: string) => findSourcePosition(store, { list: options.list, place })
  for (const path of options.paths) {
    const archives = await openArchives(path, readPosition)
    try {
      for (const archive of archives) await importArchive(store, archive, { ...options, tally })
    } finally {
      for (const archive of archives) await archive.close?.()
    }
  }
  return tally.toReport()
}

async function importArchive(
  store: Store,
  archive: OpenArchive,
  { list, tally, onProgress }: ImportOptions & { tally: Tally },
): Promise<void> {
  const writer = openMailWriter(store, { list, place: archive.place })
  const batch = createBatch(writer, tally)
  let lastProgress = 0
  for await (const event of archive.events(writer.isKnown)) {
    await take(event, { writer, batch, tally, isWhole: archive.isWhole })
    const now = performance.now()
    if (event.kind === 'end' || now - lastProgress < progressEveryMs) continue
    lastProgress = now
    const { unit, count: total } = archive.total
    onProgress?.({ place: archive.place, unit, done: event.done, total, messages: tally.read() })
  }
}

interface Taking {
  readonly writer: MailWriter
  readonly batch: Batch
  readonly tally: Tally
  readonly isWhole: boolean
}

async function take(event: ArchiveEvent, { writer, batch, tally, isWhole }: Taking): Promise<void> {
  switch (event.kind) {
    case 'message': {
      const { raw, key, place, position } = event
      const message = await parseMessage(raw, { idIfMissing: toMissingId(raw) })
      tally.countRead({ place, bytes: raw.length, message })
      // Pieces of a pipe are large; a batch must not keep them alive for a few bytes each.
      const own = Buffer.from(raw)
      batch.add({ key, message: toMessageToStore(message, own) }, { place, position })
      return
    }
    case 'kept':
      if (writer.see(event.key)) tally.countKept()
      else tally.countDuplicate()
      batch.move(event.position)
      return
    case 'departed':
      batch.remove(event.key, event.position)
      return
    case 'end':
      batch.move(event.position)
      batch.flush({ removesUnseen: isWhole })
  }
}

/** A name for a message that has none: the same each time it is read. */
function toMissingId(raw: Uint8Array): string {
  return `${toKey(raw).toString('hex')}@no-message-id.invalid`
}

function toMessageToStore(message: Message, raw: Uint8Array): MessageToStore {
  const { from, to, cc, otherMessageIds, dateText, listIds, parts, faults } = message
  const [author = { name: '', address: '' }] = from
  return {
    messageId: message.messageId,
    subject: message.subject,
    fromName: author.name,
    fromAddress: author.address,
    sentMs: message.dateMs ?? message.receivedMs ?? 0,
    receivedMs: message.receivedMs,
    references: message.references.filter((id) => id !== message.messageId),
    parentFrom: message.parentFrom,
    hasDiff: parts.some(({ text }) => hasDiff(text)),
    changeId: findChangeId(message),
    patchIds: parts.flatMap(({ text }) => listPatchIds(text, toSha1)),
    digest: toDigest(message),
    raw,
    document: { from, to, cc, otherMessageIds, dateText, listIds, parts, faults },
    text: toMessageText(message),
  }
}

function hasDiff(text: string): boolean {
  return text.includes('\n+++ ') || text.includes('diff --git ')
    ? parseDiffs(text.split('\n')).length > 0
    : false
}

function findChangeId({ parts }: Message): string {
  for (const { text } of parts) {
    const found = /^change-id: (\S{1,200})$/mu.exec(text)?.[1]
    if (found !== undefined) return found
  }
  return ''
}

/** Over what its author wrote. Servers on the way add headers, and lists footers of their own. */
function toDigest({ subject, from, to, cc, dateText, references, parts }: Message): Uint8Array {
  const write = (mailboxes: readonly Mailbox[]) =>
    mailboxes.map(({ name, address }) => `${name} <${address}>`).join(', ')
  const texts = parts.map(({ mediaType, name, text, bytes }) => [
    mediaType,
    name,
    text.trimEnd(),
    text === '' ? bytes : 0,
  ])
  return toKey(
    JSON.stringify([subject, write(from), write(to), write(cc), dateText, references, texts]),
  )
}

interface Batch {
  readonly add: (arrival: Arrival, at: { place: string; position: string }) => void
  readonly remove: (key: Uint8Array, position: string) => void
  readonly move: (position: string) => void
  readonly flush: (end?: { readonly removesUnseen: boolean }) => void
}

function createBatch(writer: MailWriter, tally: Tally): Batch {
  let arrivals: Arrival[] = []
  let places: string[] = []
  let departed: Uint8Array[] = []
  let bytes = 0
  let position = ''
  const flush = ({ removesUnseen } = { removesUnseen: false }) => {
    const written = writer.write({ arrivals, departed, position, removesUnseen })
    for (const [at, outcome] of written.outcomes.entries()) {
      const messageId = arrivals[at]?.message.messageId ?? ''
      tally.countOutcome(outcome, { place: places[at] ?? '', messageId })
    }
    tally.countRemoved(written.removed)
    arrivals = []
    places = []
    departed = []
    bytes = 0
  }
  return {
    add: (arrival, at) => {
      arrivals.push(arrival)
      places.push(at.place)
      bytes += arrival.message.raw.length
      // One commit of git is one message: with it, the source is read up to here.
      position = at.position
      if (arrivals.length >= batchMessagesMax || bytes >= batchBytesMax) flush()
    },
    remove: (key, next) => {
      // Removing comes after adding within a batch; what is removed and added again needs two.
      departed.push(key)
      position = next
      flush()
    },
    move: (next) => {
      position = next
    },
    flush,
  }
}

type Tally = ReturnType<typeof createTally>

function createTally({ onFault }: Pick<ImportOptions, 'onFault'>) {
  const counts = {
    read: 0,
    readBytes: 0,
    added: 0,
    duplicates: 0,
    kept: 0,
    removed: 0,
    reusedCount: 0,
  }
  const reused: PlacedName[] = []
  const faults = new Map<MailFaultKind, { count: number; examples: PlacedFault[] }>()
  const countFault = (fault: PlacedFault) => {
    const found = faults.get(fault.kind) ?? { count: 0, examples: [] }
    faults.set(fault.kind, found)
    found.count += 1
    if (found.examples.length < examplesMax) found.examples.push(fault)
    onFault?.(fault)
  }
  return {
    read: () => counts.read + counts.kept,
    countRead: ({ place, bytes, message }: { place: string; bytes: number; message: Message }) => {
      counts.read += 1
      counts.readBytes += bytes
      for (const fault of message.faults) {
        countFault({ ...fault, place, messageId: message.messageId })
      }
    },
    countKept: () => {
      counts.kept += 1
    },
    countDuplicate: () => {
      counts.duplicates += 1
    },
    countRemoved: (removed: number) => {
      counts.removed += removed
    },
    countOutcome: (outcome: ArrivalOutcome, name: PlacedName) => {
      if (outcome === 'duplicate') counts.duplicates += 1
      else counts.added += 1
      if (outcome !== 'reused') return
      counts.reusedCount += 1
      if (reused.length < examplesMax) reused.push(name)
    },
    toReport: (): ImportReport => ({
      ...counts,
      reused,
      faults: [...faults]
        .map(([kind, found]) => ({ kind, ...found }))
        .sort((a, b) => b.count - a.count),
    }),
  }
}
