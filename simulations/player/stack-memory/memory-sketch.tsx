// A result in two lines, both of a hundred: what the stacks take, and how easily larger ones are had.
// For the margin of a position.

import { Bars } from '../plot.tsx'
import { toNumberText } from '../to-number-text.ts'
import type { Drawn } from '../view.ts'
import { readModel, toMemoryText, toPercentText } from './read-model.ts'

export function MemorySketch(drawn: Drawn) {
  const { model, values } = readModel(drawn)
  const policy = model.policies.find((one) => one.policy === model.chosen)
  const large = model.forks.find(({ id }) => id === 'contiguous-16k')
  return (
    <Bars
      label="What the stacks take of the memory, and of new threads how many get 16K at once"
      max={100}
      bars={[
        ...(policy === undefined
          ? []
          : [
              {
                key: 'memory',
                label: `${toNumberText(model.threads)} threads, ${policy.title}`,
                text: `${toMemoryText(policy.bytes)}, ${toPercentText(policy.percent)}`,
                value: Math.min(100, policy.percent),
                className: 'k-rest',
              },
            ]),
        ...(large === undefined
          ? []
          : [
              {
                key: 'forks',
                label: '16K in one piece, at once',
                text: `${toNumberText(large.served)} of ${toNumberText(values.forks)}`,
                value: (large.served * 100) / values.forks,
                className: 'mem-f-served',
              },
            ]),
      ]}
    />
  )
}
