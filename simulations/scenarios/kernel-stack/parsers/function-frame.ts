// One function and what its frame takes, as a tool computed it from the object code or the compiler
// from the source. Not a chain of calls: that is for the reader to put together.

import type { Frame } from '../frame.ts'

export interface FunctionFrame {
  readonly symbol: string
  /** An object for checkstack.pl, a source file for the compiler. */
  readonly file: string
  readonly bytes: number
  /**
   * `exact`, or `bounded` for a frame that varies up to `bytes`, or `at-least` for one without a
   * known end, such as with an array of variable length.
   */
  readonly size: 'exact' | 'bounded' | 'at-least'
}

/** By its symbol, or by `file:symbol` where several files have a static function of that name. */
export function isCalled({ symbol, file }: FunctionFrame, name: string): boolean {
  return symbol === name || `${file}:${symbol}` === name
}

export const functionsMax = 100_000

/** Largest first; of the same function in the same file the largest alone. */
export function mergeFunctions(all: readonly FunctionFrame[]): readonly FunctionFrame[] {
  const byFile = new Map<string, Map<string, FunctionFrame>>()
  for (const one of all) {
    let bySymbol = byFile.get(one.file)
    if (bySymbol === undefined) {
      bySymbol = new Map()
      byFile.set(one.file, bySymbol)
    }
    const known = bySymbol.get(one.symbol)
    if (known === undefined || one.bytes > known.bytes) bySymbol.set(one.symbol, one)
  }
  const largest = [...byFile.values()].flatMap((bySymbol) => [...bySymbol.values()])
  return largest.sort(
    (a, b) => b.bytes - a.bytes || compare(a.symbol, b.symbol) || compare(a.file, b.file),
  )
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Bytes of a return address, and of each register a function saves before it makes its frame. */
const wordBytes = 8

/**
 * Puts functions upon each other, the first called first. checkstack.pl sees neither the return
 * address nor saved registers, so both are added as an estimate; the compiler's figures have them.
 */
export function stackFunctions(
  functions: readonly FunctionFrame[],
  { savedRegisters }: { readonly savedRegisters: number | 'counted' },
): readonly Frame[] {
  const extra = savedRegisters === 'counted' ? 0 : wordBytes * (1 + savedRegisters)
  return functions.map(({ symbol, bytes }) => ({ symbol, size: bytes + extra }))
}
