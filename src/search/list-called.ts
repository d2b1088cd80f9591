// Which known names somebody means who has typed the beginning of one.

import { splitWords } from '#domain'
import type { SearchName } from '#store'

/** Those that are called so in any of their names, the last word begun; the value itself first. */
export function listCalled(known: readonly SearchName[], typed: string): readonly SearchName[] {
  const wanted = splitWords(typed).map(({ word }) => word)
  const last = wanted.at(-1) ?? ''
  const rank = (name: SearchName) => {
    if (name.value.startsWith(typed.toLowerCase())) return 0
    const words = [name.label, ...name.aliases].flatMap((called) =>
      splitWords(called).map(({ word }) => word),
    )
    const isCalledSo =
      last !== '' &&
      words.some((word) => word.startsWith(last)) &&
      wanted.slice(0, -1).every((word) => words.includes(word))
    return isCalledSo ? 1 : 2
  }
  return known
    .map((name) => ({ name, at: rank(name) }))
    .filter(({ at }) => at < 2)
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name)
}
