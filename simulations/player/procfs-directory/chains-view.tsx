// How long the lists of a hash become, folded well and folded badly: the same hash, the same names.

import { scaleLinear } from 'd3-scale'
import type { Table } from '../../engine/index.ts'
import type { DirectoryModel, StructureModel } from '../../scenarios/procfs-directory/index.ts'
import { Picture, percent } from '../plot.tsx'
import { toNumberText, toShortText } from '../to-number-text.ts'
import type { Drawn, SideRun, Values, View } from '../view.ts'
import { FormulaLink } from './formula-link.tsx'
import { readModel } from './read-model.ts'

export const folds = ['hash_32', 'low'] as const
export type Fold = (typeof folds)[number]

const foldNames: Readonly<Record<Fold, string>> = {
  hash_32: 'folded with hash_32',
  low: 'low bits only',
}

export function toFoldRuns(values: Values): Readonly<Record<string, SideRun>> {
  return Object.fromEntries(
    folds.map((fold) => [
      `fold-${fold}`,
      {
        values: {
          ...values,
          st: ['hash'],
          ops: ['create'],
          fold,
          n: Math.min(Number(values.n), 30_000),
        },
        mode: 'count' as const,
      },
    ]),
  )
}

export interface Folded {
  readonly fold: Fold
  readonly hash: StructureModel
  readonly n: number
  readonly buckets: number
  /** Visits over those of perfectly even lists. */
  readonly overUniform: number
}

export function readFolds({ others }: Pick<Drawn, 'others'>): readonly Folded[] {
  return folds.flatMap((fold) => {
    const result = others[`fold-${fold}`]
    const model = result?.model as DirectoryModel | undefined
    const hash = model?.structures[0]
    if (model === undefined || hash === undefined) return []
    const buckets = hash.shape.chains.reduce((sum, [, lists]) => sum + lists, 0)
    const n = model.registrations
    const uniform = (n * (n - 1)) / 2 / buckets
    return [{ fold, hash, n, buckets, overUniform: hash.create.visits / Math.max(1, uniform) }]
  })
}

const rowHeight = 168
const binsMax = 32

export interface ChainsPictureProps {
  readonly folded: readonly Folded[]
}

export function ChainsPicture({ folded }: ChainsPictureProps) {
  const longest = Math.max(1, ...folded.map(({ hash }) => hash.shape.longestChain))
  const width = Math.max(1, Math.ceil((longest + 1) / binsMax))
  const count = Math.ceil((longest + 1) / width)
  return (
    <Picture
      className="sim-chains"
      height={folded.length * rowHeight}
      label={folded
        .map(
          ({ fold, hash, buckets }) =>
            `${foldNames[fold]}: ${buckets} lists, ${hash.shape.emptyBuckets} of them empty, the longest ${hash.shape.longestChain}.`,
        )
        .join(' ')}
    >
      {folded.map(({ fold, hash, buckets, overUniform }, row) => {
        const bins = binChains(hash.shape.chains, { width, count })
        const top = row * rowHeight
        const y = scaleLinear([0, Math.max(1, ...bins)], [0, 78])
        const base = top + 128
        return (
          <g key={fold} className={`fold-${fold}`}>
            <text className="t-strong" x="0" y={top + 15}>
              {foldNames[fold]}
            </text>
            <text className="t-num t-end" x="100%" y={top + 15}>
              {toNumberText(overUniform, 2)} × even
            </text>
            <text className="t-quiet" x="0" y={top + 33}>
              {toNumberText(hash.shape.emptyBuckets)} of {toNumberText(buckets)} lists empty, the
              longest {toNumberText(hash.shape.longestChain)}
            </text>
            {bins.map((lists, bin) => {
              const height = lists === 0 ? 0 : Math.max(2, y(lists))
              return (
                <rect
                  // biome-ignore lint/suspicious/noArrayIndexKey: bins never move.
                  key={bin}
                  className={bin === 0 && width === 1 ? 'k-empty' : `k-${fold}`}
                  x={percent(bin / count)}
                  width={percent(0.86 / count)}
                  y={base - height}
                  height={height}
                />
              )
            })}
            <line className="axis" x1="0" x2="100%" y1={base} y2={base} />
            <text className="t-tick" x="0" y={base + 15}>
              0 entries in a list
            </text>
            <text className="t-tick t-end" x="100%" y={base + 15}>
              {toNumberText(longest)}
            </text>
          </g>
        )
      })}
    </Picture>
  )
}

/** Lists by their length, so many lengths to a bin. */
export function binChains(
  chains: readonly (readonly [length: number, lists: number])[],
  { width, count }: { readonly width: number; readonly count: number },
): readonly number[] {
  const bins = Array.from({ length: count }, () => 0)
  for (const [length, lists] of chains) {
    const bin = Math.min(count - 1, Math.floor(length / width))
    bins[bin] = (bins[bin] ?? 0) + lists
  }
  return bins
}

export const chainsView: View = {
  id: 'chains',
  title: 'How evenly the hash spreads the names',
  inference:
    'which hash, fold and number of lists the RFC used is unknown; all three are parameters.',
  sideRuns: toFoldRuns,
  takeaway: (drawn) => {
    const { values } = readModel(drawn)
    const [good, bad] = readFolds(drawn)
    if (good === undefined || bad === undefined) return 'Being counted.'
    return (
      <>
        {toNumberText(good.n)} names in {toNumberText(good.buckets)} lists: folded with hash_32{' '}
        <FormulaLink to="visits">{toNumberText(good.hash.create.visits)} visits</FormulaLink>, by
        the low bits {toNumberText(bad.hash.create.visits)}, {toShortText(bad.overUniform)} times
        those of even lists.{' '}
        {values.hf === 'bytewise' &&
          'The digits of a name never reach the low four bits of the byte-wise hash.'}
      </>
    )
  },
  draw: (drawn) => <ChainsPicture folded={readFolds(drawn)} />,
  table: (drawn): Table => ({
    id: 'folds',
    title: 'Lists by fold',
    columns: [
      { label: 'fold' },
      { label: 'lists' },
      { label: 'empty' },
      { label: 'longest' },
      { label: 'visits' },
      { label: 'over even lists', digits: 2 },
    ],
    rows: readFolds(drawn).map(({ fold, hash, buckets, overUniform }) => [
      foldNames[fold],
      buckets,
      hash.shape.emptyBuckets,
      hash.shape.longestChain,
      hash.create.visits,
      overUniform,
    ]),
  }),
}
