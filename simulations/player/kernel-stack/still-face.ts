// The face of this scenario as a server draws it: with a sketch for margins, and where its numbers are
// from.

import type { AnyScenario } from '../../engine/index.ts'
import { kernelStack } from '../../scenarios/kernel-stack/index.ts'
import { createTablesView } from '../tables-view.tsx'
import { toMessageUrl } from '../to-message-url.ts'
import type { Formula, StillFace } from '../view.ts'
import { brinkView } from './brink-view.tsx'
import { detectionsView } from './detections-view.tsx'
import { kernelStackFace } from './face.ts'
import type { FormulaId } from './formula-link.tsx'
import { icicleView } from './icicle-view.tsx'
import { ownView } from './own-view.tsx'
import { functionsView, subsystemsView } from './shares-view.tsx'
import { StackSketch } from './stack-sketch.tsx'
import { tailsView } from './tails-view.tsx'
import { verdictView } from './verdict-view.tsx'
import { waterfallView } from './waterfall-view.tsx'

const formulas: readonly (Formula & { readonly id: FormulaId })[] = [
  {
    id: 'traced',
    name: 'Traced depth',
    formula:
      'bytes from the top of the stack to the slot that holds the return address of the deepest function the tracer found; the sum of the sizes of all rows',
    source: 'the traces in the thread',
    href: toMessageUrl('1401260039-18189-2-git-send-email-minchan@kernel.org'),
  },
  {
    id: 'tail',
    name: 'Hidden tail',
    formula:
      '8360 − 7200 = 1160 bytes. In the double fault the stack pointer stood 168 bytes below a stack of 8192, where the deepest that the tracer had seen was 7200. It is fitted to that one crash',
    source: 'computed by us from the double fault',
    href: toMessageUrl('20140529233638.GJ10092@bbox'),
    isInference: true,
  },
  {
    id: 'usable',
    name: 'Usable bytes',
    formula:
      'size − 104 of thread_info − 8 of STACK_END_MAGIC: 8080 of 8192, 16 272 of 16 384; without thread_info on the stack, size − 8',
    source: 'structures of Linux 3.14, compiled',
  },
  {
    id: 'frames',
    name: 'Frames',
    formula:
      'the stack tracer finds return addresses by scanning memory. The size of a row is the distance to the next, the return address of 8 bytes included; a stale copy can shift a boundary between two rows. Parts of the kernel are told by the names of functions',
    source: 'kernel/trace/trace_stack.c; Rostedt doubts the uppermost rows',
    href: toMessageUrl('20140528224448.1c1b1999@gandalf.local.home'),
  },
  {
    id: 'worker',
    name: 'Two stacks',
    formula:
      'what is called beyond the place of handing over runs on a worker, which begins 672 bytes deep; the deeper of the two stacks decides. Price: two switches for each operation that hands over',
    source: 'commit c999a223c2f0; commit cf11da9c5d37',
    href: 'https://git.kernel.org/torvalds/c/cf11da9c5d37',
  },
  {
    id: 'interrupt',
    name: 'Chance at an interrupt',
    formula:
      '1 − (1 − λ/1 000 000)^t with λ interrupts a second and t microseconds beyond the threshold, which is 400 bytes above the end of the stack',
    source: 'CONFIG_DEBUG_STACKOVERFLOW; λ and t are assumed',
    isInference: true,
  },
  {
    id: 'layers',
    name: 'Layers',
    formula: 'SCSI 1000 bytes; MD and LVM “a few hundred”, for which 300 each are assumed',
    source: 'Chinner in the thread',
    href: toMessageUrl('20140529072633.GH6677@dastard'),
    isInference: true,
  },
  {
    id: 'policies',
    name: 'Policies',
    formula:
      'a stack belongs to a thread and not to a filesystem: whatever selects a size when the kernel is built selects it for every thread',
    source: 'Petkov and Rostedt in the thread; commit ba14a194a434 for mapped stacks',
    href: 'https://git.kernel.org/torvalds/c/ba14a194a434',
  },
]

export const kernelStackStillFace: StillFace = {
  ...kernelStackFace,
  scenario: kernelStack as unknown as AnyScenario,
  views: [
    icicleView,
    brinkView,
    waterfallView,
    verdictView,
    tailsView,
    functionsView,
    subsystemsView,
    detectionsView,
    ownView,
    createTablesView(kernelStackFace.words),
  ],
  sketch: StackSketch,
  formulas,
}
