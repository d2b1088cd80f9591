// What the kernel does, in our words, line by line; and which line an event belongs to.

import type { SimulationEvent } from '../../engine/index.ts'
import type { Phase } from '../../scenarios/procfs-directory/index.ts'
import type { Shown } from './structure-view.tsx'

export interface PseudoCode {
  readonly lines: readonly string[]
  readonly lineOf: (event: SimulationEvent) => number
}

const walks = {
  create: 'register(name): take the lock of all of /proc',
  lookup: 'lookup(name): take the lock of all of /proc',
  remove: 'remove(name): take the lock of all of /proc',
  read: 'read(place): take the lock of all of /proc',
} as const

const lists: Readonly<Record<Phase, readonly string[]>> = {
  create: [
    walks.create,
    '  for each entry of the list, newest first:',
    '    same name? then warn, and go on',
    '  put the new entry in front',
  ],
  lookup: [
    walks.lookup,
    '  for each entry of the list, newest first:',
    '    same length and same bytes? found',
    '  at the end: there is none',
  ],
  remove: [
    walks.remove,
    '  for each entry of the list, newest first:',
    '    same length and same bytes? found',
    '  lead the link before it past it',
  ],
  read: [walks.read, '  step from the first entry as often as the count says', '', ''],
}

const trees: Readonly<Record<Phase, readonly string[]>> = {
  create: [
    walks.create,
    '  from the root: shorter name left, longer right',
    '    same length: smaller bytes left, larger right',
    '  hang the new entry below, red',
    '  while its parent is red: change colours',
    '    or turn the tree around its grandparent',
  ],
  lookup: [
    walks.lookup,
    '  from the root: shorter name left, longer right',
    '    same length: smaller bytes left, larger right',
    '  at the end: there is none',
    '',
    '',
  ],
  remove: [
    walks.remove,
    '  from the root: shorter name left, longer right',
    '    same length: smaller bytes left, larger right',
    '  take it out; its successor takes its place',
    '  if a black one is missing: change colours',
    '    or turn the tree',
  ],
  read: [walks.read, '  step from the leftmost entry as often as the count says', '', '', '', ''],
}

const places: Readonly<Partial<Record<SimulationEvent['kind'], number>>> = {
  mark: 0,
  visit: 1,
  compare: 2,
  link: 3,
  unlink: 3,
  recolor: 4,
  rotateLeft: 5,
  rotateRight: 5,
}

export function toPseudoCode(structure: Shown, phase: Phase): PseudoCode {
  const lines = structure === 'rbtree' ? trees[phase] : lists[phase]
  return {
    lines:
      structure === 'hash'
        ? lines.map((line) => line.replace('the list', 'one list, picked by the hash of the name'))
        : lines,
    lineOf: ({ kind }) => Math.min(places[kind] ?? 0, lines.length - 1),
  }
}
