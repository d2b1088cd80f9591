// Lines of scripts/checkstack.pl: address, function, object and the bytes its frame takes.

import type { FunctionFrame } from './function-frame.ts'
import { isBlank, isHex, readDecimal, skip, skipBlanks } from './scan.ts'

/** `0xffffffff81150680 get_page_from_freelist [vmlinux]:	288`, or nothing. */
export function parseCheckstackRow(text: string): FunctionFrame | undefined {
  const start = skipBlanks(text, 0)
  if (!text.startsWith('0x', start)) return undefined
  const address = skip(text, start + 2, isHex)
  if (address === start + 2 || text[address] !== ' ') return undefined
  const open = text.indexOf(' [', address + 1)
  const close = text.indexOf(']:', open)
  if (open <= address || close <= open) return undefined
  const at = skipBlanks(text, close + 2)
  const size = parseSize(text, at)
  if (size === undefined || at === close + 2) return undefined
  return {
    symbol: text
      .slice(address + 1, open)
      .trim()
      .slice(0, symbolLengthMax),
    file: text.slice(open + 2, close),
    ...size,
  }
}

const symbolLengthMax = 256

function parseSize(text: string, at: number): Pick<FunctionFrame, 'bytes' | 'size'> | undefined {
  // A register, not a number, is subtracted from the stack pointer: nobody knows how much.
  if (text.startsWith('Dynamic (', at)) return { bytes: 0, size: 'at-least' }
  const number = readDecimal(text, at)
  if (number === undefined || skip(text, number.end, isBlank) !== text.length) return undefined
  return { bytes: number.value, size: 'exact' }
}
