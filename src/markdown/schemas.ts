// The shape of front matter and of sources.yaml. A message of a schema is what was expected there;
// `describe-issue.ts` makes the sentence.

import { z } from 'zod'
import {
  messageKnowledge,
  outcomeStates,
  parseAnchorId,
  parseMessageId,
  parsePartialDate,
  parsePersonSlug,
  parseSourceId,
  parseThreadSlug,
  parseTopicSlug,
  sourceKinds,
} from '#domain'

const summaryLengthMax = 400

/** A scalar: text in YAML, whatever `parse` makes of it for us. */
function scalar<T>(
  expected: string,
  parse: (text: string) => T | undefined,
  values?: readonly string[],
) {
  return z.string({ error: expected }).transform((text, context): T => {
    const value = parse(text.trim())
    if (value !== undefined) return value
    context.issues.push({ code: 'custom', message: expected, input: text, params: { values } })
    return z.NEVER
  })
}

function oneOf<const T extends string>(values: readonly T[]) {
  const expected = `one of ${values.map((value) => `\`${value}\``).join(', ')}`
  return scalar(expected, (text) => values.find((value) => value === text), values)
}

function listOf<T extends z.ZodType>(item: T, expected: string) {
  return z.array(item, { error: `a list of ${expected}` })
}

/** A list, or its only item alone. */
function oneOrMore<T extends z.ZodType>(item: T, expected: string) {
  return z.preprocess(
    (value) => (typeof value === 'string' && value !== '' ? [value] : value),
    listOf(item, expected).min(1, { error: `at least one of ${expected}` }),
  )
}

const text = (expected: string) => scalar(expected, (words) => (words === '' ? undefined : words))
const slugText = 'a slug of lower-case letters, digits and single hyphens'
const threadSlug = scalar(slugText, parseThreadSlug)
const personSlug = scalar('the slug of a person', parsePersonSlug)
const topicSlug = scalar('the slug of a topic', parseTopicSlug)
const anchorId = scalar(slugText, parseAnchorId)
const date = scalar(
  'a date such as `2014-10`, `2014-10-02T15:25:43Z` or `before 2014-10-02`',
  parsePartialDate,
)
const whole = scalar('a whole number', (words) =>
  /^\d{1,9}$/u.test(words) ? Number(words) : undefined,
)
const token = text('a message key or a source id')
const tokens = oneOrMore(token, 'message keys or source ids')
const sentence = text('a sentence')
const commit = scalar('a commit id of 7 to 40 hexadecimal digits', (words) =>
  /^[0-9a-f]{7,40}$/u.test(words) ? words : undefined,
)
const question = scalar('a sentence that ends in `?`', (words) =>
  words.endsWith('?') ? words : undefined,
)
const summary = scalar(`one or two sentences of at most ${summaryLengthMax} characters`, (words) =>
  words !== '' && words.length <= summaryLengthMax ? words : undefined,
)
const url = scalar('an address that begins with `https://` or `http://`', (words) =>
  /^https?:\/\//u.test(words) && URL.canParse(words) ? words : undefined,
)
const messageId = scalar('a Message-ID such as `20140528091345.GD6677@dastard`', parseMessageId)
const listName = scalar('the name of a list, e.g. `linux-mm`', (words) =>
  /^[a-z0-9][a-z0-9._-]{0,79}$/u.test(words) ? words : undefined,
)
const formerly = listOf(threadSlug, 'old slugs').default([])

const revision = z.strictObject(
  {
    id: anchorId,
    label: text('what people call it, e.g. `v3`'),
    subject: text('the subject of the posting'),
    on: date,
    by: oneOrMore(personSlug, 'slugs of people'),
    sources: tokens,
    summary: sentence,
    files: whole.exactOptional(),
    insertions: whole.exactOptional(),
    deletions: whole.exactOptional(),
  },
  { error: 'a map that describes one posting' },
)

const outcome = z.strictObject(
  {
    state: oneOf(outcomeStates),
    summary: sentence,
    on: date.exactOptional(),
    commit: commit.exactOptional(),
    release: text('a release, e.g. `3.19`').exactOptional(),
    evidence: tokens.default([]),
  },
  { error: 'a map with `state`, `summary` and `evidence`' },
)

const followUp = z.strictObject(
  {
    id: anchorId,
    title: text('a title'),
    summary: sentence,
    on: date.exactOptional(),
    commit: commit.exactOptional(),
    release: text('a release, e.g. `4.9`').exactOptional(),
    sources: tokens,
  },
  { error: 'a map that describes one thing that came later' },
)

const message = z.strictObject(
  {
    key: anchorId,
    'message-id': messageId.exactOptional(),
    from: personSlug,
    date,
    subject: text('the subject of the mail').exactOptional(),
    known: oneOf(messageKnowledge),
    'seen-in': token.exactOptional(),
    answers: anchorId.exactOptional(),
    says: sentence,
  },
  { error: 'a map that describes one message' },
)

export const threadSchema = z.strictObject(
  {
    title: text('a title'),
    question,
    summary,
    formerly,
    lists: listOf(listName, 'names of lists').min(1, { error: 'at least one list' }),
    archive: listName.exactOptional(),
    subsystems: listOf(text('the path of a subsystem'), 'subsystems').default([]),
    topics: listOf(topicSlug, 'slugs of topics').default([]),
    started: date,
    ended: date.exactOptional(),
    series: listOf(revision, 'postings').default([]),
    outcome,
    'follow-ups': listOf(followUp, 'things that came later').default([]),
    messages: listOf(message, 'messages'),
    unknown: listOf(sentence, 'sentences').default([]),
  },
  { error: 'front matter with `title`, `question` and the rest' },
)
export type ThreadHead = z.output<typeof threadSchema>

const role = z.strictObject(
  { role: text('a role'), on: date, source: token },
  { error: 'a map with `role`, `on` and `source`' },
)

export const personSchema = z.strictObject(
  {
    name: text('a name'),
    'sort-name': text('the name for sorting, e.g. `Anvin, H. Peter`'),
    aliases: listOf(text('a name'), 'names').default([]),
    formerly,
    roles: listOf(role, 'roles').default([]),
  },
  { error: 'front matter with `name` and `sort-name`' },
)
export type PersonHead = z.output<typeof personSchema>

export const topicSchema = z.strictObject(
  {
    title: text('a title'),
    aliases: listOf(text('a name'), 'names').default([]),
    summary,
    formerly,
  },
  { error: 'front matter with `title` and `summary`' },
)
export type TopicHead = z.output<typeof topicSchema>

const source = z.strictObject(
  {
    id: scalar(slugText, parseSourceId),
    kind: oneOf(sourceKinds),
    title: text('a title'),
    url: url.exactOptional(),
    author: text('a name').exactOptional(),
    publisher: text('a name').exactOptional(),
    date: date.exactOptional(),
    commit: scalar('a commit id of 12 to 40 hexadecimal digits', (words) =>
      /^[0-9a-f]{12,40}$/u.test(words) ? words : undefined,
    ).exactOptional(),
    known: oneOf(['read', 'unchecked'] as const),
    note: text('a note').exactOptional(),
  },
  { error: 'a map that describes one source' },
)

export const sourcesSchema = listOf(source, 'sources')
export type SourceHead = z.output<typeof source>
