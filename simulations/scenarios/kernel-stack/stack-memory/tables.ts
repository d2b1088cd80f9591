// The numbers of stacks in memory as rows and columns, for screens, CSV and mail.

import type { Table } from '../../../engine/index.ts'
import { policyIds } from '../policies.ts'
import { describeEnding } from '../tables.ts'
import type { MemoryModel } from './model.ts'

const kib = 1_024

export function toTables(model: MemoryModel): readonly Table[] {
  return [
    policiesTable(model),
    seriesTable(model),
    depthsTable(model),
    buddyTable(model),
    curveTable(model),
    forksTable(model),
    roundsTable(model),
  ]
}

function policiesTable({ policies }: MemoryModel): Table {
  return {
    id: 'policies',
    title: 'What all stacks take under each policy',
    columns: [
      { label: 'policy' },
      { label: 'stack', unit: 'KiB' },
      { label: 'order' },
      { label: 'memory', unit: 'KiB' },
      { label: 'share', unit: '%', digits: 2 },
      { label: 'first trace' },
    ],
    rows: policies.map(({ title, stackBytes, order, bytes, percent, ending }) => [
      title,
      stackBytes / kib,
      order,
      bytes / kib,
      percent,
      describeEnding(ending),
    ]),
  }
}

function seriesTable({ series }: MemoryModel): Table {
  return {
    id: 'series',
    title: 'Memory of all stacks by number of threads',
    columns: [{ label: 'threads' }, ...policyIds.map((label) => ({ label, unit: 'KiB' }))],
    rows: series.map(({ threads, bytes }) => [
      threads,
      ...policyIds.map((policy) => bytes[policy] / kib),
    ]),
  }
}

function depthsTable({ depths }: MemoryModel): Table {
  return {
    id: 'depths',
    title: 'How deep the stacks get',
    columns: [{ label: 'up to', unit: 'KiB' }, { label: 'threads' }],
    rows: depths.classes.map(({ upToBytes, threads }) => [String(upToBytes / kib), threads]),
  }
}

function buddyTable({ fragmentation: { buddyinfo } }: MemoryModel): Table {
  return {
    id: 'buddyinfo',
    title: 'Free blocks, as /proc/buddyinfo counts them',
    columns: [{ label: 'order' }, { label: 'pages each' }, { label: 'blocks' }],
    rows: buddyinfo.map((blocks, order) => [String(order), 1 << order, blocks]),
  }
}

function curveTable({ fragmentation: { curve } }: MemoryModel): Table {
  return {
    id: 'curve',
    title: 'Whole blocks in free memory, counted and expected by chance',
    columns: [
      { label: 'free', unit: '%' },
      { label: 'order 1' },
      { label: 'f²', digits: 1 },
      { label: 'order 2' },
      { label: 'f⁴', digits: 2 },
      { label: 'order 3' },
      { label: 'f⁸', digits: 4 },
    ],
    rows: curve.map(({ percent, orders }) => [
      String(percent),
      ...orders.flatMap(({ blocks, expected }) => [blocks, expected]),
    ]),
  }
}

function forksTable({ forks }: MemoryModel): Table {
  return {
    id: 'forks',
    title: 'Threads created, by the way they ask for a stack',
    note: 'Rounds of reclaim of 32 pages each. Compaction is not modelled.',
    columns: [
      { label: 'stack' },
      { label: 'at once' },
      { label: 'waited' },
      { label: 'failed' },
      { label: 'most rounds' },
      { label: 'pages reclaimed' },
      { label: 'splits' },
    ],
    rows: forks.map(({ title, served, stalled, failed, roundsMax, pagesReclaimed, splits }) => [
      title,
      served,
      stalled,
      failed,
      roundsMax,
      pagesReclaimed,
      splits,
    ]),
  }
}

function roundsTable({ forks }: MemoryModel): Table {
  const bins = Math.max(...forks.map(({ roundsHistogram }) => roundsHistogram.length))
  return {
    id: 'rounds',
    title: 'Threads by the rounds of reclaim they waited for',
    columns: [{ label: 'rounds' }, ...forks.map(({ title }) => ({ label: title }))],
    rows: Array.from({ length: bins }, (_, bin) => [
      describeBin(bin),
      ...forks.map(({ roundsHistogram }) => roundsHistogram[bin] ?? 0),
    ]),
  }
}

/** 0, 1, 2–3, 4–7 and so on. */
function describeBin(bin: number): string {
  if (bin < 2) return String(bin)
  return `${1 << (bin - 1)}–${(1 << bin) - 1}`
}
