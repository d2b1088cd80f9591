// Folded stacks, one line per path with a number behind it, as flame-graph tools read and write
// them. Here the number is the bytes of the last function of the path, so that a tool which adds up
// from the leaves draws each frame as wide as it and all that it called.

import type { Frame } from '../frame.ts'
import { readDecimal, skipBlanks } from './scan.ts'

export interface FoldedLine {
  readonly path: readonly string[]
  readonly bytes: number
}

const pathLengthMax = 1_024

/** `ret_from_fork;kthread;worker_thread 112`, or nothing. */
export function parseFoldedLine(text: string): FoldedLine | undefined {
  const trimmed = text.trimEnd()
  const blank = trimmed.lastIndexOf(' ')
  if (blank < 1) return undefined
  const number = readDecimal(trimmed, blank + 1)
  if (number === undefined || number.end !== trimmed.length) return undefined
  const path = trimmed.slice(skipBlanks(trimmed, 0), blank).trimEnd().split(';', pathLengthMax)
  return path.some((name) => name === '') ? undefined : { path, bytes: number.value }
}

interface Node {
  readonly name: string
  readonly parent: Node | undefined
  readonly depth: number
  bytes: number
  readonly children: Map<string, Node>
}

/** The path with the most bytes from its beginning to its end, and how many lines lie on others. */
export function findDeepestPath(lines: readonly FoldedLine[]): {
  readonly frames: readonly Frame[]
  readonly linesAside: number
} {
  const root: Node = { name: '', parent: undefined, depth: 0, bytes: 0, children: new Map() }
  for (const { path, bytes } of lines) {
    let node = root
    for (const name of path) node = enter(node, name)
    node.bytes += bytes
  }
  let best = root
  let bestTotal = -1
  // No recursion: how deep the tree is, the paste decides.
  const open: { readonly node: Node; readonly total: number }[] = [{ node: root, total: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, total } = next
    if (total > bestTotal) {
      best = node
      bestTotal = total
    }
    for (const child of node.children.values()) {
      open.push({ node: child, total: total + child.bytes })
    }
  }
  const frames: Frame[] = []
  for (let node: Node | undefined = best; node?.parent !== undefined; node = node.parent) {
    frames.push({ symbol: node.name, size: node.bytes })
  }
  frames.reverse()
  const linesAside = lines.filter(
    ({ path }) => !path.every((name, at) => frames[at]?.symbol === name),
  ).length
  return { frames, linesAside }
}

function enter(node: Node, name: string): Node {
  const known = node.children.get(name)
  if (known !== undefined) return known
  const made: Node = {
    name,
    parent: node,
    depth: node.depth + 1,
    bytes: 0,
    children: new Map(),
  }
  node.children.set(name, made)
  return made
}

/** Frames, in the order of the calls, as folded lines. */
export function formatFolded(frames: readonly Pick<Frame, 'symbol' | 'size'>[]): string {
  const path: string[] = []
  return frames
    .map(({ symbol, size }) => {
      path.push(symbol.replaceAll(';', ':'))
      return `${path.join(';')} ${size}\n`
    })
    .join('')
}
