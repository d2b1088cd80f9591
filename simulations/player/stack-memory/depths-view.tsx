// How deep stacks really get, and what is left unused of a stack that is as large for everybody.

import type { Table } from '../../engine/index.ts'
import { type MemoryModel, pageBytes } from '../../scenarios/kernel-stack/index.ts'
import { KeyRow } from '../key-row.tsx'
import { Bars } from '../plot.tsx'
import { toNumberText } from '../to-number-text.ts'
import type { View } from '../view.ts'
import { FormulaLink } from './formula-link.tsx'
import { readModel, toMemoryText, toPercentText } from './read-model.ts'

/** Where the counts are from, as a reader would say it. */
export const distributionNames: Readonly<Record<MemoryModel['depths']['id'], string>> = {
  intel: 'an Intel machine',
  'arm-64k': 'an ARM machine',
  uniform: 'no machine: even',
  pasted: 'your machine',
}

export function DepthBars({ model }: { readonly model: MemoryModel }) {
  const { classes } = model.depths
  return (
    <>
      <Bars
        label={describeDepths(model)}
        bars={classes.map(({ upToBytes, threads }) => ({
          key: String(upToBytes),
          label: `up to ${toMemoryText(upToBytes)}`,
          text: `${toNumberText(threads)} · ${toPercentText((threads * 100) / model.threads)}`,
          value: threads,
          className: upToBytes <= pageBytes ? 'mem-one' : 'mem-more',
        }))}
      />
      <KeyRow
        keys={[
          { className: 'mem-one', label: 'one page is enough' },
          { className: 'mem-more', label: 'more than a page' },
        ]}
      />
    </>
  )
}

function describeDepths({ depths, threads }: MemoryModel): string {
  const classes = depths.classes.map(
    (one) => `up to ${toMemoryText(one.upToBytes)}: ${toNumberText(one.threads)}`,
  )
  return `How deep the stacks of ${toNumberText(threads)} threads get. ${classes.join('; ')}.`
}

export const depthsView: View = {
  id: 'depths',
  title: 'How deep stacks really get',
  inference:
    'that the threads of this machine are as those that were counted: the proportions of 11 825 or 27 212 threads that ended are applied to all of them.',
  takeaway: (drawn) => {
    const { depths } = readModel(drawn).model
    return (
      <>
        By the counts of <FormulaLink to="depths">{distributionNames[depths.id]}</FormulaLink>,{' '}
        {toPercentText(depths.inOnePagePercent)} of the threads never use more than one page. Stacks
        that grow page by page would save {toPercentText(depths.savingPercent)} of what fixed 16K
        takes.
      </>
    )
  },
  draw: (drawn) => <DepthBars model={readModel(drawn).model} />,
  table: (drawn): Table => {
    const { depths, threads } = readModel(drawn).model
    return {
      id: 'depths',
      title: 'Threads by how much of their stack they use',
      columns: [
        { label: 'up to', unit: 'KiB' },
        { label: 'threads' },
        { label: 'share', unit: '%', digits: 2 },
      ],
      rows: depths.classes.map((one) => [
        String(one.upToBytes / 1024),
        one.threads,
        (one.threads * 100) / threads,
      ]),
    }
  },
}
