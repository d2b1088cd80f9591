// How much a reader may bring. By itself, so that a page can refuse more without the parsers.

const mebibyte = 1024 * 1024

/** A crash log of a day fits many times; a browser reads so much in a moment. */
export const pasteLengthMax = 5 * mebibyte

/** e.g. `Unexpected 17 MiB, expected at most 5.` */
export function refuseLength(length: number): string {
  return `Unexpected ${Math.ceil(length / mebibyte)} MiB, expected at most ${pasteLengthMax / mebibyte}.`
}
