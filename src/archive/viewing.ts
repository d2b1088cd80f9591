// What is looked at: the messages of a name, and what is drawn of one.

import { listMentionsOf, listSamePatches, type MessageRow, readMessageDocument } from '#store'
import type { MessageToDraw } from './draw-message.ts'
import type { MailNode } from './draw-skeleton.ts'
import { drawAnswers } from './draw-ways.ts'
import type { Html } from './html.ts'
import type { Asking } from './to-answer.ts'

export interface Viewing {
  readonly list: string
  readonly messageId: string
  /** At least one: more where the name was used again. */
  readonly messages: readonly MessageRow[]
}

const samePatchesMax = 20

export function toDraw(
  { store }: Asking,
  {
    row,
    node,
    isAlone,
    isNamed,
    isParentHere = false,
    isOnlyNew = false,
    series,
    isMentioned = true,
  }: {
    row: MessageRow
    node: MailNode | undefined
    isAlone: boolean
    isNamed: boolean
    /** Whether what it answers is on the same page. */
    isParentHere?: boolean
    isOnlyNew?: boolean
    series?: Html | undefined
    /** Where it is known already that no entry says anything of it. */
    isMentioned?: boolean
  },
): MessageToDraw {
  const document = readMessageDocument(store, row.id)
  const answers = node === undefined ? undefined : drawAnswers(node, { row, isParentHere })
  return {
    row,
    document,
    answers,
    series,
    isAlone,
    isNamed,
    mentions: isMentioned ? listMentionsOf(store, row.messageId) : [],
    samePatches:
      isAlone && row.hasDiff
        ? listSamePatches(store, { messageId: row.messageId, limit: samePatchesMax })
        : [],
    isNumbered: false,
    isOnlyNew,
  }
}
