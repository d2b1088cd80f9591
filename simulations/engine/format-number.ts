// Numbers as we write them, e.g. 449 985 000 and 70.5, the same in every language of a browser.

/** Groups of three with a space between, so many digits after the point, never `-0`. */
export function formatNumber(value: number, digits = 0): string {
  if (!Number.isFinite(value)) return String(value)
  const rounded = value.toFixed(digits)
  const isZero = Number(rounded) === 0
  const [whole = '', decimals] = (isZero ? rounded.replace('-', '') : rounded).split('.')
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, ' ')
  return decimals === undefined ? grouped : `${grouped}.${decimals}`
}
