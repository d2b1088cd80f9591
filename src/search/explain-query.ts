// A query in words, so that a reader sees how it was read: `files by hpa` and `who:hpa files` differ.

import {
  type FacetNode,
  formatPartialDate,
  type PartialDate,
  type QueryNode,
  type RangeNode,
  type TextField,
} from '#domain'
import type { NamedFacet, SearchNames } from '#store'

const fields: Record<TextField, string> = {
  subject: ' in the subject',
  body: ' in the text',
  'subject-and-body': ' in the subject or text',
  quoted: ' in quotations',
  unquoted: ' in what is not quoted',
  from: ' in the sender',
  to: ' in the To header',
  cc: ' in the Cc header',
  'to-and-cc': ' in the To or Cc header',
  addresses: ' in any address',
  attachments: ' in the name of an attachment',
  files: ' in the name of a changed file',
  functions: ' in the function of a change',
  removed: ' in removed lines',
  added: ' in added lines',
  context: ' in lines around a change',
  'old-blobs': ' as the blob before a change',
  'new-blobs': ' as the blob after a change',
  blobs: ' as the blob before or after a change',
}

/** e.g. `“stack” and by H. Peter Anvin, but not “rc7”`; empty where everything is asked for. */
export function explainQuery(query: QueryNode | undefined, names: SearchNames): string {
  return query === undefined ? '' : explain(query, names)
}

/** Trees are at most `queryDepthMax` deep, so recursion is safe. */
function explain(node: QueryNode, names: SearchNames): string {
  switch (node.kind) {
    case 'word':
    case 'phrase': {
      const words = node.isPrefix ? `words beginning with “${node.text}”` : `“${node.text}”`
      return words + (node.field === undefined ? '' : fields[node.field])
    }
    case 'facet':
      return explainFacet(node, names)
    case 'name':
      return `the ${node.of} ${node.value}${node.isPrefix ? '…' : ''}`
    case 'range':
      return explainRange(node)
    case 'thread':
      return `in a thread with (${explain(node.child, names)})`
    case 'not':
      return `not ${explainInside(node.child, names)}`
    case 'and':
    case 'or': {
      const parts = node.children.map((child) => explainInside(child, names))
      return parts.join(node.kind === 'and' ? ' and ' : ' or ')
    }
  }
}

function explainInside(node: QueryNode, names: SearchNames): string {
  const text = explain(node, names)
  return 'children' in node ? `(${text})` : text
}

function explainFacet({ facet, values, header }: FacetNode, names: SearchNames): string {
  if (values.length === 0 && header !== undefined) return `“${header.text}”${fields[header.field]}`
  const known = facet in names ? names[facet as NamedFacet] : []
  const labels = values.map((value) => known.find((name) => name.value === value)?.label ?? value)
  const list = labels.join(' or ')
  const phrases: Partial<Record<FacetNode['facet'], string>> = {
    person: `by ${list}`,
    topic: `about ${list}`,
    list: `on ${list}`,
    has: `with a ${list}`,
    kind: `of kind ${list}`,
  }
  return phrases[facet] ?? `${facet} ${list}`
}

function explainRange({ of, from, to }: RangeNode): string {
  const show = (end: number) => (of === 'year' ? String(end) : toDay(end))
  const what = of === 'received' ? 'received ' : ''
  if (from === undefined) return `${what}up to ${show(to ?? 0)}`
  if (to === undefined) return `${what}from ${show(from)} on`
  const [first, last] = [show(from), show(to)]
  return first === last ? `${what}of ${first}` : `${what}from ${first} to ${last}`
}

function toDay(ms: number): string {
  return formatPartialDate(new Date(ms).toISOString().slice(0, 10) as PartialDate)
}
