// The stacks of a result as folded lines, tail included, for the reader's own flame-graph tools.

import type { StackModel } from './model.ts'
import { formatFolded } from './parsers/folded.ts'

/** One root for each stack, so that tools draw them side by side. */
export function foldStacks({ stacks }: Pick<StackModel, 'stacks'>): string {
  return stacks
    .map(({ icicle: { frames, tail } }) => {
      const size = tail.to - tail.from
      return formatFolded([...frames, ...(size > 0 ? [{ symbol: '(hidden tail)', size }] : [])])
    })
    .join('')
}
