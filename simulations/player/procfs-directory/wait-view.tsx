// The half minute itself, lost again for real beside a wall clock.

import type { Table } from '../../engine/index.ts'
import { Bars } from '../plot.tsx'
import { toDurationText, toNumberText } from '../to-number-text.ts'
import type { View } from '../view.ts'
import { kernelSeconds, labRuns } from './lab-figures.ts'

export interface WaitPictureProps {
  /** Seconds on the reader's machine. */
  readonly own?: number
}

export function WaitPicture({ own }: WaitPictureProps) {
  return (
    <Bars
      label="Seconds to create 30 000 entries, by structure and placement"
      bars={[
        ...(own === undefined
          ? []
          : [
              {
                key: 'own',
                label: 'your machine, entries 4288 bytes apart',
                text: toDurationText(own),
                value: own,
                className: 'k-own',
              },
            ]),
        ...labRuns.map(({ id, label, seconds, className }) => ({
          key: id,
          label,
          text: toDurationText(seconds),
          value: seconds,
          className,
        })),
      ]}
    />
  )
}

export function toWaitTable(own?: number): Table {
  return {
    id: 'wait',
    title: 'Creating 30 000 entries, wall time',
    note: 'The first row is what system time fell by, as published; the others are single runs on our machine. The placement 4288 bytes apart was the third tried, so that it comes so close is partly luck.',
    columns: [
      { label: 'run' },
      { label: 'time', unit: 's', digits: 4 },
      { label: 'of the kernel’s', unit: '%', digits: 2 },
    ],
    rows: [
      ...(own === undefined ? [] : [['your machine', own, (own / kernelSeconds) * 100] as const]),
      ...labRuns.map(({ label, seconds }) => [label, seconds, (seconds / kernelSeconds) * 100]),
    ],
  }
}

export const waitView: View = {
  id: 'wait',
  title: 'Wait for it',
  takeaway: () => (
    <>
      A list of 30&nbsp;000 entries scattered over 128 MB took {toNumberText(32.7, 1)} s to fill in
      a browser, and the kernel lost {toNumberText(kernelSeconds, 2)} s. The same list packed into
      arrays takes about a second, a tree ten milliseconds.
    </>
  ),
  draw: () => <WaitPicture />,
  table: () => toWaitTable(),
}
