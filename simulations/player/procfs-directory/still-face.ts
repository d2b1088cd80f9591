// The face of this scenario as a server draws it: with where its numbers are from.

import type { AnyScenario } from '../../engine/index.ts'
import { procfsDirectory } from '../../scenarios/procfs-directory/index.ts'
import type { StillFace } from '../view.ts'
import { chainsView } from './chains-view.tsx'
import { curveView } from './curve-view.tsx'
import { procfsFace } from './face.ts'
import { heroView } from './hero-view.tsx'
import { memoryView } from './memory-view.tsx'
import { readingView } from './reading-view.tsx'
import { structureView } from './structure-view.tsx'
import { tableView } from './table-view.tsx'
import { waitView } from './wait-view.tsx'

const commit = (id: string): string => `https://git.kernel.org/torvalds/c/${id}`

export const procfsStillFace: StillFace = {
  ...procfsFace,
  scenario: procfsDirectory as unknown as AnyScenario,
  views: [
    heroView,
    curveView,
    structureView,
    chainsView,
    memoryView,
    readingView,
    waitView,
    tableView,
  ],
  formulas: [
    {
      id: 'published',
      name: 'Published seconds',
      formula:
        'system time of a script that creates 30 000 dummy interfaces: 141.44 s before, 109.72 s after; removing them 84.088 s and 61.008 s',
      source: 'commit 710585d4922f',
      href: commit('710585d4922f'),
    },
    {
      id: 'visits',
      name: 'Visits',
      formula:
        'entries looked at. A list looks at every one that is there before it adds one: n(n−1)/2 = 449 985 000 for 30 000. Hash: the sum over its lists. Tree: the nodes of each descent',
      source: 'fs/proc/generic.c of 3.18 and 3.19',
      href: commit('710585d4922f'),
    },
    {
      id: 'visit-ns',
      name: 'Nanoseconds per visit',
      formula:
        '31.72 s saved ÷ 449 985 000 visits = 70.5 ns; for removal 23.08 s ÷ 450 015 000 = 51.3 ns',
      source: 'computed by us from commit 710585d4922f',
      href: commit('710585d4922f'),
    },
    {
      id: 'ceiling',
      name: 'Ceiling',
      formula:
        'Amdahl’s law: time before ÷ (time before − time in /proc) = 141.44 ÷ 109.72 = 1.289',
      source: 'computed by us from commit 710585d4922f',
      href: commit('710585d4922f'),
    },
    {
      id: 'time',
      name: 'Cost model',
      formula:
        'T(n) = a·n + c_name·n(n−1)/2 if the kernel picks names + c_visit·visits + c_alloc·entries. c_name is solved from what the tree left, so agreement there proves nothing',
      source: 'computed by us; a from commit ac13ac6f4c6c',
      href: commit('ac13ac6f4c6c'),
      isInference: true,
    },
    {
      id: 'cursor',
      name: 'Where a reader stands',
      formula:
        'getdents64() finds its way back by counting entries from the first; 32 bytes for each short name, 1024 of them in a call of glibc. sysfs uses a hash of the name since 4e4d6d860b93',
      source: 'fs/proc/generic.c; commit 895b4c0c79b0',
      href: commit('895b4c0c79b0'),
    },
  ],
}
