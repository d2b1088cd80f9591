// A published trace as a reader would copy it out of the mail: quoted, with what the kernel printed
// around it.

import { doubleFault, formatTrace, traces } from '../../scenarios/kernel-stack/index.ts'

/** The third trace with the registers of the double fault, from which the real depth follows. */
export function toExampleText(): string {
  return `${formatTrace(traces.minchan3.frames)}${doubleFault}`
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}\n`)
    .join('')
}
