// Bytes → message. Most mail on lists is one part of plain text, and that is read here directly;
// everything that has structure goes through postal-mime.

import PostalMime, { addressParser, decodeWords } from 'postal-mime'
import { decodeHeader, decodeRawBytes, hasRawBytes } from './decode-header.ts'
import { decodeText, mendControls, mendMojibake } from './decode-text.ts'
import { decodeTransfer } from './decode-transfer.ts'
import { htmlToText } from './html-to-text.ts'
import { limits } from './limits.ts'
import type { Mailbox, MailFault, MailPart, Message } from './message.ts'
import { parseDate } from './parse-date.ts'
import { parseReferences, toMessageId } from './parse-references.ts'
import { findField, type Headers, listFields, readHeaders } from './read-headers.ts'
import { unflow } from './unflow.ts'

export interface ParseOptions {
  /** The name the message gets if it has none, made from its digest. */
  readonly idIfMissing: string
}

/** Reads a message; never throws. */
export async function parseMessage(raw: Uint8Array, options: ParseOptions): Promise<Message> {
  const headers = readHeaders(raw)
  const faults: MailFault[] = []
  if (headers.isCut) faults.push({ kind: 'header-too-long', detail: `${headers.bodyAt} bytes` })
  const addressed = readAddresses(headers)
  return {
    ...readIds(headers, { ...options, faults }),
    ...addressed,
    subject: decodeHeader(findField(headers, 'subject') ?? ''),
    ...readDates(headers, faults),
    ...readParent(headers, addressed),
    listIds: listFields(headers, 'list-id')
      .map(decodeHeader)
      .filter((id) => id !== ''),
    parts: (await readParts(raw, headers, faults)).map(({ part }) => part),
    faults: checkFields(headers, addressed, faults),
  }
}

/** The decoded bytes of one part, for downloading; `undefined` if there is no such part. */
export async function extractPart(
  raw: Uint8Array,
  number: number,
): Promise<{ readonly part: MailPart; readonly content: Uint8Array } | undefined> {
  const parts = await readParts(raw, readHeaders(raw), [])
  return parts.find(({ part }) => part.number === number)
}

function readIds(
  headers: Headers,
  { idIfMissing, faults }: ParseOptions & { faults: MailFault[] },
): Pick<Message, 'messageId' | 'otherMessageIds'> {
  const fields = listFields(headers, 'message-id')
  const ids = [
    ...new Set(
      fields.flatMap((field) => {
        const bracketed = parseReferences(field)
        const bare = toMessageId(field)
        return bracketed.length > 0 ? bracketed : bare === undefined ? [] : [bare]
      }),
    ),
  ]
  const [messageId = idIfMissing, ...otherMessageIds] = ids
  if (ids.length === 0) faults.push({ kind: 'message-id-missing', detail: fields[0] ?? '' })
  else if (ids.length > 1) faults.push({ kind: 'message-id-double', detail: ids.join(' ') })
  else if (!/^[^@]+@[^@]+$/u.test(messageId)) {
    faults.push({ kind: 'message-id-odd', detail: messageId })
  }
  return { messageId, otherMessageIds }
}

function readAddresses(headers: Headers): Pick<Message, 'from' | 'to' | 'cc'> {
  const read = (name: string) => readMailboxes(listFields(headers, name))
  return { from: read('from'), to: read('to'), cc: read('cc') }
}

/** Mailboxes of all fields of a name, groups opened. */
function readMailboxes(fields: readonly string[]): readonly Mailbox[] {
  return fields
    .flatMap((field) => readSimple(field) ?? readWritten(field))
    .slice(0, limits.addresses)
}

const simplePattern = /^(?:([\w .'-]*[\w.']) +)?<([\w.+=-]+@[\w.-]+)>$|^([\w.+=-]+@[\w.-]+)$/u

/** The form of nine in ten fields, names without quotes between commas, without a parser. */
function readSimple(field: string): readonly Mailbox[] | undefined {
  const mailboxes: Mailbox[] = []
  for (const part of field.split(',')) {
    const [, name = '', bracketed, bare] = simplePattern.exec(part.trim()) ?? []
    const address = bracketed ?? bare
    if (address === undefined) return undefined
    mailboxes.push({ name, address })
  }
  return mailboxes
}

function readWritten(field: string): readonly Mailbox[] {
  const mailboxes = addressParser(decodeRawBytes(field), { flatten: true }) as readonly Mailbox[]
  return mailboxes
    .map(({ name, address }) => ({
      name: decodeHeader(name.includes('=?') ? decodeWords(name) : name),
      address: address.replaceAll(/\s+/gu, ''),
    }))
    .filter(({ name, address }) => name !== '' || address !== '')
}

function readDates(
  headers: Headers,
  faults: MailFault[],
): Pick<Message, 'dateMs' | 'dateText' | 'receivedMs'> {
  const dateText = decodeHeader(findField(headers, 'date') ?? '')
  const dateMs = parseDate(dateText)
  if (dateText === '') faults.push({ kind: 'date-missing', detail: '' })
  else if (dateMs === undefined)
    faults.push({ kind: 'date-unparsable', detail: dateText.slice(0, 80) })
  const received = findField(headers, 'received')
  const stamp = received?.slice(received.lastIndexOf(';') + 1)
  return { dateMs, dateText, receivedMs: stamp === undefined ? undefined : parseDate(stamp.trim()) }
}

// git send-email once asked what to reply to, and people answered `y`.
const answersToPrompts = new Set(['y', 'n', 'yes', 'no'])

function readParent(
  headers: Headers,
  { from, to, cc }: Pick<Message, 'from' | 'to' | 'cc'>,
): Pick<Message, 'references' | 'parentFrom'> {
  // `In-Reply-To: Message from Ann <ann@example.org> of Monday` names a person, not a message.
  const people = new Set([...from, ...to, ...cc].map(({ address }) => address))
  const read = (name: string) =>
    listFields(headers, name)
      .flatMap(parseReferences)
      .filter((id) => !people.has(id) && !answersToPrompts.has(id))
  const references = read('references').slice(-limits.references)
  const [repliesTo] = read('in-reply-to')
  if (references.length > 0) return { references, parentFrom: 'references' }
  if (repliesTo !== undefined) return { references: [repliesTo], parentFrom: 'in-reply-to' }
  return { references: [], parentFrom: undefined }
}

function checkFields(
  headers: Headers,
  { from }: Pick<Message, 'from'>,
  faults: MailFault[],
): readonly MailFault[] {
  if (from.length === 0)
    faults.push({ kind: 'from-missing', detail: findField(headers, 'from') ?? '' })
  const raw = ['subject', 'from', 'to', 'cc'].filter((name) =>
    listFields(headers, name).some(hasRawBytes),
  )
  if (raw.length > 0) faults.push({ kind: 'header-not-ascii', detail: raw.join(' ') })
  return faults
}

interface PartWithContent {
  readonly part: MailPart
  readonly content: Uint8Array
}

async function readParts(
  raw: Uint8Array,
  headers: Headers,
  faults: MailFault[],
): Promise<readonly PartWithContent[]> {
  const type = parseContentType(findField(headers, 'content-type') ?? '')
  const isAttached = /^\s*attachment\b/iu.test(findField(headers, 'content-disposition') ?? '')
  const body = raw.subarray(headers.bodyAt)
  if ((type.mediaType === 'text/plain' || type.mediaType === 'text/html') && !isAttached) {
    return [readSinglePart(body, headers, { type, faults })]
  }
  try {
    return await readStructure(raw, faults)
  } catch (error) {
    // Kept as it is, and shown as such.
    const detail = error instanceof Error ? error.message : String(error)
    faults.push({ kind: 'mime-unparsable', detail: detail.slice(0, 200) })
    const { text } = decodeText(body.subarray(0, limits.messageBytes))
    return [toTextPart({ text, mediaType: 'text/plain', content: body, faults })]
  }
}

function readSinglePart(
  body: Uint8Array,
  headers: Headers,
  { type, faults }: { type: ContentType; faults: MailFault[] },
): PartWithContent {
  const encoding = findField(headers, 'content-transfer-encoding') ?? ''
  const content = decodeTransfer(body.subarray(0, limits.messageBytes), encoding)
  const decoded = decodeText(content, type.charset)
  if (decoded.fault !== undefined) faults.push(decoded.fault)
  const lines = toLines(decoded.text)
  const text = type.isFlowed ? unflow(lines, { deletesSpace: type.deletesSpace }) : lines
  return toTextPart({ text, mediaType: type.mediaType, content, faults })
}

function toTextPart({
  text,
  mediaType,
  content,
  faults,
}: {
  text: string
  mediaType: string
  content: Uint8Array
  faults: MailFault[]
}): PartWithContent {
  const isHtml = mediaType === 'text/html'
  const readable = isHtml ? htmlToText(text) : text
  if (readable.length > limits.textLength) {
    faults.push({ kind: 'text-too-long', detail: `${readable.length} characters` })
  }
  return {
    part: {
      number: 1,
      kind: isHtml ? 'html' : 'text',
      mediaType,
      name: '',
      text: readable.slice(0, limits.textLength),
      bytes: content.length,
    },
    content,
  }
}

interface ContentType {
  readonly mediaType: string
  readonly charset: string
  readonly isFlowed: boolean
  readonly deletesSpace: boolean
}

function parseContentType(value: string): ContentType {
  const [type = ''] = value.split(';', 1)
  const mediaType = type.trim().toLowerCase()
  const parameter = (name: string) =>
    new RegExp(`;\\s*${name}\\s*=\\s*"?([^";]*)`, 'iu').exec(value)?.[1]?.trim() ?? ''
  return {
    // `Content-Type: text` and nonsense are what they were before MIME: plain text.
    mediaType: /^[a-z0-9]+\/[a-z0-9.+_-]+$/u.test(mediaType) ? mediaType : 'text/plain',
    charset: parameter('charset'),
    isFlowed: parameter('format').toLowerCase() === 'flowed',
    deletesSpace: parameter('delsp').toLowerCase() === 'yes',
  }
}

async function readStructure(
  raw: Uint8Array,
  faults: MailFault[],
): Promise<readonly PartWithContent[]> {
  if (raw.length > limits.messageBytes) throw new RangeError(`${raw.length} bytes`)
  assertFewParts(raw)
  const email = await PostalMime.parse(raw, {
    maxNestingDepth: limits.partDepth,
    maxHeadersSize: limits.headerBytes,
    maxRfc822NestingDepth: limits.messageDepth,
  })
  const parts: PartWithContent[] = []
  const add = ({ part, content }: PartWithContent) => {
    parts.push({ part: { ...part, number: parts.length + 1 }, content })
  }
  const addText = (text: string, mediaType: string) => {
    const mended = mendControls(mendMojibake(toLines(text)))
    const content = Buffer.from(mended)
    add(toTextPart({ text: mended, mediaType, content, faults }))
  }
  if (email.text !== undefined) addText(email.text, 'text/plain')
  if (email.html !== undefined && email.text === undefined) addText(email.html, 'text/html')
  else if (email.html !== undefined) {
    const content = Buffer.from(email.html)
    add(toAttached({ mediaType: 'text/html', name: 'message.html', content, isReadable: false }))
  }
  for (const attachment of email.attachments.slice(0, limits.parts)) {
    const content = toBytes(attachment.content)
    const mediaType = attachment.mimeType
    const isReadable =
      /^(?:text\/(?!html)|message\/)|\/(?:x-)?(?:patch|diff)$/u.test(mediaType) ||
      (mediaType === 'application/octet-stream' && isPrintable(content))
    add(toAttached({ mediaType, name: attachment.filename ?? '', content, isReadable }))
  }
  return parts
}

/** Each boundary and each message within costs its parser objects and time; nobody writes thousands. */
function assertFewParts(raw: Uint8Array): void {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('latin1')
  const boundaries = new Set(
    [...text.matchAll(/boundary\s*=\s*"?([^";\r\n]{1,200})/giu)].map(([, value = '']) =>
      value.trim(),
    ),
  )
  let count = boundaries.size
  if (boundaries.size > 0) {
    for (const [, line = ''] of text.matchAll(/^--([^\r\n]{1,202})/gmu)) {
      if (boundaries.has(line.trim()) || boundaries.has(line.trim().replace(/--$/u, ''))) count += 1
    }
  }
  if (count > limits.boundaries) throw new RangeError(`${count} boundaries`)
  const messages = [...text.matchAll(/^content-type[ \t]*:\s*message\//gimu)].length
  if (messages > limits.messages) throw new RangeError(`${messages} messages within`)
}

function toAttached({
  mediaType,
  name,
  content,
  isReadable,
}: {
  mediaType: string
  name: string
  content: Uint8Array
  isReadable: boolean
}): PartWithContent {
  const text = isReadable ? toLines(decodeText(content).text).slice(0, limits.textLength) : ''
  const part: MailPart = {
    number: 0,
    kind: 'attached',
    mediaType,
    name: toFileName(name),
    text,
    bytes: content.length,
  }
  return { part, content }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/** Many mail programs send every patch as `application/octet-stream`; what can be printed is text. */
function isPrintable(content: Uint8Array): boolean {
  try {
    return !/(?!\s)[\p{Cc}\p{Cn}]/u.test(strictUtf8.decode(content))
  } catch {
    return false
  }
}

function toBytes(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content)
  return content instanceof Uint8Array ? content : new Uint8Array(content)
}

/** Without any path, so that `../../etc/passwd` is `passwd`, and without what a shell would read. */
export function toFileName(name: string): string {
  const last = decodeHeader(name).split(/[\\/]/u).at(-1) ?? ''
  const safe = last
    .replaceAll(/[\p{C}"'`<>|:*?$&;]+/gu, '_')
    .replace(/^\.+/u, '')
    .trim()
  return safe.slice(0, limits.nameLength)
}

function toLines(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n/gu, '\n') : text
}
