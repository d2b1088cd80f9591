// The same visits, the entries further apart in memory: what a visit costs is where they lie.

import type { Table } from '../../engine/index.ts'
import { type Bar, Bars } from '../plot.tsx'
import { toNumberText } from '../to-number-text.ts'
import type { View } from '../view.ts'
import { FormulaLink } from './formula-link.tsx'
import { kernelNs, placements } from './lab-figures.ts'

export interface OwnTime {
  readonly placement: string
  readonly ns: number
}

export interface MemoryPictureProps {
  /** Measured on the reader's machine, as far as it has come. */
  readonly own: readonly OwnTime[]
}

export function MemoryPicture({ own }: MemoryPictureProps) {
  const bars: readonly Bar[] = [
    ...placements.flatMap(({ id, label, spans, c }): readonly Bar[] => {
      const mine = own.find(({ placement }) => placement === id)
      return [
        {
          key: id,
          label: `${label}, ${spans}`,
          text: `${toNumberText(c, 1)} ns in C`,
          value: c,
          className: 'k-list',
        },
        ...(mine === undefined
          ? []
          : [
              {
                key: `${id}-own`,
                label: 'your machine',
                text: `${toNumberText(mine.ns, 1)} ns`,
                value: mine.ns,
                className: 'k-own',
              },
            ]),
      ]
    }),
    {
      key: 'kernel',
      label: 'the kernel of 2014, computed from what it saved',
      text: `${toNumberText(kernelNs, 1)} ns`,
      value: kernelNs,
      className: 'k-published',
    },
  ]
  return <Bars label="Nanoseconds per visit of a list entry, by placement in memory" bars={bars} />
}

export function toMemoryTable(own: readonly OwnTime[]): Table {
  return {
    id: 'memory',
    title: 'Nanoseconds per visit, by placement in memory',
    note: 'C and JavaScript: our machine, single runs, entries of 192 bytes. The placements are illustrations: a kernel packs 21 such entries into a page.',
    columns: [
      { label: 'entries lie' },
      { label: '30 000 span' },
      { label: 'C', unit: 'ns', digits: 1 },
      { label: 'JavaScript', unit: 'ns', digits: 1 },
      ...(own.length > 0 ? [{ label: 'your machine', unit: 'ns', digits: 1 }] : []),
    ],
    rows: placements.map(({ id, label, spans, c, js }) => [
      label,
      spans,
      c,
      js,
      ...(own.length > 0 ? [own.find(({ placement }) => placement === id)?.ns ?? null] : []),
    ]),
  }
}

export const memoryView: View = {
  id: 'memory',
  title: 'Memory is the algorithm',
  takeaway: () => (
    <>
      One loop, the same 449&nbsp;985&nbsp;000 visits, the entries laid out in four ways: from 6.8
      to 68 ns for each. The kernel’s{' '}
      <FormulaLink to="visit-ns">{toNumberText(kernelNs, 1)} ns</FormulaLink> are what waiting for
      memory costs, not what comparing names costs.
    </>
  ),
  draw: () => <MemoryPicture own={[]} />,
  table: () => toMemoryTable([]),
}
