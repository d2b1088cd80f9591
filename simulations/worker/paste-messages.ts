// What a page and the worker that reads a reader's own text say to each other. Plain values only.

import type { FunctionFrame, PasteRun } from '../scenarios/kernel-stack/paste.ts'

export type ToPasteWorker =
  /** A text or, for what was dropped, files: those are read over there. */
  | { readonly kind: 'read'; readonly id: number; readonly source: string | Blob }
  /** Functions of what was read, by a part of their name; none for all. */
  | { readonly kind: 'find'; readonly id: number; readonly wanted: string }
  /** The run of functions put upon each other, the first called first. */
  | { readonly kind: 'stack'; readonly id: number; readonly calls: readonly string[] }

export interface PasteAnswer {
  readonly kind: 'read'
  /** What was recognised, used, mended and ignored, a sentence each. */
  readonly says: readonly string[]
  readonly run: PasteRun
  /** How many functions there are to choose from, where it is no chain of calls. */
  readonly functionsCount: number
}

export type FromPasteWorker = { readonly id: number } & (
  | PasteAnswer
  | { readonly kind: 'found'; readonly functions: readonly FunctionFrame[] }
  | { readonly kind: 'stacked'; readonly run: PasteRun }
)

/** As many functions as a list beside a field holds. */
export const foundMax = 12
