// A pasted chain as a parameter: short enough for a link, exact enough to run again.

import type { Frame } from './frame.ts'

/** As long as a link may reasonably get. */
export const compactLengthMax = 8_192

const framesMax = 4_096
const sizeMax = 1_048_576

/** `ret_from_fork:176 kthread:240 …`, in the order of the calls. */
export function formatCompactFrames(frames: readonly Frame[]): string {
  return frames.map(({ symbol, size }) => `${withoutBlanks(symbol)}:${size}`).join(' ')
}

/** Reads it back; whatever is no frame is left out and counted. */
export function parseCompactFrames(text: string): {
  readonly frames: readonly Frame[]
  readonly faults: number
} {
  const frames: Frame[] = []
  let faults = 0
  for (const part of text.split(' ', framesMax)) {
    if (part === '') continue
    const colon = part.lastIndexOf(':')
    const digits = part.slice(colon + 1)
    const isNumber = digits.length > 0 && digits.length < 8 && /^\d+$/u.test(digits)
    if (colon < 1 || !isNumber || Number(digits) > sizeMax) {
      faults++
      continue
    }
    frames.push({ symbol: part.slice(0, colon), size: Number(digits) })
  }
  return { frames, faults }
}

/** A blank separates frames, so a name has none. */
function withoutBlanks(symbol: string): string {
  return symbol.replaceAll(/\s+/gu, '_')
}
