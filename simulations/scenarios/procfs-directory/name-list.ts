// A list of names as a reader writes it, e.g. `lo,eth0,wlan0`.

import type { TextProblem } from '../../engine/index.ts'

export const namesLengthMax = 8192

const nameLengthMax = 255

/** What a list of names lacks, and the same list without it. */
export function findNameProblem(text: string): TextProblem | undefined {
  const names = splitNames(text)
  const isGood = (name: string): boolean =>
    name.length >= 1 && name.length <= nameLengthMax && /^[!-.0-~]+$/u.test(name)
  const good = [...new Set(names.filter(isGood))]
  const nearest = good.length === 0 ? 'eth0' : good.join(',')
  const bad = names.find((name) => !isGood(name))
  if (bad !== undefined) return { found: `\`${bad.slice(0, 24)}\``, nearest }
  if (good.length < names.length) return { found: 'a name twice', nearest }
  return undefined
}

export function splitNames(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim())
}
