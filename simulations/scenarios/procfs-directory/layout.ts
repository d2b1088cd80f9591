// Where the fields of an entry lie on x86-64 without lock debugging, and what the slab makes of it.
// Computed from compiled struct layouts.

import type { Structure } from './parameters.ts'

export interface Layout {
  /** sizeof(struct proc_dir_entry) without the name. */
  readonly size: number
  /** Where the links begin: `next`, an hlist node, or an rb node (parent and colour, right, left). */
  readonly link: number
  readonly nameLength: number
  readonly name: number
}

export const lineBytes = 64

const list: Layout = { size: 120, link: 48, nameLength: 116, name: 117 }

/** Of structures that have entries; the others have none. */
export const layouts: Readonly<Partial<Record<Structure, Layout>>> = {
  list,
  hash: list,
  hlist: { size: 128, link: 48, nameLength: 124, name: 125 },
  rbtree: { size: 136, link: 64, nameLength: 132, name: 133 },
  // Ours: an entry without links, found through an array of fingerprints.
  flat: { size: 112, link: 0, nameLength: 108, name: 109 },
}

const slabs = [8, 16, 32, 64, 96, 128, 192, 256, 512, 1024]

/** Bytes asked for: the struct, the name and its NUL. */
export function toRequest(layout: Layout, nameLength: number): number {
  return layout.size + nameLength + 1
}

/** Bytes that kmalloc then takes. */
export function toSlab(request: number): number {
  return slabs.find((slab) => slab >= request) ?? 2048
}

/** Lines that reading so many bytes of a name touches beyond the first. */
export function countSpills(layout: Layout, bytes: number): number {
  const last = layout.name + Math.max(1, bytes) - 1
  return Math.trunc(last / lineBytes) - Math.trunc(layout.name / lineBytes)
}
