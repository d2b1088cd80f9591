// Facets and dates of all documents as arrays of numbers, by row. They are made when documents are
// indexed and read once per edition: counting facets over ten thousand matches asks SQLite nothing.

import { LRUCache } from 'lru-cache'
import {
  earliestMs,
  latestMs,
  type PartialDate,
  type SearchDocument,
  type SearchFacet,
  searchFacets,
  yearOf,
} from '#domain'
import { findEdition } from '../edition.ts'
import type { Store } from '../open-store.ts'
import { type WrittenDocument, writtenColumns } from './written-documents.ts'

export interface FacetColumn {
  /** Every value there is; documents name them by index. */
  readonly values: readonly string[]
  /** Where a document's values begin in `members`; one more than there are documents. */
  readonly offsets: Uint32Array
  readonly members: Uint32Array
}

/** The values of all facets side by side, so that counting goes once through memory. */
export interface FacetRows {
  /** Where a document's values begin in `members`; one more than there are documents. */
  readonly offsets: Uint32Array
  /** A value's index in its own column, plus the number at which its facet starts. */
  readonly members: Uint32Array
  /** Where each facet's values start, in the order of `searchFacets`, and where the last one's end. */
  readonly starts: Readonly<Record<SearchFacet | 'end', number>>
}

export interface SearchColumns {
  readonly documents: number
  readonly facets: Readonly<Record<SearchFacet, FacetColumn>>
  readonly facetRows: FacetRows
  /** The first and last millisecond a document's date can mean; NaN where it has none. */
  readonly from: Float64Array
  readonly to: Float64Array
  /** The number of the thread it is part of; 0 where it is of none. */
  readonly threads: Uint32Array
  /** By row, which is a document's place among all. */
  readonly rowids: Uint32Array
  readonly rowByRowid: Uint32Array
  /** The rowids of matches that are many, by what was asked of FTS5; filled as searches go by. */
  readonly frequent: LRUCache<string, Uint32Array>
}

const frequentBytesMax = 16 * 1024 * 1024

/** What a document counts for in each facet. */
export function listFacetValues(document: SearchDocument): Record<SearchFacet, readonly string[]> {
  const { kind, topics, lists, outcome, stance, person, date, simulations, subsystems } = document
  const some = (value: string) => (value === '' ? [] : [value])
  return {
    kind: [kind],
    topic: topics,
    list: lists,
    outcome: some(outcome),
    stance: some(stance),
    person: some(person),
    year: date === '' ? [] : [String(yearOf(date))],
    has: simulations.length > 0 ? ['simulation'] : [],
    subsystem: subsystems,
  }
}

/** Collects the columns while documents go by one after the other. */
export function createColumnWriter(): {
  readonly add: (document: SearchDocument, written: WrittenDocument) => void
  /** Returns how many documents there are. */
  readonly store: (store: Store, codeDigest: string) => number
} {
  const facets = Object.fromEntries(
    searchFacets.map((facet) => [
      facet,
      { indexByValue: new Map<string, number>(), offsets: [0], members: [] as number[] },
    ]),
  ) as Record<
    SearchFacet,
    { indexByValue: Map<string, number>; offsets: number[]; members: number[] }
  >
  const from: number[] = []
  const to: number[] = []
  const threads: number[] = []
  const numberByThread = new Map([['', 0]])
  const rowids: number[] = []
  const digests: Buffer[] = []
  return {
    add(document, { rowid, digest }) {
      rowids.push(rowid)
      digests.push(digest)
      const values = listFacetValues(document)
      for (const facet of searchFacets) {
        const { indexByValue, offsets, members } = facets[facet]
        for (const value of new Set(values[facet])) {
          const index = indexByValue.get(value) ?? indexByValue.size
          indexByValue.set(value, index)
          members.push(index)
        }
        offsets.push(members.length)
      }
      from.push(document.date === '' ? Number.NaN : earliestMs(document.date))
      to.push(toEnd(document))
      const thread = numberByThread.get(document.thread) ?? numberByThread.size
      numberByThread.set(document.thread, thread)
      threads.push(thread)
    },
    store({ sqlite }, codeDigest) {
      const insert = sqlite.prepare('INSERT INTO SearchColumn (name, bytes) VALUES (?, ?)')
      for (const facet of searchFacets) {
        const { indexByValue, offsets, members } = facets[facet]
        insert.run(`${facet}.values`, Buffer.from(JSON.stringify([...indexByValue.keys()])))
        insert.run(`${facet}.offsets`, toBytes(Uint32Array.from(offsets)))
        insert.run(`${facet}.members`, toBytes(Uint32Array.from(members)))
      }
      insert.run('from', toBytes(Float64Array.from(from)))
      insert.run('to', toBytes(Float64Array.from(to)))
      insert.run('threads', toBytes(Uint32Array.from(threads)))
      insert.run(writtenColumns.rowids, toBytes(Uint32Array.from(rowids)))
      insert.run(writtenColumns.digests, Buffer.concat(digests))
      insert.run(writtenColumns.code, Buffer.from(codeDigest))
      return rowids.length
    },
  }
}

function toEnd({ date, until }: SearchDocument): number {
  const ends = [date, until].filter((end): end is PartialDate => end !== '')
  return ends.length === 0 ? Number.NaN : Math.max(...ends.map(latestMs))
}

function toBytes(array: Uint32Array | Float64Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength)
}

const kept = new WeakMap<Store, { readonly digest: string; readonly columns: SearchColumns }>()

/** The columns of the edition that the store holds now; `undefined` while it holds none. */
export function readSearchColumns(store: Store): SearchColumns | undefined {
  const edition = findEdition(store)
  if (edition === undefined) return undefined
  const digest = `${edition.number} ${edition.digest}`
  const known = kept.get(store)
  if (known?.digest === digest) return known.columns
  const columns = readColumns(store)
  kept.set(store, { digest, columns })
  return columns
}

function readColumns({ sqlite }: Store): SearchColumns {
  const rows = sqlite
    .prepare<[], { name: string; bytes: Buffer }>('SELECT name, bytes FROM SearchColumn')
    .all()
  const bytesByName = new Map(rows.map(({ name, bytes }) => [name, bytes]))
  // A copy, because numbers must begin at an address that suits their size.
  const bytesOf = (name: string) => new Uint8Array(bytesByName.get(name) ?? []).buffer
  const from = new Float64Array(bytesOf('from'))
  const facets = Object.fromEntries(
    searchFacets.map((facet) => [
      facet,
      {
        values: JSON.parse(bytesByName.get(`${facet}.values`)?.toString() ?? '[]'),
        offsets: new Uint32Array(bytesOf(`${facet}.offsets`)),
        members: new Uint32Array(bytesOf(`${facet}.members`)),
      } satisfies FacetColumn,
    ]),
  ) as Record<SearchFacet, FacetColumn>
  const rowids = new Uint32Array(bytesOf(writtenColumns.rowids))
  return {
    documents: from.length,
    rowids,
    rowByRowid: toRowByRowid(rowids),
    facets,
    facetRows: toFacetRows(facets, from.length),
    from,
    to: new Float64Array(bytesOf('to')),
    threads: new Uint32Array(bytesOf('threads')),
    frequent: new LRUCache({
      maxSize: frequentBytesMax,
      sizeCalculation: (rowids) => rowids.byteLength,
    }),
  }
}

function toRowByRowid(rowids: Uint32Array): Uint32Array {
  const highest = rowids.reduce((most, rowid) => Math.max(most, rowid), 0)
  const rowByRowid = new Uint32Array(highest + 1)
  for (let row = 0; row < rowids.length; row += 1) rowByRowid[rowids[row] ?? 0] = row
  return rowByRowid
}

function toFacetRows(
  facets: Readonly<Record<SearchFacet, FacetColumn>>,
  documents: number,
): FacetRows {
  const starts: Partial<Record<SearchFacet | 'end', number>> = {}
  let end = 0
  let size = 0
  for (const facet of searchFacets) {
    starts[facet] = end
    end += facets[facet].values.length
    size += facets[facet].members.length
  }
  const offsets = new Uint32Array(documents + 1)
  const members = new Uint32Array(size)
  let filled = 0
  for (let row = 0; row < documents; row += 1) {
    for (const facet of searchFacets) {
      const column = facets[facet]
      const last = column.offsets[row + 1] ?? 0
      for (let at = column.offsets[row] ?? 0; at < last; at += 1) {
        members[filled] = (starts[facet] ?? 0) + (column.members[at] ?? 0)
        filled += 1
      }
    }
    offsets[row + 1] = filled
  }
  return { offsets, members, starts: { ...starts, end } as FacetRows['starts'] }
}
