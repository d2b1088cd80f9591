// What a directory can do, whatever keeps its entries. Nodes are numbered from 1 in the order of
// registration; 0 is none.

import type { Tally } from './counters.ts'

export interface Directory {
  /** Operations add to these. */
  readonly count: (tally: Tally) => void
  /** Registers the name under the number of a node; answers whether it was linked. */
  readonly create: (node: number, name: number) => boolean
  /** The same without looking whether the name is there, where the structure allows that. */
  readonly adopt: (node: number, name: number) => boolean
  /** The node of a name, or 0. */
  readonly find: (name: number) => number
  /** Unlinks the node that a name leads to; answers which. */
  readonly remove: (name: number) => number
  readonly first: () => number
  /** Which a reader that holds the node comes to; `freedNode` if it would touch freed memory. */
  readonly next: (node: number) => number
  /** The first node whose name comes after, or nothing if the structure keeps no order. */
  readonly findAfter?: (name: number) => number
}

/** A reader would read memory that was given back. */
export const freedNode = -1
