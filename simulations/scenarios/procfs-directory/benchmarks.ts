// What is timed, beside the same work in C (gcc 12.2 -O2 -march=native, one Xeon of the laboratory,
// single runs).

import type { Benchmark } from '../../engine/index.ts'
import { walkBareList } from './bare-walk.ts'

const all = 'list,hash,hlist,rbtree,none,virtual,flat,map'
const kernelShaped = 'C, 192-byte objects'
const packed = 'C, packed arrays'

function walk(
  st: string,
  rest: Pick<Benchmark, 'cMs' | 'cNote' | 'targetMs'>,
  parameters: Readonly<Record<string, string>> = {},
): Benchmark {
  return {
    id: `walk-${st}`,
    label: `${st}, packed arrays, create 30 000`,
    parameters: { st, ops: 'create', ...parameters },
    mode: 'walk',
    measured: `${st} create`,
    ...rest,
  }
}

function heap(
  place: string,
  rest: Partial<Benchmark>,
  parameters: Readonly<Record<string, string>> = {},
): Benchmark {
  return {
    id: `heap-${place}`,
    label: `list, in bytes, ${place}, 30 000`,
    parameters: { st: 'list', ops: 'create', place, ...parameters },
    mode: 'heap',
    measured: 'list create',
    cNote: kernelShaped,
    ...rest,
  }
}

export const benchmarks: readonly Benchmark[] = [
  {
    id: 'count',
    label: 'all structures counted, 30 000',
    parameters: { st: all },
    mode: 'count',
    targetMs: 20,
  },
  walk('list', { cMs: 755, cNote: packed, targetMs: 1500 }),
  walk('hash', { cMs: 52.7, cNote: kernelShaped, targetMs: 20 }, { B: '1024', fold: 'low' }),
  walk('hlist', { cMs: 52.4, cNote: kernelShaped, targetMs: 20 }, { B: '1024', fold: 'low' }),
  walk('rbtree', { cMs: 3.3, cNote: kernelShaped, targetMs: 20 }),
  walk('flat', { cMs: 24.1, cNote: 'C, AVX-512' }),
  walk('map', {}),
  heap('sequential', { cMs: 3078, targetMs: 5000 }),
  heap('shuffled', { cMs: 14_241 }),
  heap('dispersed', {
    cMs: 30_650,
    memoryBytes: 128_648_192,
    yardstick: {
      label: 'a bare walk of the same memory, nothing compared or counted',
      run: walkBareList,
    },
  }),
]
