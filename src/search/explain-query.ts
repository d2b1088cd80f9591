// A query in words, so that a reader sees how it was read: `files by hpa` and `who:hpa files` differ.

import {
  type FacetNode,
  formatPartialDate,
  type PartialDate,
  type QueryNode,
  type RangeNode,
  type TextField,
} from '#domain'
import type { SearchNames } from '#store'

const fields: Record<TextField, string> = {
  subject: ' in the subject',
  body: ' in the text',
  'subject-and-body': ' in the subject or text',
  quoted: ' in quotations',
  unquoted: ' in our words',
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
      return `${node.of === 'message' ? 'the message' : 'the commit'} ${node.value}${node.isPrefix ? '…' : ''}`
    case 'range':
      return explainRange(node)
    case 'absent':
      return `\`${node.prefix}:\`, which finds nothing yet`
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

function explainFacet({ facet, values }: FacetNode, names: SearchNames): string {
  const known = facet in names ? names[facet as keyof SearchNames] : []
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
  if (from === undefined) return `up to ${show(to ?? 0)}`
  if (to === undefined) return `from ${show(from)} on`
  const [first, last] = [show(from), show(to)]
  return first === last ? `of ${first}` : `from ${first} to ${last}`
}

function toDay(ms: number): string {
  return formatPartialDate(new Date(ms).toISOString().slice(0, 10) as PartialDate)
}
