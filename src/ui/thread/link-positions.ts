// Positions answer each other; a reader follows the links both ways.

import type { AnchorId, Position, ReplyKind, Stance, ThreadPage } from '#domain'
import { toPersonName } from './number-references.ts'

export interface PositionLinks {
  readonly find: (id: AnchorId) => { readonly name: string; readonly stance: Stance } | undefined
  /** The positions that take this one up, oldest first. */
  readonly replies: (id: AnchorId) => readonly Reply[]
  readonly supersededBy: (id: AnchorId) => AnchorId | undefined
}

export interface Reply {
  readonly from: AnchorId
  readonly how: ReplyKind
}

export function linkPositions(page: ThreadPage): PositionLinks {
  const { positions } = page.entry
  const byId = new Map<AnchorId, Position>(positions.map((position) => [position.id, position]))
  const replies = new Map<AnchorId, Reply[]>()
  const successors = new Map<AnchorId, AnchorId>()
  for (const { id, answers, supersedes } of positions) {
    for (const { to, how } of answers)
      replies.set(to, [...(replies.get(to) ?? []), { from: id, how }])
    if (supersedes !== undefined) successors.set(supersedes, id)
  }
  return {
    find(id) {
      const position = byId.get(id)
      return position && { name: toPersonName(position.by, page), stance: position.stance }
    },
    replies: (id) => replies.get(id) ?? [],
    supersededBy: (id) => successors.get(id),
  }
}
