// What can be set of a machine: how many threads with what stacks, and in what state its memory is.

import {
  choiceParameter,
  flagParameter,
  numberParameter,
  subsetParameter,
  type TextProblem,
  textParameter,
  type ValuesOf,
} from '../../../engine/index.ts'
import { schema as stackSchema } from '../parameters.ts'
import { policies } from '../policies.ts'
import { parseDepths } from './depth-distribution.ts'
import { parseBlocks } from './parse-blocks.ts'

const { fs, selecting, tail } = stackSchema

export const schema = {
  policy: choiceParameter({
    label: 'policy',
    doc: 'Who gets how large a stack. The others are computed as well, for comparison.',
    group: 'threads',
    default: 'fixed-8k',
    choices: policies.map(({ id, title, doc }) => ({ value: id, label: title, doc })),
  }),
  size: numberParameter({
    label: 'stack size',
    doc: 'For the policies that leave it open.',
    group: 'threads',
    default: 16,
    min: 4,
    max: 64,
    step: 1,
    scale: 'powers-of-two',
    unit: 'KiB',
    onlyWith: {
      key: 'policy',
      among: ['config', 'vmap'],
      says: 'the other policies fix the size',
    },
  }),
  fs: subsetParameter({ ...fs, group: 'threads' }),
  selecting: subsetParameter({ ...selecting, group: 'threads' }),
  threads: numberParameter({
    label: 'threads',
    doc: 'Each has a stack, sleeping or not.',
    group: 'threads',
    default: 3_500,
    min: 1,
    max: 1_000_000,
    step: 1,
    scale: 'log',
  }),
  ram: numberParameter({
    label: 'memory',
    doc: 'Of the whole machine. More than 1 GiB is represented by 1 GiB where pages are simulated one by one.',
    group: 'threads',
    default: 4_096,
    min: 16,
    max: 1_048_576,
    step: 1,
    scale: 'log',
    unit: 'MiB',
  }),
  depths: choiceParameter({
    label: 'depths',
    doc: 'How deep stacks get, for dynamic ones.',
    source: '20240730150158.832783-3-pasha.tatashin@soleen.com',
    group: 'threads',
    default: 'intel',
    choices: [
      { value: 'intel', label: '11 825 threads of an Intel machine' },
      { value: 'arm-64k', label: '27 212 threads of an ARM machine with pages of 64 KiB' },
      { value: 'uniform', label: 'even up to 16 KiB' },
      { value: 'pasted', label: 'your own, from `counts`' },
    ],
  }),
  counts: textParameter({
    label: 'your own counts',
    doc: 'The kstack lines of /proc/vmstat: threads up to 1 KiB, 2, 4 and so on.',
    group: 'threads',
    default: '3,188,11391,243,0',
    lengthMax: 200,
    expects: 'up to eight counts with commas between, one at least above 0',
    check: checkCounts,
    onlyWith: { key: 'depths', among: ['pasted'], says: 'only with counts of your own' },
  }),
  tail: numberParameter({ ...tail, group: 'threads' }),
  free: numberParameter({
    label: 'free',
    doc: 'How much of the memory is free, in pieces that chance has left.',
    group: 'memory',
    default: 10,
    min: 0,
    max: 100,
    step: 1,
    unit: '%',
  }),
  clustering: numberParameter({
    label: 'clustering',
    doc: '0: free pages lie anywhere. 100: they lie together in page blocks, as grouping by use would have it.',
    isInference: true,
    group: 'memory',
    default: 0,
    min: 0,
    max: 100,
    step: 1,
    unit: '%',
  }),
  blocks: textParameter({
    label: 'your own free blocks',
    doc: 'The counts of a line of /proc/buddyinfo, from order 0; then `free` and `clustering` are not used.',
    group: 'memory',
    default: '',
    lengthMax: 200,
    expects: 'up to eleven counts with commas between, or nothing',
    check: checkBlocks,
  }),
  reclaim: flagParameter({
    label: 'reclaim',
    doc: 'Whether a request that finds nothing makes others give pages back, and waits. Without it, it fails.',
    group: 'memory',
    default: true,
  }),
  forks: numberParameter({
    label: 'threads created',
    doc: 'One after the other, and they stay.',
    group: 'memory',
    default: 1_000,
    min: 1,
    max: 100_000,
    step: 1,
    scale: 'log',
  }),
  seed: textParameter({
    label: 'seed',
    doc: 'Which pages are free and which are reclaimed.',
    group: 'memory',
    default: '1',
    lengthMax: 64,
    expects: 'any text',
  }),
} as const

export type Parameters = typeof schema
export type Values = ValuesOf<Parameters>

function checkCounts(text: string): TextProblem | undefined {
  if (parseDepths(text) !== undefined) return undefined
  return { found: 'what is no count', nearest: '3,188,11391,243,0' }
}

function checkBlocks(text: string): TextProblem | undefined {
  if (text.trim() === '' || parseBlocks(text) !== undefined) return undefined
  return { found: 'what is no count', nearest: '' }
}
