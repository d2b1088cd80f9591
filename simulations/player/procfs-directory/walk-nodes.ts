// Which entry an arrow key leads to, in the lists as they are linked and in the tree as it hangs.

import type { DirectoryState } from '../../scenarios/procfs-directory/index.ts'
import { listNodes, listTreeNodes, type Shown } from './structure-view.tsx'

export interface WalkOptions {
  readonly structure: Shown
  readonly state: DirectoryState
  /** Where the reader stands, 0 for nowhere yet. */
  readonly node: number
  readonly key: string
}

/** The entry that the key leads to, or nothing if it is no such key; the same one at an end. */
export function walkNodes({ structure, state, node, key }: WalkOptions): number | undefined {
  if (!/^(?:Arrow(?:Left|Right|Up|Down)|Home|End)$/u.test(key)) return undefined
  return structure === 'rbtree' ? walkTree(state, node, key) : walkLists(state, node, key)
}

/** Up to the parent, left and right and down to children; first and last in order of names. */
function walkTree(state: DirectoryState, node: number, key: string): number {
  const nodes = listTreeNodes(state)
  if (key === 'Home') return nodes[0]?.node ?? 0
  if (key === 'End') return nodes.at(-1)?.node ?? 0
  if (!nodes.some((one) => one.node === node)) return state.root
  const left = state.left[node] ?? 0
  const right = state.right[node] ?? 0
  const to = { ArrowUp: state.parent[node] ?? 0, ArrowLeft: left, ArrowRight: right }[key]
  return (to ?? (left === 0 ? right : left)) || node
}

/** Along a list, and to the same place of the list before or after that has entries. */
function walkLists(state: DirectoryState, node: number, key: string): number {
  const lists = listNodes(state).filter((nodes) => nodes.length > 0)
  const list = lists.findIndex((nodes) => nodes.includes(node))
  if (list === -1) return lists[0]?.[0] ?? 0
  const nodes = lists[list] ?? []
  const at = nodes.indexOf(node)
  const other = key === 'ArrowUp' ? lists[list - 1] : key === 'ArrowDown' ? lists[list + 1] : nodes
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: nodes.length - 1 }[key] ?? at
  return other?.[Math.max(0, Math.min(other.length - 1, to))] ?? node
}

const notLinked = 'This entry is not linked at this moment.'

/** e.g. `dummy7: black, below dummy3, above dummy5 and dummy9, 3 visits to find it.` */
export function describeNode(
  { structure, state, node }: Omit<WalkOptions, 'key'>,
  labels: readonly string[],
): string {
  const name = (one: number | undefined): string => labels[one ?? 0] ?? String(one)
  return structure === 'rbtree'
    ? describeTreeNode(state, node, name)
    : describeListNode(structure, listNodes(state), { node, name })
}

type NameOf = (node: number | undefined) => string

function describeTreeNode(state: DirectoryState, node: number, name: NameOf): string {
  const depth = listTreeNodes(state).find((one) => one.node === node)?.depth
  if (depth === undefined) return notLinked
  const children = [state.left[node], state.right[node]].filter((child) => child)
  const parent = state.parent[node]
  return [
    `${name(node)}: ${state.isBlack[node] === 1 ? 'black' : 'red'}`,
    parent ? `below ${name(parent)}` : 'the root',
    children.length === 0 ? 'no children' : `above ${children.map(name).join(' and ')}`,
    `${sayVisits(depth + 1)} to find it.`,
  ].join(', ')
}

function describeListNode(
  structure: Shown,
  lists: readonly (readonly number[])[],
  { node, name }: { readonly node: number; readonly name: NameOf },
): string {
  const list = lists.findIndex((nodes) => nodes.includes(node))
  const nodes = lists[list]
  if (nodes === undefined) return notLinked
  const at = nodes.indexOf(node)
  const next = nodes[at + 1]
  return [
    `${name(node)}: ${structure === 'hash' ? `list ${list}, ` : ''}entry ${at + 1} of ${nodes.length}`,
    `${sayVisits(at + 1)} to find it`,
    next === undefined ? 'the last one.' : `then ${name(next)}.`,
  ].join(', ')
}

function sayVisits(count: number): string {
  return count === 1 ? '1 visit' : `${count} visits`
}
