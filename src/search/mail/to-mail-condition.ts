// From a query tree to what the store is asked about mail. What only entries have, no mail has.

import type {
  FacetNode,
  NameNode,
  PhraseNode,
  QueryNode,
  RangeNode,
  TextField,
  WordNode,
} from '#domain'
import type { MailCondition, MailTextField } from '#store'

/** lore's `nq:`: what was written, diffs with it. */
const written = [
  'words',
  'diffFiles',
  'diffFunctions',
  'diffRemoved',
  'diffAdded',
  'diffContext',
  'diffOldBlobs',
  'diffNewBlobs',
] as const

/** The fields of a message that a prefix looks at, as lore has them. */
const fieldsOf: Readonly<Record<TextField, readonly MailTextField[]>> = {
  subject: ['subject'],
  body: [...written, 'quoted'],
  'subject-and-body': ['subject', ...written, 'quoted'],
  quoted: ['quoted'],
  unquoted: written,
  from: ['from'],
  to: ['to'],
  cc: ['cc'],
  'to-and-cc': ['to', 'cc'],
  addresses: ['from', 'to', 'cc'],
  attachments: ['attachments'],
  files: ['diffFiles'],
  functions: ['diffFunctions'],
  removed: ['diffRemoved'],
  added: ['diffAdded'],
  context: ['diffContext'],
  'old-blobs': ['diffOldBlobs'],
  'new-blobs': ['diffNewBlobs'],
  blobs: ['diffOldBlobs', 'diffNewBlobs'],
}

/** Without a prefix everybody a mail was sent to would be found with it. */
const anywhere: readonly MailTextField[] = ['subject', 'from', 'attachments', ...written, 'quoted']

/** Whether people and addresses stand there. */
function isOfNames(field: TextField | undefined): boolean {
  return field !== undefined && fieldsOf[field].every((name) => nameFields.includes(name))
}

const nameFields: readonly MailTextField[] = ['from', 'to', 'cc']

const blobFields: readonly (TextField | undefined)[] = ['old-blobs', 'new-blobs', 'blobs']

const everything: MailCondition = { kind: 'and', conditions: [] }
const nothing: MailCondition = { kind: 'or', conditions: [] }

/** Trees are at most `queryDepthMax` deep, so recursion is safe. */
export function toMailCondition(node: QueryNode | undefined): MailCondition {
  switch (node?.kind) {
    case undefined:
      return everything
    case 'word':
    case 'phrase':
      return toText(node)
    case 'facet':
      return toFacet(node)
    case 'name':
      return toName(node)
    case 'range':
      return toRange(node)
    case 'not':
    case 'thread':
      return { kind: node.kind, condition: toMailCondition(node.child) }
    case 'and':
    case 'or':
      return { kind: node.kind, conditions: node.children.map(toMailCondition) }
  }
}

function toText({ kind, text, isPrefix, field }: WordNode | PhraseNode): MailCondition {
  return {
    kind: 'text',
    fields: field === undefined ? anywhere : fieldsOf[field],
    term: {
      words: [text],
      // Mails give a blob by as many digits as their writer's git thought enough.
      isPrefix: isPrefix || blobFields.includes(field),
      // As in lore, a capital or quotation marks ask for just that; and names have no forms.
      withForms: kind === 'word' && !/^\p{Lu}/u.test(text) && !isOfNames(field),
    },
  }
}

function toFacet({ facet, values, header }: FacetNode): MailCondition {
  if (header !== undefined) {
    return {
      kind: 'text',
      fields: fieldsOf[header.field],
      term: { words: [header.text], isPrefix: header.isPrefix },
    }
  }
  switch (facet) {
    case 'kind':
      return values.includes('message') ? everything : nothing
    case 'list':
      return { kind: 'or', conditions: values.map((name) => ({ kind: 'list', name })) }
    case 'year':
      return { kind: 'or', conditions: values.map((year) => toYears(Number(year), Number(year))) }
    default:
      return nothing
  }
}

function toName({ of, value, isPrefix }: NameNode): MailCondition {
  switch (of) {
    case 'message':
      return { kind: 'message-id', value, isPrefix }
    case 'patch':
      return { kind: 'patch-id', value, isPrefix }
    case 'commit':
      return nothing
  }
}

function toRange({ of, from, to }: RangeNode): MailCondition {
  if (of === 'year') return toYears(from, to)
  return {
    kind: 'date',
    of: of === 'received' ? 'received' : 'sent',
    ...(from !== undefined && { fromMs: from }),
    ...(to !== undefined && { toMs: to }),
  }
}

function toYears(from: number | undefined, to: number | undefined): MailCondition {
  return {
    kind: 'date',
    of: 'sent',
    ...(from !== undefined && { fromMs: Date.UTC(from, 0) }),
    ...(to !== undefined && { toMs: Date.UTC(to + 1, 0) - 1 }),
  }
}
