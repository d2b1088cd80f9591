// Who answers whom. After Jamie Zawinski's threading, without grouping by subject, and with one
// difference: links are made in the order of date and name, so that any order of arrival gives the
// same tree.
//
//   1. A message hangs from the last of its References, else from its In-Reply-To; or where an
//      editor hung it.
//   2. A message nobody has, a ghost, hangs where the References of others say; so does a message
//      that names no parent itself.
//   3. A link that would close a loop is refused.
//   4. Children stand in the order of their dates; a ghost has the date of the first below it.

export interface ThreadedMessage {
  readonly messageId: string
  readonly dateMs: number
  /** From the root to the parent. */
  readonly references: readonly string[]
  /** `entry`: an editor says so. */
  readonly parentFrom: 'references' | 'in-reply-to' | 'entry' | undefined
}

/** Why a message hangs where it does. */
export type ParentReason =
  | 'references'
  | 'in-reply-to'
  /** An editor hung it there. */
  | 'entry'
  /** It names no parent, but messages below it do. */
  | 'references-of-others'
  /** It names a parent that hangs below it. */
  | 'loop-refused'
  | 'none'

export interface ThreadNode<T extends ThreadedMessage> {
  readonly messageId: string
  /** More than one where an id was used again; none if it is a ghost. By date. */
  readonly messages: readonly T[]
  readonly parent: string | undefined
  readonly reason: ParentReason
  /** 0 for a root. */
  readonly depth: number
  readonly children: readonly string[]
}

interface Draft<T> {
  readonly messageId: string
  readonly messages: T[]
  parent: Draft<T> | undefined
  reason: ParentReason
  /** Some message above it or itself; followed to the top to find the root. */
  upward: Draft<T> | undefined
  dateMs: number
  readonly children: Draft<T>[]
}

/** The nodes of all threads among the messages, in the order they are read: each above its replies. */
export function buildThreadTree<T extends ThreadedMessage>(
  messages: readonly T[],
): readonly ThreadNode<T>[] {
  const sorted = [...messages].sort(
    (a, b) => a.dateMs - b.dateMs || compareText(a.messageId, b.messageId),
  )
  const drafts = new Map<string, Draft<T>>()
  for (const message of sorted) toDraft(drafts, message.messageId).messages.push(message)
  for (const message of sorted) linkToOwnParent(drafts, message)
  for (const message of sorted) linkChain(drafts, message.references)
  return flatten(drafts)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function toDraft<T>(drafts: Map<string, Draft<T>>, messageId: string): Draft<T> {
  const known = drafts.get(messageId)
  if (known !== undefined) return known
  const draft: Draft<T> = {
    messageId,
    messages: [],
    parent: undefined,
    reason: 'none',
    upward: undefined,
    dateMs: Number.POSITIVE_INFINITY,
    children: [],
  }
  drafts.set(messageId, draft)
  return draft
}

function linkToOwnParent<T extends ThreadedMessage>(
  drafts: Map<string, Draft<T>>,
  { messageId, references, parentFrom }: T,
): void {
  const parentId = references.at(-1)
  if (parentId === undefined) return
  const draft = toDraft(drafts, messageId)
  if (draft.parent !== undefined) return
  const isLinked = link(toDraft(drafts, parentId), draft, parentFrom ?? 'references')
  if (!isLinked) draft.reason = 'loop-refused'
}

function linkChain<T>(drafts: Map<string, Draft<T>>, references: readonly string[]): void {
  for (let at = 1; at < references.length; at += 1) {
    const child = toDraft(drafts, references[at] ?? '')
    const parent = toDraft(drafts, references[at - 1] ?? '')
    if (child.parent === undefined && child.reason === 'none') {
      link(parent, child, 'references-of-others')
    }
  }
}

/** Hangs a root below a parent, unless the parent already hangs below it. */
function link<T>(parent: Draft<T>, child: Draft<T>, reason: ParentReason): boolean {
  if (findRoot(parent) === child) return false
  child.parent = parent
  child.upward = parent
  child.reason = reason
  parent.children.push(child)
  return true
}

/** Shortens the way it goes, so that a chain of any length is walked once. */
function findRoot<T>(draft: Draft<T>): Draft<T> {
  let root = draft
  while (root.upward !== undefined) root = root.upward
  let at = draft
  while (at !== root) {
    const next = at.upward ?? root
    at.upward = root
    at = next
  }
  return root
}

function flatten<T extends ThreadedMessage>(
  drafts: ReadonlyMap<string, Draft<T>>,
): readonly ThreadNode<T>[] {
  const roots = [...drafts.values()].filter(({ parent }) => parent === undefined)
  dateBelow(roots)
  const byDate = (a: Draft<T>, b: Draft<T>) =>
    (a.dateMs === b.dateMs ? 0 : a.dateMs - b.dateMs) || compareText(a.messageId, b.messageId)
  const nodes: ThreadNode<T>[] = []
  const waiting = roots
    .sort(byDate)
    .reverse()
    .map((draft) => ({ draft, depth: 0 }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { draft, depth } = next
    draft.children.sort(byDate)
    nodes.push({
      messageId: draft.messageId,
      messages: draft.messages,
      parent: draft.parent?.messageId,
      reason: draft.reason,
      depth,
      children: draft.children.map(({ messageId }) => messageId),
    })
    for (const child of draft.children.toReversed())
      waiting.push({ draft: child, depth: depth + 1 })
  }
  return nodes
}

/** A message has its own date; a ghost that of the first message below it. */
function dateBelow<T extends ThreadedMessage>(roots: readonly Draft<T>[]): void {
  const order = [...roots]
  for (let at = 0; at < order.length; at += 1) order.push(...(order[at]?.children ?? []))
  for (const draft of order.reverse()) {
    const own = draft.messages[0]?.dateMs
    draft.dateMs = own ?? Math.min(...draft.children.map(({ dateMs }) => dateMs))
  }
}
