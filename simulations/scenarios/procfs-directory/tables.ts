// The numbers behind every view, and the result in one sentence.

import { formatNumber, type Table } from '../../engine/index.ts'
import type { Counters } from './counters.ts'
import type { DirectoryModel, StructureModel } from './model.ts'
import type { Values } from './parameters.ts'
import { publishedRuns, toVisitNs } from './published.ts'

export function toTables(values: Values, model: DirectoryModel): readonly Table[] {
  const { structures } = model
  const counts = (['create', 'lookup', 'remove'] as const).flatMap((phase) =>
    toCounters(structures, phase, toNames(values, model)),
  )
  return [
    toSecondsTable(values, structures),
    ...counts,
    toShapeTable(structures),
    ...toReadingTable(structures),
    toCacheTable(structures),
    toCurveTable(structures),
    publishedTable,
  ]
}

function toNames({ rm }: Values, { registrations, duplicates, names }: DirectoryModel): string {
  const again = duplicates === 0 ? '' : `, ${formatNumber(duplicates)} of them again`
  return `${formatNumber(registrations)} registrations, ${names.first} to ${names.last}${again}; removal ${rm}`
}

function toSecondsTable({ naming }: Values, structures: readonly StructureModel[]): Table {
  return {
    id: 'seconds',
    title: 'Seconds, after the cost model',
    note:
      naming === 'auto'
        ? 'That naming takes the rest of the published time is inference.'
        : 'Names are given.',
    columns: [
      { label: 'structure' },
      ...['fixed', 'naming', '/proc', 'entries', 'total'].map((label) => ({
        label,
        unit: 's',
        digits: 3,
      })),
      { label: 'removal, /proc', unit: 's', digits: 3 },
    ],
    rows: structures.map(({ id, seconds }) => [
      id,
      seconds.fixed,
      seconds.naming,
      seconds.visits,
      seconds.allocation,
      seconds.total,
      seconds.removal,
    ]),
  }
}

function toCounters(
  structures: readonly StructureModel[],
  phase: 'create' | 'lookup' | 'remove',
  note: string,
): readonly Table[] {
  const counted = structures.flatMap((structure): readonly (readonly [string, Counters])[] => {
    const counters = structure[phase]
    return counters === undefined ? [] : [[structure.id, counters]]
  })
  if (counted.length === 0) return []
  return [
    {
      id: phase,
      title: { create: 'Creating', lookup: 'Looking up', remove: 'Removing' }[phase],
      note,
      columns: [
        { label: 'structure' },
        { label: 'visits' },
        { label: 'longest' },
        { label: 'name compares' },
        { label: 'bytes' },
        { label: 'loads' },
        { label: 'lines' },
        { label: 'rotations' },
        { label: 'recolours' },
      ],
      rows: counted.map(([id, counters]) => [
        id,
        counters.visits,
        counters.longest,
        counters.comparisons,
        counters.bytes,
        counters.loads,
        counters.lines,
        counters.rotations,
        counters.recolors,
      ]),
    },
  ]
}

function toShapeTable(structures: readonly StructureModel[]): Table {
  return {
    id: 'shape',
    title: 'Shape and memory, when all are registered',
    columns: [
      { label: 'structure' },
      { label: 'entries' },
      { label: 'asked for', unit: 'B' },
      { label: 'slab', unit: 'B' },
      { label: 'index', unit: 'B' },
      { label: 'longest list' },
      { label: 'empty lists' },
      { label: 'height' },
      { label: 'lock, create', unit: 'ns' },
      { label: 'lock, remove', unit: 'ns' },
    ],
    rows: structures.map(({ id, entries, memory, shape, lockHold }) => [
      id,
      entries,
      memory.requested,
      memory.slab,
      memory.index,
      shape.longestChain,
      shape.emptyBuckets,
      shape.treeHeight,
      lockHold.create,
      lockHold.remove,
    ]),
  }
}

function toReadingTable(structures: readonly StructureModel[]): readonly Table[] {
  const read = structures.filter(({ reading }) => reading !== undefined)
  if (read.length === 0) return []
  return [
    {
      id: 'reading',
      title: 'Reading the directory',
      note: 'Missed and twice count entries that were there from the first call to the last.',
      columns: [
        { label: 'structure' },
        { label: 'calls' },
        { label: 'skipped over' },
        { label: 'emitted' },
        { label: 'missed' },
        { label: 'twice' },
        { label: 'end' },
        { label: 'first' },
      ],
      rows: read.map(({ id, reading }) => [
        id,
        reading?.calls ?? 0,
        reading?.skips ?? 0,
        reading?.emitted ?? 0,
        reading?.missed ?? 0,
        reading?.duplicated ?? 0,
        reading?.end ?? '',
        reading?.first.slice(0, 3).join(' ') ?? '',
      ]),
    },
  ]
}

function toCacheTable(structures: readonly StructureModel[]): Table {
  return {
    id: 'cache',
    title: 'One more registration, modelled caches',
    note: 'Delays of caches are typical values, not measured.',
    columns: [
      { label: 'structure' },
      { label: 'lines', digits: 1 },
      { label: 'L1 misses', digits: 1 },
      { label: 'L2 misses', digits: 1 },
      { label: 'L3 misses', digits: 1 },
      { label: 'per visit', unit: 'ns', digits: 1 },
    ],
    rows: structures.flatMap(({ id, cache }) =>
      cache === null
        ? []
        : [[id, cache.touches, cache.missesL1, cache.missesL2, cache.missesL3, cache.nsPerVisit]],
    ),
  }
}

function toCurveTable(structures: readonly StructureModel[]): Table {
  const sizes = structures[0]?.curve.map(([n]) => n) ?? []
  return {
    id: 'curve',
    title: 'Visits of creating so many',
    columns: [{ label: 'entries' }, ...structures.map(({ id }) => ({ label: id }))],
    rows: sizes.map((n, at) => [
      formatNumber(n),
      ...structures.map(({ curve }) => curve[at]?.[1] ?? 0),
    ]),
  }
}

const publishedTable: Table = {
  id: 'published',
  title: 'Published, and what a visit then costs',
  note: 'Nanoseconds are computed: saved, over the visits of a list.',
  columns: [
    { label: 'run' },
    { label: 'before', unit: 's', digits: 3 },
    { label: 'after', unit: 's', digits: 3 },
    { label: 'saved', unit: 's', digits: 3 },
    { label: 'share', unit: '%', digits: 1 },
    { label: 'a visit', unit: 'ns', digits: 1 },
  ],
  rows: publishedRuns.map((run) => [
    run.label,
    run.before,
    run.after,
    run.before - run.after,
    (1 - run.after / run.before) * 100,
    toVisitNs(run),
  ]),
}

/** e.g. `rbtree needs 728 141 visits to create 30 000 entries, list 449 985 000: 618 times as many.` */
export function toTakeaway(_: Values, { registrations, structures }: DirectoryModel): string {
  const freed = structures.find(({ reading }) => reading?.end === 'use after free')
  if (freed !== undefined) {
    return `Reading the ${freed.id} while the held entry goes ends in freed memory.`
  }
  const read = structures.find(({ reading }) => reading !== undefined && reading.missed > 0)
  if (read?.reading !== undefined) {
    return `A reader of the ${read.id} misses ${formatNumber(read.reading.missed)} entries that were there all the time.`
  }
  const twice = structures.find(({ reading }) => reading !== undefined && reading.duplicated > 0)
  if (twice?.reading !== undefined) {
    return `A reader of the ${twice.id} gets ${formatNumber(twice.reading.duplicated)} entries twice.`
  }
  const walked = structures
    .filter(({ id }) => !['none', 'virtual', 'map', 'flat'].includes(id))
    .toSorted((a, b) => a.create.visits - b.create.visits)
  const best = walked[0]
  const worst = walked.at(-1)
  if (best === undefined || worst === undefined) {
    return `Nothing is walked to create ${formatNumber(registrations)} entries.`
  }
  const few = `${best.id} needs ${formatNumber(best.create.visits)} visits to create ${formatNumber(registrations)} entries`
  if (best === worst || best.create.visits === worst.create.visits) return `${few}.`
  const both = `${few}, ${worst.id} ${formatNumber(worst.create.visits)}`
  if (best.create.visits === 0) return `${both}.`
  const times = worst.create.visits / best.create.visits
  return `${both}: ${formatNumber(times, times < 10 ? 1 : 0)} times as many.`
}
