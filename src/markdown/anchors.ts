// The names a file gives: anchors on its page, keys of its messages, ids of its sources.

import { type AnchorId, anchors, isSlug } from '#domain'
import type { BlockName } from './directives.ts'
import { type Draft, findText, listAt, listTexts } from './draft.ts'
import { findHeadingId, placeOf, placeOfAttribute } from './outline.ts'
import type { Definition, Place } from './parsed.ts'

export interface Anchor {
  readonly anchor: string
  /** As an author calls it, e.g. `position`. */
  readonly noun: string
  /** As it is written, e.g. `kim-rfc`. */
  readonly id: string
  readonly place: Place
}

const ofBlock: Readonly<Record<BlockName, (id: AnchorId) => string>> = {
  position: anchors.position,
  figure: anchors.figure,
  retelling: anchors.retelling,
  quote: anchors.quote,
}

const ofList = [
  { list: 'series', key: 'id', noun: 'revision', toAnchor: anchors.revision },
  { list: 'follow-ups', key: 'id', noun: 'follow-up', toAnchor: anchors.followUp },
  { list: 'messages', key: 'key', noun: 'message', toAnchor: anchors.message },
] as const

/** Lists every anchor of the page, headings first, double ones twice. */
export function listAnchors(draft: Draft): Anchor[] {
  const found: Anchor[] = []
  for (const { node } of draft.body.headings) {
    const id = findHeadingId(node)
    if (id) found.push({ anchor: id, noun: 'heading', id, place: placeOf(node) })
  }
  for (const block of draft.body.blocks) {
    const id = block.attributes.get('id')
    if (id === undefined || !isSlug(id)) continue
    const anchor = ofBlock[block.name as BlockName](id as AnchorId)
    found.push({ anchor, noun: block.name, id, place: placeOfAttribute(block, 'id') })
  }
  for (const { list, key, noun, toAnchor } of draft.kind === 'thread' ? ofList : []) {
    for (const [index, item] of listAt(draft.head.value, list).entries()) {
      const id = findText(item, [key])
      if (id === undefined || !isSlug(id)) continue
      const place = draft.head.placeOf([list, index, key])
      found.push({ anchor: toAnchor(id as AnchorId), noun, id, place })
    }
  }
  return found
}

export function listDefinitions(draft: Draft): Definition[] {
  if (draft.kind === 'sources') return listSourceDefinitions(draft)
  const formerly = listTexts(draft.head.value, ['formerly', '*'])
  return [
    ...formerly.map(({ text, path }): Definition => {
      return { kind: 'former-slug', id: text, place: draft.head.placeOf(path) }
    }),
    ...listAnchors(draft).map(({ anchor, place }): Definition => {
      return { kind: 'anchor', id: anchor, place }
    }),
    ...draft.messages.flatMap(({ key, index }): Definition | [] => {
      if (key === undefined) return []
      return { kind: 'message', id: key, place: draft.head.placeOf(['messages', index, 'key']) }
    }),
  ]
}

function listSourceDefinitions({ head }: Draft): Definition[] {
  if (!Array.isArray(head.value)) return []
  return head.value.flatMap((source: unknown, index): Definition | [] => {
    const id = findText(source, ['id'])
    if (id === undefined) return []
    return { kind: 'source', id, place: head.placeOf([index, 'id']) }
  })
}
