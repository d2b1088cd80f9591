// What parsing a file gives: its entry, and what the checks across files must know of it.

import type { Point, Position } from 'unist'
import type { VFile } from 'vfile'

/** Where in a file something stands. */
export type Place = Point | Position

/** Which presets each simulation has; given by whoever knows the simulations. */
export interface SimulationIndex {
  readonly [id: string]: { readonly presets: readonly string[] }
}

export interface ParseOptions {
  readonly simulations: SimulationIndex
}

/** Something the file refers to outside itself, for the checks across files. */
export type Mention =
  | {
      readonly kind: 'person'
      readonly id: string
      readonly within: 'position' | 'message' | 'revision' | 'quote'
      readonly place: Place
    }
  | { readonly kind: 'topic'; readonly id: string; readonly place: Place }
  | { readonly kind: 'source'; readonly id: string; readonly place: Place }
  /** A message of another entry. */
  | {
      readonly kind: 'message'
      readonly id: string
      readonly thread: string
      readonly place: Place
    }
  /** A page of the site, by its path, e.g. `/threads/x86-64-16k-stacks`, and an anchor on it. */
  | {
      readonly kind: 'page'
      readonly id: string
      readonly anchor?: string
      readonly place: Place
    }

/** A name the file gives, which others may refer to. */
export interface Definition {
  readonly kind: 'anchor' | 'message' | 'source' | 'former-slug'
  readonly id: string
  readonly place: Place
}

export interface Parsed<T> {
  /** With every message about it, in the order of their places. */
  readonly file: VFile
  /** From the file name; it need not be a good slug. */
  readonly slug: string
  /** `undefined` if the file has a fatal fault. May be made anew at each reading: ask once. */
  readonly value: T | undefined
  readonly mentions: readonly Mention[]
  readonly definitions: readonly Definition[]
}
