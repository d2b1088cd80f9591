// A draft of an entry from a thread of the archive: everything a machine can know of it, and a marked
// place wherever an editor must write. Nothing here says what somebody meant.

import {
  assembleSeries,
  parseDiffs,
  parseSubject,
  parseTrailers,
  type SeriesRevision,
  type Trailer,
} from '#mail'
import { createNames, type KnownPerson, type Names } from './names.ts'
import { type CandidateQuote, pickQuotes } from './pick-quotes.ts'

export interface ArchivedMessage {
  readonly messageId: string
  /** Where it hangs in its thread. */
  readonly parentId: string | undefined
  readonly subject: string
  readonly fromName: string
  readonly fromAddress: string
  readonly sentMs: number
  readonly hasDiff: boolean
  readonly changeId: string
  readonly parts: readonly { readonly text: string }[]
}

export interface DraftOptions {
  readonly slug: string
  readonly list: string
  readonly people: readonly KnownPerson[]
}

export interface DraftFiles {
  /** By their path inside `content/`; the entry first, then people nobody has written about yet. */
  readonly files: ReadonlyMap<string, string>
}

/** Stands wherever an editor must write; `patchlore check` refuses a file that has it. */
const gap = 'UNWRITTEN'

const quotesPerPerson = 2
const quotesMax = 24
const participantsShown = 40

interface Drafting {
  readonly names: Names
  readonly messages: readonly (ArchivedMessage & { readonly key: string })[]
  readonly revisions: readonly SeriesRevision[]
  readonly trailers: readonly GivenTrailer[]
  readonly options: DraftOptions
}

interface GivenTrailer {
  readonly trailer: Trailer
  readonly message: ArchivedMessage & { readonly key: string }
}

/** The messages oldest first; at least one. */
export function toDraft(messages: readonly ArchivedMessage[], options: DraftOptions): DraftFiles {
  const names = createNames(options.people)
  const keyed = messages.map((message) => ({ ...message, key: names.keyOf(message) }))
  const revisions = assembleSeries(
    messages.map((message) => ({
      messageId: message.messageId,
      parentId: message.parentId,
      dateMs: message.sentMs,
      from: message.fromAddress,
      subject: parseSubject(message.subject),
      hasDiff: message.hasDiff,
      changeId: message.changeId === '' ? undefined : message.changeId,
    })),
  ).flatMap((series) => series.revisions)
  const trailers = keyed.flatMap((message) => listGiven(message))
  const drafting: Drafting = { names, messages: keyed, revisions, trailers, options }
  const files = new Map([[`threads/${options.slug}.md`, toEntry(drafting)]])
  for (const person of names.listNew()) {
    files.set(`people/${person.slug}.md`, toPerson(person.slug, person.name, drafting))
  }
  return { files }
}

const givenKeys = /^(?:acked|reviewed|tested|nacked|reported-and-tested)-by$/iu

/** What a reply gives; what a patch carries already was given elsewhere. */
function listGiven(message: Drafting['messages'][number]): readonly GivenTrailer[] {
  const { isReply } = parseSubject(message.subject)
  if (!isReply) return []
  const from = { name: message.fromName, address: message.fromAddress }
  const text = message.parts.map((part) => part.text.trimEnd()).join('\n')
  return parseTrailers(text, { from, isReply })
    .filter(({ key, isSloppy }) => givenKeys.test(key) && !isSloppy)
    .map((trailer) => ({ trailer, message }))
}

function toEntry(drafting: Drafting): string {
  const { messages, options } = drafting
  const [first] = messages
  const last = messages.at(-1)
  if (first === undefined || last === undefined)
    throw new RangeError('Unexpected thread without a message, expected at least one')
  const { title } = parseSubject(first.subject)
  const lines = [
    '---',
    '# A draft by `patchlore scaffold`: what the archive shows. Whatever says UNWRITTEN is for an editor',
    '# to write or to delete, after reading the messages.',
    ...listParticipants(drafting),
    `title: ${toYaml(title === '' ? first.messageId : title)}`,
    `question: ${gap}, what was argued about, in one sentence that both sides accept?`,
    `summary: ${gap}, what happened and how it ended, in one or two sentences.`,
    `lists: [${options.list}]`,
    `archive: ${options.list}`,
    'topics: []',
    `started: ${toDate(first.sentMs)}`,
    `ended: ${toDate(last.sentMs)}`,
    ...listSeries(drafting),
    'outcome:',
    '  state: unknown',
    `  summary: ${gap}, what became of it; the state stays unknown without a source.`,
    'messages:',
    ...messages.flatMap((message) => listMessage(message, drafting)),
    '---',
    '',
    '## The discussion',
    '',
    `${gap}: the story, with a citation in each paragraph.:cite{source="${first.key}"}`,
    ...listTrailers(drafting),
    ...listQuotes(drafting),
  ]
  return `${lines.join('\n')}\n`
}

function listParticipants({ names, messages, revisions, trailers }: Drafting): readonly string[] {
  const counts = new Map<string, number>()
  for (const message of messages) {
    const { slug } = names.personOf(message)
    counts.set(slug, (counts.get(slug) ?? 0) + 1)
  }
  const sorted = [...counts].sort(([, a], [, b]) => b - a)
  const lines = sorted.slice(0, participantsShown).map(([slug, count]) => {
    const role = toRole(slug, { names, messages, revisions, trailers })
    return `#   ${String(count).padStart(4)}  ${slug}${role === 'replies' ? '' : `: ${role}`}`
  })
  const more = sorted.length - lines.length
  return [
    `# ${messages.length} messages by ${sorted.length} people:`,
    ...lines,
    ...(more > 0 ? [`#         and ${more} more`] : []),
  ]
}

/** The role as the thread shows it. */
function toRole(
  slug: string,
  { names, messages, revisions, trailers }: Omit<Drafting, 'options'>,
): string {
  const posted = new Set(
    revisions.flatMap(({ cover, patches }) => [
      cover,
      ...patches.map(({ messageId }) => messageId),
    ]),
  )
  const own = messages.filter((message) => names.personOf(message).slug === slug)
  const given = trailers.filter(({ message }) => names.personOf(message).slug === slug)
  const roles = [
    ...(own.some(({ messageId }) => posted.has(messageId)) ? ['author of the posting'] : []),
    ...new Set(given.map(({ trailer }) => `gave ${trailer.key}`)),
  ]
  return roles.length === 0 ? 'replies' : roles.join(', ')
}

function listSeries({ names, messages, revisions }: Drafting): readonly string[] {
  const byId = new Map(messages.map((message) => [message.messageId, message]))
  const ids = new Set<string>()
  const lines = revisions.flatMap((revision) => {
    const first = byId.get(revision.cover ?? revision.patches[0]?.messageId ?? '')
    if (first === undefined) return []
    const label = [
      ...(revision.isRfc ? ['RFC'] : []),
      ...(revision.isRfc && revision.version === 1 ? [] : [`v${revision.version}`]),
      ...(revision.isResend ? ['resend'] : []),
    ].join(' ')
    const keys = [revision.cover, ...revision.patches.map(({ messageId }) => messageId)].flatMap(
      (id) => byId.get(id ?? '')?.key ?? [],
    )
    return [
      `  - id: ${toUnique(label.toLowerCase().replaceAll(' ', '-'), ids)}`,
      `    label: ${label}`,
      `    subject: ${toYaml(first.subject)}`,
      `    on: ${toMoment(revision.dateMs)}`,
      `    by: [${names.personOf(first).slug}]`,
      `    sources: [${keys.join(', ')}]`,
      `    summary: ${gap}, what it does, in one sentence.`,
      ...listSizes(revision, byId),
    ]
  })
  return lines.length === 0 ? [] : ['series:', ...lines]
}

/** Only where every patch is there: half a sum is a wrong number. */
function listSizes(
  { patches, missing }: SeriesRevision,
  byId: ReadonlyMap<string, ArchivedMessage>,
): readonly string[] {
  if (missing.length > 0) return []
  const files = patches.flatMap(({ messageId }) =>
    (byId.get(messageId)?.parts ?? []).flatMap(({ text }) => parseDiffs(text.split('\n'))),
  )
  if (files.length === 0) return []
  const changed = new Set(files.map(({ newName, oldName }) => newName ?? oldName))
  const sum = (count: (file: (typeof files)[number]) => number) =>
    files.reduce((total, file) => total + count(file), 0)
  return [
    `    files: ${changed.size}`,
    `    insertions: ${sum(({ added }) => added)}`,
    `    deletions: ${sum(({ removed }) => removed)}`,
  ]
}

function listMessage(
  message: Drafting['messages'][number],
  { names }: Drafting,
): readonly string[] {
  return [
    `  - key: ${message.key}`,
    `    message-id: ${toYaml(message.messageId)}`,
    `    from: ${names.personOf(message).slug}`,
    `    date: ${toMoment(message.sentMs)}`,
    ...(message.subject === '' ? [] : [`    subject: ${toYaml(message.subject)}`]),
    '    known: read',
    `    says: ${gap}, what it says, in one sentence.`,
  ]
}

function listTrailers({ names, trailers }: Drafting): readonly string[] {
  if (trailers.length === 0) return []
  const lines = trailers.map(({ trailer: { key, scope }, message }) => {
    const about = scope === '' ? '' : ` (${toMarkdown(scope)})`
    const { name } = names.personOf(message)
    return `- \`${key}\` by ${toMarkdown(name)}, ${toDate(message.sentMs)}${about}.:cite{source="${message.key}"}`
  })
  return ['', '## Trailers', '', ...lines]
}

function listQuotes({ names, messages, options }: Drafting): readonly string[] {
  const counts = new Map<string, number>()
  const ids = new Set<string>()
  const lines: string[] = []
  const picked: { quote: CandidateQuote; message: Drafting['messages'][number] }[] = []
  for (const message of messages) {
    const { slug } = names.personOf(message)
    const left = quotesPerPerson - (counts.get(slug) ?? 0)
    if (left <= 0 || picked.length >= quotesMax) continue
    const quotes = pickQuotes(message.parts, { max: left })
    counts.set(slug, (counts.get(slug) ?? 0) + quotes.length)
    picked.push(...quotes.map((quote) => ({ quote, message })))
  }
  for (const { quote, message } of picked.slice(0, quotesMax)) {
    const id = toUnique(`${message.key}-line-${quote.line}`, ids)
    const place = `/${options.list}/${message.messageId}/#L${quote.line}`
    lines.push(
      '',
      `${gap}: make this a position, keep it or delete it; it stands at \`${place.replaceAll('`', '')}\`.:cite{source="${message.key}"}`,
      '',
      `:::quote{#${id} by=${names.personOf(message).slug} on=${toMoment(message.sentMs)} source="${message.key}"}`,
      `> ${toMarkdown(quote.text)}`,
      ':::',
    )
  }
  return lines.length === 0 ? [] : ['', '## Words to choose from', ...lines]
}

function toPerson(slug: string, name: string, drafting: Drafting): string {
  const { messages, names, options } = drafting
  const first = messages.find((message) => names.personOf(message).slug === slug)
  const words = name.split(' ')
  const sortName = words.length < 2 ? name : `${words.at(-1)}, ${words.slice(0, -1).join(' ')}`
  const roles =
    first === undefined
      ? []
      : [
          'roles:',
          `  - role: ${toYaml(toRole(slug, drafting))}`,
          `    on: ${toDate(first.sentMs)}`,
          `    source: ${options.slug}#${first.key}`,
        ]
  return `${['---', `name: ${toYaml(name)}`, `sort-name: ${toYaml(sortName)}`, ...roles, '---'].join('\n')}\n`
}

function toMoment(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

function toDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

/** JSON is YAML, and knows how to escape everything. */
function toYaml(text: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N} .,/()@+_-]*$/u.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|[\d.+-]+.*)$/iu.test(text)
    ? text.trim()
    : JSON.stringify(text.trim())
}

/** Text that Markdown shows as it is. */
function toMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_{}[\]<>#|~&]/gu, (character) => `\\${character}`)
    .replaceAll(/:(?=[\p{L}:])/gu, '\\:')
}

function toUnique(text: string, taken: Set<string>): string {
  let unique = text
  for (let count = 2; taken.has(unique); count += 1) unique = `${text}-${count}`
  taken.add(unique)
  return unique
}
