// The structure itself, small enough to see each entry: what a walk touches, where a tree turns.

import { createTimeline, type Result, type Table } from '../../engine/index.ts'
import {
  createDirectoryMachine,
  type DirectoryModel,
  type DirectoryState,
  splitLog,
} from '../../scenarios/procfs-directory/index.ts'
import { toDurationText, toNumberText } from '../to-number-text.ts'
import type { Values as AnyValues, Drawn, SideRun, View } from '../view.ts'
import { readModel } from './read-model.ts'

export const shownStructures = ['list', 'hash', 'rbtree'] as const
export type Shown = (typeof shownStructures)[number]

const entriesMax = 15
const listsMax = 4

export function toStructureRuns(values: AnyValues): Readonly<Record<string, SideRun>> {
  return {
    structure: {
      mode: 'step',
      values: {
        ...values,
        st: [...shownStructures],
        n: Math.min(entriesMax, Number(values.n)),
        B: listsMax,
        ops: ['create'],
        dup: 0,
      },
    },
  }
}

export interface Built {
  readonly structure: Shown
  readonly state: DirectoryState
  readonly labels: readonly string[]
}

/** The end of a small run, structure by structure. */
export function readBuilt(result: Result | undefined): readonly Built[] {
  if (result?.log === undefined) return []
  const { log } = result
  return splitLog(log).flatMap((segment) => {
    const structure = shownStructures[segment.structure]
    if (structure === undefined) return []
    const machine = createDirectoryMachine({
      kind: structure === 'rbtree' ? 'tree' : 'lists',
      log: segment.log,
      lists: structure === 'list' ? 1 : listsMax,
    })
    const timeline = createTimeline(segment.log, machine)
    return [{ structure, state: timeline.seek(timeline.length), labels: log.labels }]
  })
}

export interface Placed {
  readonly node: number
  readonly x: number
  readonly y: number
}

/** The nodes of each list, first to last. */
export function listNodes({ heads, nexts }: DirectoryState): readonly (readonly number[])[] {
  return Array.from(heads, (head) => {
    const nodes: number[] = []
    for (let node = head; node !== 0 && nodes.length < nexts.length; node = nexts[node] ?? 0) {
      nodes.push(node)
    }
    return nodes
  })
}

/** The nodes of the tree in order, each with its depth. */
export function listTreeNodes(state: DirectoryState): readonly { node: number; depth: number }[] {
  const nodes: { node: number; depth: number }[] = []
  const pending: { node: number; depth: number }[] = []
  let node = state.root
  let depth = 0
  while (node !== 0 || pending.length > 0) {
    while (node !== 0) {
      pending.push({ node, depth })
      node = state.left[node] ?? 0
      depth += 1
    }
    const next = pending.pop()
    if (next === undefined) break
    nodes.push(next)
    node = state.right[next.node] ?? 0
    depth = next.depth + 1
  }
  return nodes
}

export interface StructurePictureProps {
  readonly structure: Shown
  readonly state: DirectoryState
  readonly labels: readonly string[]
  /** Pixels. */
  readonly width: number
  /** The node that a reader walked to. */
  readonly picked?: number
}

const cell = { width: 44, height: 34, gap: 16, row: 54 }
const level = 52
/** Of the letters in a node, in pixels. */
const letterWidth = 7.3

export function StructurePicture(props: StructurePictureProps) {
  return props.structure === 'rbtree' ? <TreePicture {...props} /> : <ListsPicture {...props} />
}

function shorten(label: string | undefined, node: number): string {
  return /\d+$/u.exec(label ?? '')?.[0] ?? label?.slice(0, 4) ?? String(node)
}

function ListsPicture({ structure, state, labels, width, picked }: StructurePictureProps) {
  const lists = listNodes(state)
  const left = structure === 'list' ? 0 : 34
  const perRow = Math.max(2, Math.floor((width - left) / (cell.width + cell.gap)))
  const heights = lists.map((nodes) => Math.max(1, Math.ceil(nodes.length / perRow)) * cell.row)
  const tops = heights.map((_, index) => heights.slice(0, index).reduce((sum, one) => sum + one, 4))
  const height = heights.reduce((sum, one) => sum + one, 8)
  return (
    <svg
      className="sim-svg sim-structure"
      role="img"
      data-export=""
      aria-label={describe(structure, state, labels)}
      viewBox={`0 0 ${width} ${height}`}
      width="100%"
    >
      {lists.map((nodes, list) => {
        const top = tops[list] ?? 0
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list is its number.
          <g key={list}>
            {structure === 'hash' && (
              <>
                <rect className="bucket" x="0.5" y={top + 0.5} width="26" height={cell.height} />
                <text className="t-mid t-tick" x="13" y={top + 21}>
                  {list}
                </text>
              </>
            )}
            {nodes.map((node, index) => {
              const x = left + (index % perRow) * (cell.width + cell.gap)
              const y = top + Math.floor(index / perRow) * cell.row
              const isEnd = index % perRow === perRow - 1
              return (
                <g
                  key={node}
                  className={`node ${node === state.cursor ? 'at' : ''} ${node === picked ? 'picked' : ''}`}
                  data-node={node}
                  transform={`translate(${x} ${y})`}
                >
                  {index < nodes.length - 1 && (
                    <path
                      className="edge"
                      d={
                        isEnd
                          ? `M${cell.width} 17h7v20H${left - x - 3}v17h3`
                          : `M${cell.width} 17h${cell.gap - 4}m-4-4l4 4-4 4`
                      }
                    />
                  )}
                  <rect className="line0" width={cell.width / 2} height={cell.height} />
                  <rect
                    className="line1"
                    x={cell.width / 2}
                    width={cell.width / 2}
                    height={cell.height}
                  />
                  <text className="t-mid" x={cell.width / 2} y="21">
                    {shorten(labels[node], node)}
                  </text>
                </g>
              )
            })}
          </g>
        )
      })}
    </svg>
  )
}

function TreePicture({ state, labels, width, picked }: StructurePictureProps) {
  const nodes = listTreeNodes(state)
  const deepest = Math.max(0, ...nodes.map(({ depth }) => depth))
  const step = width / Math.max(1, nodes.length)
  // Between two of one level there is always one of another: twice the step is free.
  const radius = Math.max(2.5, Math.min(15, step * 0.95))
  const longest = Math.max(0, ...nodes.map(({ node }) => shorten(labels[node], node).length))
  const isRoomy = longest * letterWidth <= radius * 2
  const places = new Map(
    nodes.map(({ node, depth }, index) => [
      node,
      { x: step * (index + 0.5), y: 20 + depth * level },
    ]),
  )
  return (
    <svg
      className="sim-svg sim-structure"
      role="img"
      data-export=""
      aria-label={describe('rbtree', state, labels)}
      viewBox={`0 0 ${width} ${deepest * level + 44}`}
      width="100%"
    >
      {nodes.map(({ node }) => {
        const place = places.get(node)
        const parent = places.get(state.parent[node] ?? 0)
        return (
          place !== undefined &&
          parent !== undefined && (
            <path
              key={node}
              className="edge"
              d={`M${parent.x.toFixed(1)} ${parent.y}L${place.x.toFixed(1)} ${place.y}`}
            />
          )
        )
      })}
      {nodes.map(({ node }) => {
        const place = places.get(node) ?? { x: 0, y: 0 }
        const isBlack = state.isBlack[node] === 1
        return (
          <g
            key={node}
            className={`node tree ${isBlack ? 'black' : 'red'} ${node === state.cursor ? 'at' : ''} ${node === picked ? 'picked' : ''}`}
            data-node={node}
            transform={`translate(${place.x.toFixed(1)} ${place.y})`}
          >
            {isBlack ? (
              <circle r={radius} />
            ) : (
              <rect
                x={-radius}
                y={-radius}
                width={radius * 2}
                height={radius * 2}
                rx={radius / 3}
              />
            )}
            {isRoomy && (
              <text className="t-mid" y="4">
                {shorten(labels[node], node)}
              </text>
            )}
          </g>
        )
      })}
      {!isRoomy &&
        [...new Set([state.cursor, picked])].map((node = 0) => {
          const place = places.get(node)
          return (
            place !== undefined && (
              <text
                key={node}
                className="t-mid t-halo t-strong"
                x={Math.max(16, Math.min(width - 16, place.x)).toFixed(1)}
                y={place.y - radius - 6}
              >
                {shorten(labels[node], node)}
              </text>
            )
          )
        })}
    </svg>
  )
}

/** e.g. `Red-black tree of 15 entries, 5 levels; the cursor is at dummy7.` */
export function describe(
  structure: Shown,
  state: DirectoryState,
  labels: readonly string[],
): string {
  const at = state.cursor === 0 ? '' : ` The walk stands at ${labels[state.cursor] ?? ''}.`
  if (structure === 'rbtree') {
    const nodes = listTreeNodes(state)
    const levels = Math.max(0, ...nodes.map(({ depth }) => depth + 1))
    return `Red-black tree of ${nodes.length} entries on ${levels} levels.${at}`
  }
  const lists = listNodes(state)
  const count = lists.reduce((sum, nodes) => sum + nodes.length, 0)
  return structure === 'list'
    ? `List of ${count} entries, newest first.${at}`
    : `${lists.length} lists with ${lists.map((nodes) => nodes.length).join(', ')} entries.${at}`
}

const names: Readonly<Record<Shown, string>> = {
  list: 'One list, newest first',
  hash: 'Four lists, picked by a hash',
  rbtree: 'A red-black tree',
}

export const structureView: View = {
  id: 'structure',
  title: 'What the kernel walks',
  sideRuns: toStructureRuns,
  takeaway: (drawn) => {
    const { model } = readModel(drawn)
    const longest = model.structures.map(({ id, create, lockHold }) =>
      create.longest === 0
        ? undefined
        : `${id} ${toNumberText(create.longest)} (${toDurationText(lockHold.create / 1e9)} under the lock)`,
    )
    const listed = longest.filter((text) => text !== undefined)
    return (
      <>
        {listed.length === 0
          ? 'Nothing is walked.'
          : `The longest walk of one creation, of ${toNumberText(model.registrations)}: ${listed.join(', ')}.`}{' '}
        Each half of a box is a cache line of 64 bytes: the link, and the name. Squares of the tree
        are red, circles black.
      </>
    )
  },
  draw: ({ others }) => (
    <div className="sim-structures">
      {readBuilt(others.structure).map(({ structure, state, labels }) => (
        <figure key={structure}>
          <figcaption>{names[structure]}</figcaption>
          <StructurePicture
            structure={structure}
            state={{ ...state, cursor: 0 }}
            labels={labels}
            width={660}
          />
        </figure>
      ))}
    </div>
  ),
  table: (drawn: Drawn): Table | undefined => {
    const model = drawn.others.structure?.model as DirectoryModel | undefined
    if (model === undefined) return undefined
    return {
      id: 'structure',
      title: `The drawn structures, ${model.registrations} entries`,
      columns: [
        { label: 'structure' },
        { label: 'visits' },
        { label: 'longest walk' },
        { label: 'rotations' },
        { label: 'recolours' },
        { label: 'height' },
      ],
      rows: model.structures.map(({ id, create, shape }) => [
        id,
        create.visits,
        create.longest,
        create.rotations,
        create.recolors,
        shape.treeHeight || shape.longestChain,
      ]),
    }
  },
}
