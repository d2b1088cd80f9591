// Lines of the .su files that GCC and Clang write with -fstack-usage: place, bytes, kind.

import type { FunctionFrame } from './function-frame.ts'
import { isDigit, readDecimal, skip } from './scan.ts'

const kinds: Readonly<Record<string, FunctionFrame['size']>> = {
  static: 'exact',
  bounded: 'bounded',
  dynamic: 'at-least',
}

/** `mm/page_alloc.c:2712:14:__alloc_pages_nodemask	344	static`, or nothing. */
export function parseStackUsageRow(text: string): FunctionFrame | undefined {
  // From the right, because names of C++ functions may hold anything but tabs.
  const second = text.lastIndexOf('\t')
  const first = second === -1 ? -1 : text.lastIndexOf('\t', second - 1)
  if (first < 1) return undefined
  const bytes = readDecimal(text, first + 1)
  if (bytes === undefined || bytes.end !== second) return undefined
  const size = toSize(text.slice(second + 1).trimEnd())
  const place = size === undefined ? undefined : findPlace(text)
  if (place === undefined || size === undefined || place.functionStart >= first) return undefined
  return {
    symbol: text.slice(place.functionStart, first),
    file: text.slice(0, place.fileEnd),
    bytes: bytes.value,
    size,
  }
}

/** `dynamic,bounded` has a reliable maximum; `dynamic` alone is a floor. */
function toSize(qualifiers: string): FunctionFrame['size'] | undefined {
  if (qualifiers === 'static') return 'exact'
  const named = qualifiers.split(',', 4)
  if (!named.every((one) => Object.hasOwn(kinds, one))) return undefined
  if (named.includes('bounded')) return 'bounded'
  return kinds[named[0] ?? '']
}

interface Place {
  readonly fileEnd: number
  readonly functionStart: number
}

/** Where in `file:line:column:function`, of which Clang leaves out the column, what begins. */
function findPlace(text: string): Place | undefined {
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    const lineEnd = skip(text, colon + 1, isDigit)
    if (lineEnd === colon + 1 || text[lineEnd] !== ':') continue
    const columnEnd = skip(text, lineEnd + 1, isDigit)
    const hasColumn = columnEnd > lineEnd + 1 && text[columnEnd] === ':'
    return { fileEnd: colon, functionStart: (hasColumn ? columnEnd : lineEnd) + 1 }
  }
  return undefined
}
