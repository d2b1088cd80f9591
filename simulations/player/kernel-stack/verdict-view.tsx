// Every chain on every size under every policy: where it fits, and what becomes of it where not.

import { Fragment } from 'react'
import type { Table } from '../../engine/index.ts'
import { describeEnding, policies, type StackModel } from '../../scenarios/kernel-stack/index.ts'
import { KeyRow } from '../key-row.tsx'
import { Picture, percent } from '../plot.tsx'
import type { View } from '../view.ts'
import { EndingIcon, EndingSign } from './ending-sign.tsx'
import { FormulaLink } from './formula-link.tsx'
import { readModel, toBytesText, toLeftText } from './read-model.ts'

const headHeight = 30
const policyHeight = 28
const rowHeight = 32
/** The part of the width that sizes take. */
const sizeShare = 0.1

type Cell = StackModel['verdicts']['cells'][number]

interface PolicyRows {
  readonly id: string
  readonly title: string
  readonly rows: readonly { readonly sizeKib: number; readonly cells: readonly Cell[] }[]
}

/** What each policy offers, in rows of sizes. */
export function listPolicyRows({ verdicts: { cells } }: StackModel): readonly PolicyRows[] {
  return policies.map(({ id, title }) => {
    const own = cells.filter(({ policy, ending }) => policy === id && ending !== 'not-offered')
    const sizes = [...new Set(own.map(({ sizeKib }) => sizeKib))]
    return {
      id,
      title,
      rows: sizes.map((sizeKib) => ({
        sizeKib,
        cells: own.filter((cell) => cell.sizeKib === sizeKib),
      })),
    }
  })
}

export function VerdictPicture({ model }: { readonly model: StackModel }) {
  const { subjects } = model.verdicts
  const groups = listPolicyRows(model)
  const share = (1 - sizeShare) / subjects.length
  const heights = groups.map(({ rows }) => policyHeight + rows.length * rowHeight + 6)
  const height = headHeight + heights.reduce((sum, one) => sum + one, 0)
  let top = headHeight
  return (
    <Picture className="st-verdicts" label={describeVerdicts(model)} height={height}>
      {subjects.map(({ id }, at) => (
        <text
          key={id}
          className={`t-tick t-mid ${id === 'yours' ? 't-strong' : ''}`}
          x={percent(sizeShare + share * (at + 0.5))}
          y="16"
        >
          {nameSubject(id)}
        </text>
      ))}
      {groups.map(({ id, title, rows }, group) => {
        const from = top
        top += heights[group] ?? 0
        return (
          <Fragment key={id}>
            <text className="t-part" x="0" y={from + 18}>
              {title}
            </text>
            {rows.map(({ sizeKib, cells }, row) => {
              const y = from + policyHeight + row * rowHeight
              return (
                <Fragment key={sizeKib}>
                  <text className="t-num" x="0" y={y + 19}>
                    {sizeKib}K
                  </text>
                  {cells.map(({ subject, ending, headroom }, at) => {
                    if (ending === 'not-offered') return null
                    const x = sizeShare + share * at
                    return (
                      <g key={subject}>
                        <rect
                          className={`e-${ending}`}
                          x={percent(x)}
                          y={y}
                          width={percent(share - 0.004)}
                          height={rowHeight - 3}
                        />
                        <EndingSign ending={ending} x={percent(x + share / 2)} y={y + 4} />
                        <text
                          className="t-num t-cell t-mid"
                          x={percent(x + share / 2 - 0.002)}
                          y={y + 25}
                        >
                          {toLeftText(headroom)}
                        </text>
                      </g>
                    )
                  })}
                </Fragment>
              )
            })}
          </Fragment>
        )
      })}
    </Picture>
  )
}

/** Short enough for a column of a phone. */
export function nameSubject(id: string): string {
  if (id === 'yours') return 'as set'
  if (id === 'xfs-10.5k') return 'XFS'
  return id.replace(/^minchan(\d)$/u, 'no.\u00a0$1')
}

function describeVerdicts(model: StackModel): string {
  return listPolicyRows(model)
    .map(({ title, rows }) => {
      const words = rows.map(({ sizeKib, cells }) => {
        const fitting = cells.filter(({ ending }) => ending === 'fits').length
        return `${sizeKib}K ${fitting} of ${cells.length}`
      })
      return `${title}: ${words.join(', ')} fit.`
    })
    .join(' ')
}

export function EndingKey() {
  return (
    <KeyRow
      keys={(['fits', 'magic-lost', 'fields-lost', 'below-the-stack'] as const).map((ending) => ({
        className: `e-${ending}`,
        label: (
          <>
            <EndingIcon ending={ending} /> {describeEnding(ending)}
          </>
        ),
      }))}
    />
  )
}

export const verdictView: View = {
  id: 'verdicts',
  title: 'Every chain, every size, every policy',
  takeaway: (drawn) => {
    const { model, values } = readModel(drawn)
    const { cells, subjects } = model.verdicts
    const [small, large] = [8, 16].map((kib) =>
      cells.filter(({ policy, sizeKib }) => policy === 'config' && sizeKib === kib),
    )
    const count = (some: readonly Cell[] | undefined) =>
      (some ?? []).filter(({ ending }) => ending === 'fits').length
    const fitting = (small ?? []).filter(({ ending }) => ending === 'fits')
    const narrow = fitting.length === 1 ? fitting.find(({ headroom }) => headroom < 128) : undefined
    return (
      <>
        With <FormulaLink to="tail">a tail of {toBytesText(values.tail)}</FormulaLink>,{' '}
        {count(small)} of {subjects.length} chains fit into 8K and {count(large)} into 16K.
        {narrow !== undefined && (
          <>
            {' '}
            The one that fits into 8K, {nameSubject(narrow.subject)}, has{' '}
            {toBytesText(narrow.headroom)} left, which proves nothing.
          </>
        )}{' '}
        The numbers are <FormulaLink to="usable">bytes left</FormulaLink>.
      </>
    )
  },
  draw: (drawn) => {
    const { model } = readModel(drawn)
    return (
      <>
        <VerdictPicture model={model} />
        <EndingKey />
        <ul className="st-subjects">
          {model.verdicts.subjects.map(({ id, title }) => (
            <li key={id}>
              <b>{nameSubject(id)}</b> {title}
            </li>
          ))}
        </ul>
      </>
    )
  },
  table: (drawn): Table => {
    const { model } = readModel(drawn)
    return {
      id: 'verdicts',
      title: 'Every chain on every size under every policy, with the bytes left',
      note: 'A stack belongs to a thread, so each policy is for every thread. A policy offers what its row shows.',
      columns: [
        { label: 'policy' },
        { label: 'size', unit: 'KiB' },
        ...model.verdicts.subjects.map(({ id }) => ({ label: nameSubject(id) })),
      ],
      rows: listPolicyRows(model).flatMap(({ title, rows }) =>
        rows.map(({ sizeKib, cells }) => [
          title,
          sizeKib,
          ...cells.map(({ ending, headroom }) => `${describeEnding(ending)} ${headroom}`),
        ]),
      ),
    }
  },
}
