// Threads being created when memory is short: who gets a stack at once, who waits, who gets none.

import type { Table } from '../../engine/index.ts'
import type { MemoryModel } from '../../scenarios/kernel-stack/index.ts'
import { KeyRow } from '../key-row.tsx'
import { Picture, percent } from '../plot.tsx'
import { toNumberText, toShortText } from '../to-number-text.ts'
import type { View } from '../view.ts'
import { FormulaLink } from './formula-link.tsx'
import { nameRounds, readModel } from './read-model.ts'

type Fork = MemoryModel['forks'][number]

const fates = ['served', 'stalled', 'failed'] as const

const rowHeight = 56

function toTotal({ served, stalled, failed }: Fork): number {
  return served + stalled + failed
}

/** e.g. `62 at once, 938 waited`. */
function sayFates({ served, stalled, failed }: Fork): string {
  return [
    `${toNumberText(served)} at once`,
    ...(stalled > 0 ? [`${toNumberText(stalled)} waited`] : []),
    ...(failed > 0 ? [`${toNumberText(failed)} got none`] : []),
  ].join(', ')
}

export function ForksPicture({ forks }: Pick<MemoryModel, 'forks'>) {
  return (
    <Picture
      className="mem-forks"
      label={forks.map((fork) => `${fork.title}: ${sayFates(fork)}.`).join(' ')}
      height={forks.length * rowHeight}
    >
      {forks.map((fork, index) => {
        const top = index * rowHeight
        const total = Math.max(1, toTotal(fork))
        let from = 0
        return (
          <g key={fork.id}>
            <text x="0" y={top + 14}>
              {fork.title}
            </text>
            <text className="t-num t-end" x="100%" y={top + 14}>
              {sayFates(fork)}
            </text>
            {fates.map((fate) => {
              const share = fork[fate] / total
              const x = from
              from += share
              return share === 0 ? null : (
                <g key={fate}>
                  <rect
                    className={`mem-f-${fate}`}
                    x={percent(x)}
                    width={percent(share)}
                    y={top + 21}
                    height="20"
                  />
                  {fate !== 'served' && (
                    <rect
                      className={`mem-over-${fate}`}
                      x={percent(x)}
                      width={percent(share)}
                      y={top + 21}
                      height="20"
                    />
                  )}
                </g>
              )
            })}
          </g>
        )
      })}
    </Picture>
  )
}

export function ForksKey() {
  return (
    <KeyRow
      keys={[
        { className: 'mem-f-served', label: 'got a stack at once' },
        { className: 'mem-f-stalled', label: 'waited for reclaim' },
        { className: 'mem-f-failed', label: 'got none' },
      ]}
    />
  )
}

const barsHeight = 54
const waitRow = 92

/** How long they waited: rounds of reclaim, each class twice as wide as the one before. */
export function WaitsPicture({ forks }: Pick<MemoryModel, 'forks'>) {
  const bins = Math.max(6, ...forks.map(({ roundsHistogram }) => roundsHistogram.length))
  const shown = forks.filter(({ roundsHistogram }) => roundsHistogram.some((count) => count > 0))
  const end = shown.length * waitRow
  const tickEvery = bins > 8 ? 2 : 1
  return (
    <Picture
      className="mem-waits"
      label={shown.map((fork) => `${fork.title}: ${sayWaits(fork)}.`).join(' ')}
      height={end + 34}
    >
      {shown.map((fork, row) => {
        const top = row * waitRow
        const most = Math.max(...fork.roundsHistogram)
        return (
          <g key={fork.id}>
            <text x="0" y={top + 14}>
              {fork.title}
            </text>
            <text className="t-num t-end" x="100%" y={top + 14}>
              {fork.roundsMax === 0
                ? 'nobody waits'
                : `at most ${toNumberText(fork.roundsMax)} ${fork.roundsMax === 1 ? 'round' : 'rounds'}`}
            </text>
            <line
              className="axis"
              x1="0"
              x2="100%"
              y1={top + 24 + barsHeight}
              y2={top + 24 + barsHeight}
            />
            {fork.roundsHistogram.map((count, bin) => {
              const height = count === 0 ? 0 : Math.max(1.5, (count / most) * (barsHeight - 14))
              return count === 0 ? null : (
                <g key={nameRounds(bin)}>
                  <rect
                    className={bin === 0 ? 'mem-f-served' : 'mem-f-stalled'}
                    x={percent((bin + 0.08) / bins)}
                    width={percent(0.84 / bins)}
                    y={top + 24 + barsHeight - height}
                    height={height}
                  />
                  <text
                    className="t-mid t-tick"
                    x={percent((bin + 0.5) / bins)}
                    y={top + 24 + barsHeight - height - 4}
                  >
                    {toNumberText(count)}
                  </text>
                </g>
              )
            })}
          </g>
        )
      })}
      {Array.from({ length: bins }, (_, bin) => nameRounds(bin)).map((name, bin) =>
        bin % tickEvery === 0 ? (
          <text key={name} className="t-mid t-tick" x={percent((bin + 0.5) / bins)} y={end + 10}>
            {name}
          </text>
        ) : null,
      )}
      <text className="t-quiet t-end" x="100%" y={end + 28}>
        rounds of reclaim that a thread waits for
      </text>
    </Picture>
  )
}

function sayWaits({ roundsHistogram }: Fork): string {
  return roundsHistogram
    .flatMap((count, bin) =>
      count === 0 ? [] : [`${toNumberText(count)} after ${nameRounds(bin)} rounds`],
    )
    .join(', ')
}

/** How many pages others lost for each thread that was created. */
function toPriceText(fork: Fork): string {
  return toShortText(fork.pagesReclaimed / Math.max(1, toTotal(fork) - fork.failed))
}

export const forksView: View = {
  id: 'forks',
  title: 'Creating threads when memory is short',
  inference:
    'how long the kernel tries. Up to eight pages it keeps reclaiming rather than fail; here a round frees 32 pages at random and there is no compaction, so waits for pieces are an upper bound.',
  takeaway: (drawn) => {
    const { model, values } = readModel(drawn)
    const large = model.forks.find(({ id }) => id === 'contiguous-16k')
    const single = model.forks.find(({ id }) => id === 'mapped-16k')
    if (large === undefined) return null
    return (
      <>
        Of {toNumberText(values.forks)} new threads that want 16K in one piece,{' '}
        <FormulaLink to="rounds">
          {toNumberText(large.served)} get it at once, {toNumberText(large.stalled)} wait,{' '}
          {toNumberText(large.failed)} get none
        </FormulaLink>
        {large.pagesReclaimed > 0 && <>; others give up {toPriceText(large)} pages for each</>}
        {single !== undefined && <>. As four single pages, {sayFates(single)}</>}.
      </>
    )
  },
  draw: (drawn) => {
    const { forks } = readModel(drawn).model
    return (
      <>
        <ForksPicture forks={forks} />
        <ForksKey />
        <WaitsPicture forks={forks} />
      </>
    )
  },
  table: (drawn): Table => {
    const { forks } = readModel(drawn).model
    return {
      id: 'forks',
      title: 'Threads created, by the way they ask for a stack',
      note: 'Rounds of reclaim of 32 pages each. Compaction is not modelled.',
      columns: [
        { label: 'stack' },
        { label: 'at once' },
        { label: 'waited' },
        { label: 'got none' },
        { label: 'most rounds' },
        { label: 'pages reclaimed' },
        { label: 'splits' },
        { label: 'merges' },
      ],
      rows: forks.map((fork) => [
        fork.title,
        fork.served,
        fork.stalled,
        fork.failed,
        fork.roundsMax,
        fork.pagesReclaimed,
        fork.splits,
        fork.merges,
      ]),
    }
  },
}
