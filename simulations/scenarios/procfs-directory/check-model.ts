// What must hold of every result, looked at after every run: a result that breaks a law is ours to
// mend, and says so.

import type { Finding } from '../../engine/index.ts'
import type { Counters } from './counters.ts'
import type { DirectoryModel, StructureModel } from './model.ts'
import type { Values } from './parameters.ts'

export function checkModel(values: Values, model: DirectoryModel): readonly Finding[] {
  return model.structures.flatMap((structure) => [
    ...checkTree(structure),
    ...checkChains(values, model, structure),
    ...checkFiles(structure),
    ...checkSeconds(structure),
    ...checkReading(values, structure),
  ])
}

function checkTree({ id, entries, shape }: StructureModel): readonly Finding[] {
  if (id !== 'rbtree') return []
  // height ≤ 2·log2(n + 1), without a logarithm: 2^height ≤ (n + 1)².
  let power = 1
  for (let level = 0; level < shape.treeHeight; level += 1) power *= 2
  return [
    {
      id: 'tree-height',
      says: `A red-black tree of ${entries} is at most twice as high as a perfect one.`,
      holds: power <= (entries + 1) * (entries + 1),
    },
  ]
}

function checkChains(
  { rm }: Values,
  { registrations, duplicates }: DirectoryModel,
  { id, create, remove, shape }: StructureModel,
): readonly Finding[] {
  if (shape.chains.length === 0 || duplicates > 0) return []
  let nodes = 0
  let pairs = 0
  for (const [length, lists] of shape.chains) {
    nodes += length * lists
    pairs += lists * ((length * (length - 1)) / 2)
  }
  const findings: Finding[] = [
    {
      id: 'chain-nodes',
      says: `Every entry of ${id} is in one list.`,
      holds: nodes === registrations,
    },
    {
      id: 'chain-visits',
      says: `Creating in ${id} visits every pair in a list once.`,
      holds: pairs === create.visits,
    },
  ]
  if (remove !== undefined && rm !== 'random') {
    findings.push({
      id: 'chain-removals',
      says: `Removing ${rm === 'fifo' ? 'the oldest' : 'the newest'} first from ${id} visits what it must.`,
      holds: remove.visits === (rm === 'fifo' ? pairs : 0) + registrations,
    })
  }
  return findings
}

function checkFiles({ id, entries, create }: StructureModel): readonly Finding[] {
  const isFree = id === 'none' || id === 'virtual'
  return isFree
    ? [
        {
          id: 'no-files',
          says: `${id} makes no entries and visits none.`,
          holds: entries === 0 && isZero(create),
        },
      ]
    : []
}

function isZero({ visits, comparisons, bytes }: Counters): boolean {
  return visits === 0 && comparisons === 0 && bytes === 0
}

function checkSeconds({ id, seconds }: StructureModel): readonly Finding[] {
  const parts = seconds.fixed + seconds.naming + seconds.visits + seconds.allocation
  return [
    {
      id: 'seconds-add-up',
      says: `The parts of the time of ${id} add up.`,
      holds: Math.abs(parts - seconds.total) <= 1e-9 * Math.max(1, seconds.total),
    },
  ]
}

function checkReading(
  { mut, rd, dup }: Values,
  { id, entries, reading }: StructureModel,
): readonly Finding[] {
  if (reading === undefined) return []
  if (mut === 'none' && id !== 'virtual' && (rd === 'count' || dup === 0)) {
    return [
      {
        id: 'quiet-reading',
        says: `Undisturbed, a reader of ${id} gets every entry once.`,
        holds: reading.emitted === entries && reading.missed === 0 && reading.duplicated === 0,
      },
    ]
  }
  if (rd === 'key' && dup === 0) {
    return [
      {
        id: 'cursor-by-name',
        says: `A cursor by name misses nothing in ${id} and gives nothing twice.`,
        holds: reading.missed === 0 && reading.duplicated === 0,
      },
    ]
  }
  return []
}
