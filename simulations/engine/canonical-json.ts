// One text for one value: keys sorted, nothing undefined, no number that JSON lacks.

/** The text; throws on what has none, which is a fault of the scenario. */
export function toCanonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') {
    return JSON.stringify(value)
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) {
      throw new RangeError(`Unexpected number ${value}, expected a finite one`)
    }
    return JSON.stringify(value === 0 ? 0 : value)
  }
  if (Array.isArray(value)) return `[${value.map(toCanonicalJson).join(',')}]`
  if (ArrayBuffer.isView(value)) {
    return toCanonicalJson(Array.from(value as unknown as ArrayLike<number>))
  }
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${toCanonicalJson(member)}`)
    return `{${members.join(',')}}`
  }
  throw new TypeError(`Unexpected ${typeof value}, expected a JSON value`)
}
