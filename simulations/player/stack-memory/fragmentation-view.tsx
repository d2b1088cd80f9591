// Free memory in pieces: page by page, as /proc/buddyinfo counts it, and beside what chance gives.

import { scaleLinear, scaleLog } from 'd3-scale'
import type { Table } from '../../engine/index.ts'
import { expectAvailable, type MemoryModel } from '../../scenarios/kernel-stack/index.ts'
import { KeyRow } from '../key-row.tsx'
import { Plot, percent, plotY } from '../plot.tsx'
import { toNumberText, toShortText } from '../to-number-text.ts'
import type { View } from '../view.ts'
import { FormulaLink } from './formula-link.tsx'
import { readModel } from './read-model.ts'

export type Fragmentation = MemoryModel['fragmentation']

export const mosaicColumns = 128

/** What a page is in, by its letter in the mosaic. */
export interface PageKind {
  readonly id: 'used' | 'stack' | 'free-0' | 'free-1' | 'free-2' | 'free-3'
  readonly label: string
}

const pageKinds: readonly PageKind[] = [
  { id: 'used', label: 'in use, could be taken back' },
  { id: 'stack', label: 'a stack' },
  { id: 'free-0', label: 'free alone' },
  { id: 'free-1', label: 'two in one piece' },
  { id: 'free-2', label: 'four in one piece' },
  { id: 'free-3', label: 'eight and more' },
]

export function findKind(letter: string | undefined): PageKind['id'] {
  if (letter === '.' || letter === undefined) return 'used'
  if (letter === 's') return 'stack'
  return `free-${Math.min(3, Number.parseInt(letter, 16))}` as PageKind['id']
}

interface Run {
  readonly kind: PageKind['id']
  readonly x: number
  readonly y: number
  readonly width: number
}

/** Pages of one kind side by side, row by row. */
function listRuns(mosaic: string): readonly Run[] {
  const runs: Run[] = []
  for (let page = 0; page < mosaic.length; ) {
    const kind = findKind(mosaic[page])
    const from = page
    const rowEnd = (Math.floor(page / mosaicColumns) + 1) * mosaicColumns
    while (page < Math.min(rowEnd, mosaic.length) && findKind(mosaic[page]) === kind) page += 1
    runs.push({
      kind,
      x: from % mosaicColumns,
      y: Math.floor(from / mosaicColumns),
      width: page - from,
    })
  }
  return runs
}

export interface MosaicProps {
  readonly fragmentation: Fragmentation
  /** A page that is pointed at. */
  readonly picked?: number
}

/** 4096 pages: one shape for each kind, so that it stays a small picture. */
export function Mosaic({ fragmentation, picked }: MosaicProps) {
  const { mosaic } = fragmentation
  const rows = Math.ceil(mosaic.length / mosaicColumns)
  const runs = listRuns(mosaic)
  return (
    <svg
      className="sim-svg mem-mosaic"
      role="img"
      data-export=""
      aria-label={describeMosaic(mosaic)}
      viewBox={`0 0 ${mosaicColumns} ${rows}`}
      width="100%"
    >
      <rect className="mem-p-used" width={mosaicColumns} height={rows} />
      {pageKinds.slice(1).map(({ id }) => (
        <path
          key={id}
          className={`mem-p-${id}`}
          d={runs
            .filter(({ kind }) => kind === id)
            .map(({ x, y, width }) => `M${x} ${y}h${width}v1h-${width}z`)
            .join('')}
        />
      ))}
      {picked !== undefined && (
        <rect
          className="mem-picked"
          x={(picked % mosaicColumns) - 0.5}
          y={Math.floor(picked / mosaicColumns) - 0.5}
          width="2"
          height="2"
        />
      )}
    </svg>
  )
}

function countKinds(mosaic: string): ReadonlyMap<PageKind['id'], number> {
  const counts = new Map<PageKind['id'], number>()
  for (const letter of mosaic) {
    const kind = findKind(letter)
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return counts
}

function describeMosaic(mosaic: string): string {
  const counts = countKinds(mosaic)
  const kinds = pageKinds
    .filter(({ id }) => counts.has(id))
    .map(({ id, label }) => `${toNumberText(counts.get(id) ?? 0)} ${label}`)
  return `The first ${toNumberText(mosaic.length)} pages: ${kinds.join(', ')}.`
}

function MosaicKey({ fragmentation }: Pick<MosaicProps, 'fragmentation'>) {
  const counts = countKinds(fragmentation.mosaic)
  return (
    <KeyRow
      keys={pageKinds
        .filter(({ id }) => counts.has(id))
        .map(({ id, label }) => ({
          className: `mem-p-${id}`,
          label: (
            <>
              {label} <b>{toNumberText(counts.get(id) ?? 0)}</b>
            </>
          ),
        }))}
    />
  )
}

/** As a reader's own machine prints it. */
function BuddyLine({ fragmentation }: Pick<MosaicProps, 'fragmentation'>) {
  const counts = fragmentation.buddyinfo.map((count) => String(count).padStart(6)).join(' ')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is scrolled by keyboard.
    <section className="mem-buddyinfo" aria-label="Free blocks by order" tabIndex={0}>
      <pre>
        <code>{`$ cat /proc/buddyinfo\nNode 0, zone   Normal ${counts}`}</code>
      </pre>
    </section>
  )
}

export const chanceHeight = 330
const floorBlocks = 0.1
const orderNames = ['', 'two pages, f²', 'four pages, f⁴', 'eight pages, f⁸'] as const
const sampleCount = 48

export function ChancePicture({ fragmentation }: Pick<MosaicProps, 'fragmentation'>) {
  const { curve, zonePages, freePercent, available } = fragmentation
  const last = curve.at(-1)?.percent ?? 50
  const x = scaleLinear([0, last], [0, 1])
  const y = scaleLog([floorBlocks, zonePages / 2], [0, 1]).clamp(true)
  const orders = available.map(({ order }) => order)
  const isHere = freePercent <= last
  return (
    <Plot
      label={describeChance(fragmentation)}
      height={chanceHeight}
      x={{
        title: 'free memory, per cent, taken at random',
        ticks: [0, 10, 20, 30, 40, 50]
          .filter((tick) => tick <= last)
          .map((tick) => ({ at: x(tick), label: String(tick) })),
      }}
      y={{
        title: 'free blocks, each line ten times the one below',
        ticks: [1, 10, 100, 1000, 10_000, 100_000]
          .filter((tick) => tick <= zonePages / 2)
          .map((tick) => ({ at: y(tick), label: toNumberText(tick) })),
      }}
      over={
        <>
          {isHere && (
            <line
              className="mem-now"
              x1={percent(x(freePercent))}
              x2={percent(x(freePercent))}
              y1={plotY(1, chanceHeight)}
              y2={plotY(0, chanceHeight)}
            />
          )}
          {curve.map(({ percent: share, orders: counted }) =>
            counted.map(({ order, blocks }) => (
              <circle
                key={`${share}-${order}`}
                className={`mem-dot mem-o-${order} ${blocks === 0 ? 'none' : ''}`}
                cx={percent(x(share))}
                cy={plotY(y(Math.max(floorBlocks, blocks)), chanceHeight)}
                r="3.5"
              />
            )),
          )}
          {isHere &&
            available.map(({ order, blocks }) => (
              <circle
                key={order}
                className={`mem-here mem-o-${order}`}
                cx={percent(x(freePercent))}
                cy={plotY(y(Math.max(floorBlocks, blocks)), chanceHeight)}
                r="7"
              />
            ))}
          {orders.map((order) => {
            const at = 0.66
            const share = (last * at) / 100
            return (
              <text
                key={order}
                className="t-halo t-part"
                x={percent(at)}
                y={plotY(y(expectAvailable(zonePages, share, order)), chanceHeight) + 22}
              >
                {orderNames[order]}
              </text>
            )
          })}
        </>
      }
    >
      {orders.map((order) => (
        <path
          key={order}
          className={`line mem-o-${order}`}
          d={Array.from({ length: sampleCount }, (_, index) => {
            const share = (last * (index + 1)) / sampleCount / 100
            const expected = expectAvailable(zonePages, share, order)
            return { share, expected }
          })
            .filter(({ expected }) => expected >= floorBlocks)
            .map(
              ({ share, expected }, index) =>
                `${index === 0 ? 'M' : 'L'}${(1000 * x(share * 100)).toFixed(1)} ${(1000 * (1 - y(expected))).toFixed(1)}`,
            )
            .join('')}
        />
      ))}
    </Plot>
  )
}

function describeChance({ curve }: Fragmentation): string {
  const points = curve
    .filter(({ percent: share }) => [5, 10, 20, 50].includes(share))
    .map(
      ({ percent: share, orders }) =>
        `at ${share} per cent free ${orders.map(({ blocks }) => toNumberText(blocks)).join(', ')}`,
    )
  return `Free blocks of two, four and eight pages: ${points.join('; ')}. The curves are what chance gives.`
}

function ChanceKey() {
  return (
    <KeyRow
      keys={[
        { className: 'stroke mem-chance', label: 'by chance' },
        {
          className: 'mem-counted',
          label: 'counted by the allocator; hollow where there is none',
        },
        { className: 'mem-ring', label: 'this machine now' },
      ]}
    />
  )
}

function AvailableList({ fragmentation }: Pick<MosaicProps, 'fragmentation'>) {
  return (
    <dl className="sim-counters mem-available">
      {fragmentation.available.map(({ order, blocks, expected }) => (
        <div key={order}>
          <dt>{orderNames[order]?.split(',')[0]} in one piece</dt>
          <dd>
            {toNumberText(blocks)} <span className="note">chance {toShortText(expected)}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** All that stands below the mosaic, which a reader may walk or not. */
export function BelowMosaic({ fragmentation }: Pick<MosaicProps, 'fragmentation'>) {
  return (
    <>
      <MosaicKey fragmentation={fragmentation} />
      <BuddyLine fragmentation={fragmentation} />
      <AvailableList fragmentation={fragmentation} />
      <ChancePicture fragmentation={fragmentation} />
      <ChanceKey />
    </>
  )
}

export const fragmentationView: View = {
  id: 'fragmentation',
  title: 'Free memory in one piece',
  inference:
    'that free pages lie at random. Real kernels group pages by use and compact them, so that larger pieces survive; clustering is there to try that, and its values are ours.',
  takeaway: (drawn) => {
    const { fragmentation } = readModel(drawn).model
    const { available, freePages, freePercent } = fragmentation
    const four = available.find(({ order }) => order === 2)
    return (
      <>
        {toNumberText(freePercent, freePercent < 1 ? 2 : 0)} % free are {toNumberText(freePages)}{' '}
        pages. Side by side they make {toNumberText(four?.blocks ?? 0)} stacks of 16K, where{' '}
        <FormulaLink to="chance">chance gives {toShortText(four?.expected ?? 0)}</FormulaLink>; as
        single pages, mapped, {toNumberText(Math.floor(freePages / 4))}.
      </>
    )
  },
  draw: (drawn) => {
    const { fragmentation } = readModel(drawn).model
    return (
      <>
        <Mosaic fragmentation={fragmentation} />
        <BelowMosaic fragmentation={fragmentation} />
      </>
    )
  },
  table: (drawn): Table => {
    const { curve } = readModel(drawn).model.fragmentation
    return {
      id: 'fragmentation',
      title: 'Whole blocks in free memory, counted and expected by chance',
      columns: [
        { label: 'free', unit: '%' },
        { label: 'two pages' },
        { label: 'f²', digits: 1 },
        { label: 'four pages' },
        { label: 'f⁴', digits: 2 },
        { label: 'eight pages' },
        { label: 'f⁸', digits: 4 },
      ],
      rows: curve.map(({ percent: share, orders }) => [
        String(share),
        ...orders.flatMap(({ blocks, expected }) => [blocks, expected]),
      ]),
    }
  },
}
