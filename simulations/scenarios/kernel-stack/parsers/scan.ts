// Looking at text one character at a time: the small steps all parsers here are made of. Each goes
// forward only, so that no input, however odd, takes more than its length.

const space = 32
const tab = 9
const zero = 48
const nine = 57

export function isBlank(code: number): boolean {
  return code === space || code === tab || code === 0xa0
}

export function isDigit(code: number): boolean {
  return code >= zero && code <= nine
}

export function isHex(code: number): boolean {
  return isDigit(code) || ((code | 32) >= 97 && (code | 32) <= 102)
}

/** What may stand in the name of a kernel function, e.g. `do_execve_common.isra.25`. */
export function isSymbolPart(code: number): boolean {
  const lower = code | 32
  return isDigit(code) || (lower >= 97 && lower <= 122) || code === 95 || code === 46 || code === 36
}

/** The first place from `at` on where `isPart` no longer holds. */
export function skip(text: string, at: number, isPart: (code: number) => boolean): number {
  let end = at
  while (end < text.length && isPart(text.charCodeAt(end))) end++
  return end
}

export function skipBlanks(text: string, at: number): number {
  return skip(text, at, isBlank)
}

const digitsMax = 12

/** The decimal number between two places, which hold digits only; NaN if it is absurdly long. */
export function toDecimal(text: string, from: number, to: number): number {
  if (to - from > digitsMax) return Number.NaN
  let value = 0
  for (let at = from; at < to; at++) value = value * 10 + text.charCodeAt(at) - zero
  return value
}

/** A decimal number at `at`, and where it ends; nothing if there is none or it is absurdly long. */
export function readDecimal(
  text: string,
  at: number,
): { readonly value: number; readonly end: number } | undefined {
  const end = skip(text, at, isDigit)
  if (end === at || end - at > digitsMax) return undefined
  return { value: toDecimal(text, at, end), end }
}

const hexDigitsMax = 16

/** A hexadecimal number without `0x` at `at`, e.g. an address of the kernel, and where it ends. */
export function readHex(
  text: string,
  at: number,
): { readonly value: bigint; readonly end: number } | undefined {
  const end = skip(text, at, isHex)
  if (end === at || end - at > hexDigitsMax) return undefined
  return { value: BigInt(`0x${text.slice(at, end)}`), end }
}
