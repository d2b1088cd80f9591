// Who gets how large a stack: what was in the kernel, what was proposed in the thread, and what came
// later. A stack belongs to a thread, not to a filesystem, so each policy is for every thread.

import type { StackLayout } from './layout.ts'

export const policyIds = ['fixed-8k', 'fixed-16k', 'config', 'select', 'vmap', 'dynamic'] as const

export type PolicyId = (typeof policyIds)[number]

export interface PolicyCard {
  readonly id: PolicyId
  readonly title: string
  readonly doc: string
}

export const policies: readonly PolicyCard[] = [
  {
    id: 'fixed-8k',
    title: 'fixed 8K',
    doc: 'Linux until 3.14: two contiguous pages for each thread.',
  },
  {
    id: 'fixed-16k',
    title: 'fixed 16K',
    doc: 'Since 3.15: four contiguous pages for each thread, with no option.',
  },
  {
    id: 'config',
    title: 'a configuration option',
    doc: 'Whoever builds the kernel chooses the size, as Petkov and Rostedt proposed.',
  },
  {
    id: 'select',
    title: 'selected by filesystems',
    doc: 'A filesystem that needs it selects 16K when the kernel is built, built in or as a module: then every thread has 16K.',
  },
  {
    id: 'vmap',
    title: 'mapped pages and a guard page',
    doc: 'Single pages mapped side by side, with nothing mapped below, and thread_info in task_struct: as since 4.9.',
  },
  {
    id: 'dynamic',
    title: 'dynamic, from 4K',
    doc: 'A page at first, more when a fault shows that they are needed: proposed in 2024 and 2026, not merged.',
  },
]

export interface PolicyOptions {
  /** For the policies that leave the size open. */
  readonly bytes: number
  /** What the kernel is built with, as modules or not. */
  readonly filesystems: readonly string[]
  /** Which of them would select 16K. */
  readonly selecting: readonly string[]
  readonly below: StackLayout['below']
  readonly threadInfo: StackLayout['threadInfo']
}

const smallBytes = 8_192
const largeBytes = 16_384

/** The stack a thread has under a policy. */
export function toLayout(policy: PolicyId, options: PolicyOptions): StackLayout {
  const { bytes, filesystems, selecting, below, threadInfo } = options
  const contiguous = { below, threadInfo }
  const mapped = { below: 'guard-page', threadInfo: 'in-task' } as const
  switch (policy) {
    case 'fixed-8k':
      return { bytes: smallBytes, ...contiguous }
    case 'fixed-16k':
      return { bytes: largeBytes, ...contiguous }
    case 'config':
      return { bytes, ...contiguous }
    case 'select': {
      const isSelected = filesystems.some((one) => selecting.includes(one))
      return { bytes: isSelected ? largeBytes : smallBytes, ...contiguous }
    }
    case 'vmap':
      return { bytes, ...mapped }
    case 'dynamic':
      return { bytes: largeBytes, ...mapped }
  }
}
