// What a file refers to outside itself: people, topics, sources, other entries, pages of the site.

import { isSlug } from '#domain'
import { type Draft, listTexts } from './draft.ts'
import { placeOf, placeOfAttribute } from './outline.ts'
import type { Mention } from './parsed.ts'

const peopleOfHead = [
  { pattern: ['messages', '*', 'from'], within: 'message' },
  { pattern: ['series', '*', 'by', '*'], within: 'revision' },
] as const

export function listMentions(draft: Draft): Mention[] {
  return [
    ...(draft.kind === 'thread' ? listHeadMentions(draft) : []),
    ...listCitedMentions(draft),
    ...listPeopleOfBody(draft),
    ...listPages(draft),
  ]
}

function listHeadMentions({ head }: Draft): Mention[] {
  const people = peopleOfHead.flatMap(({ pattern, within }) =>
    listTexts(head.value, pattern).map(
      ({ text, path }): Mention => ({
        kind: 'person',
        id: text,
        within,
        place: head.placeOf(path),
      }),
    ),
  )
  const topics = listTexts(head.value, ['topics', '*']).map(
    ({ text, path }): Mention => ({ kind: 'topic', id: text, place: head.placeOf(path) }),
  )
  return [...people, ...topics]
}

function listCitedMentions(draft: Draft): Mention[] {
  return draft.citations.flatMap(({ ref, place }): Mention | [] => {
    if (ref === undefined) return []
    if (ref.kind === 'source') return { kind: 'source', id: ref.id, place }
    if (ref.thread === undefined) return []
    return { kind: 'message', id: ref.key, thread: ref.thread, place }
  })
}

function listPeopleOfBody({ body }: Draft): Mention[] {
  return body.blocks.flatMap((block): Mention | [] => {
    const id = block.attributes.get('by')
    if (id === undefined || !isSlug(id)) return []
    const within = block.name === 'quote' ? 'quote' : 'position'
    return { kind: 'person', id, within, place: placeOfAttribute(block, 'by') }
  })
}

function listPages({ body }: Draft): Mention[] {
  return body.links.flatMap((link): Mention | [] => {
    if (!link.url.startsWith('/') || link.url.startsWith('//')) return []
    const [path = '', anchor] = link.url.split('#', 2)
    const [id = ''] = path.split('?', 1)
    return { kind: 'page', id, ...(anchor && { anchor }), place: placeOf(link) }
  })
}
