// The half minute that was lost, cut off the published times: what can be saved, and no more.

import type { Table } from '../../engine/index.ts'
import { type PublishedRun, publishedRuns } from '../../scenarios/procfs-directory/index.ts'
import { Picture, percent } from '../plot.tsx'
import { toNumberText } from '../to-number-text.ts'
import type { Drawn, View } from '../view.ts'
import { FormulaLink } from './formula-link.tsx'
import { findStructure, readModel } from './read-model.ts'

const rowHeight = 112
const barTop = 24
const barHeight = 24

/** Which published runs the values speak of. */
export function findRuns({ values }: Pick<Drawn, 'values'>): readonly PublishedRun[] {
  const ids = values.naming === 'explicit' ? ['none-create'] : ['tree-create', 'tree-remove']
  return publishedRuns.filter(({ id }) => ids.includes(id))
}

export function nameRun({ operation, n, naming }: PublishedRun): string {
  const what = `${toNumberText(n)} ${naming === 'explicit' ? 'named ' : ''}interfaces`
  return operation === 'create' ? `Creating ${what}` : `Removing ${what}`
}

/** How many times as fast a run is with so much of the slice removed. */
export function toSpeedup({ before, after }: PublishedRun, removed: number): number {
  return before / (before - (before - after) * removed)
}

export interface HeroPictureProps {
  readonly runs: readonly PublishedRun[]
  /** How much of the slice is gone, from 0 to 1. */
  readonly removed: number
}

export function HeroPicture({ runs, removed }: HeroPictureProps) {
  const most = Math.max(...runs.map(({ before }) => before)) * 1.03
  return (
    <Picture
      className="sim-hero"
      height={runs.length * rowHeight}
      label={runs
        .map(
          (run) =>
            `${nameRun(run)}: ${run.before} s, of which ${toNumberText(run.before - run.after, 2)} s are cut off.`,
        )
        .join(' ')}
    >
      {runs.map((run, index) => {
        const { before, after } = run
        const top = index * rowHeight
        const kept = after / most
        const slice = (before - after) / most
        const shift = 0.012 * removed
        const drop = 30 * removed
        const left = before - (before - after) * removed
        return (
          <g key={run.id}>
            <text className="t-strong" x="0" y={top + 15}>
              {nameRun(run)}
            </text>
            <text className="t-num t-end" x="100%" y={top + 15}>
              {toNumberText(left, 2)} s
            </text>
            <rect
              className="k-rest"
              x="0"
              y={top + barTop}
              width={percent(kept)}
              height={barHeight}
            />
            <rect
              className="ghost"
              x={percent(kept)}
              y={top + barTop + 0.5}
              width={percent(slice)}
              height={barHeight - 1}
            />
            <rect
              className="k-slice"
              x={percent(kept + shift)}
              y={top + barTop + drop}
              width={percent(slice)}
              height={barHeight}
            />
            <text className="t-on-bar" x="8" y={top + barTop + 16}>
              {toNumberText(after, 2)} s
            </text>
            <text
              className="t-slice t-end"
              x={percent(Math.min(1, kept + shift + slice))}
              y={top + barTop + drop + barHeight + 16}
            >
              {toNumberText(before - after, 2)} s in /proc,{' '}
              {toNumberText((1 - after / before) * 100, 1)} %
            </text>
          </g>
        )
      })}
    </Picture>
  )
}

export const heroView: View = {
  id: 'hero',
  title: 'The lost half minute',
  takeaway: (drawn) => {
    const { model } = readModel(drawn)
    const runs = findRuns(drawn)
    const [first] = runs
    if (first === undefined) return null
    const list = findStructure(model, 'list')?.create.visits
    const tree = findStructure(model, 'rbtree')?.create.visits
    const share = list && tree !== undefined ? (1 - tree / list) * 100 : undefined
    return (
      <>
        {nameRun(first)} took{' '}
        <FormulaLink to="published">{toNumberText(first.before, 2)} s</FormulaLink>;{' '}
        {toNumberText(first.before - first.after, 2)} s of that went when the list went. Were /proc
        free, it would be{' '}
        <FormulaLink to="ceiling">{toNumberText(toSpeedup(first, 1), 2)} times</FormulaLink> as
        fast, and no structure can do better.
        {share !== undefined && (
          <>
            {' '}
            Of the visits the tree spares{' '}
            <FormulaLink to="visits">{toNumberText(share, 2)} %</FormulaLink>.
          </>
        )}
      </>
    )
  },
  draw: (drawn) => <HeroPicture runs={findRuns(drawn)} removed={1} />,
  table: (drawn): Table => ({
    id: 'hero',
    title: 'Published seconds, and the most that a free /proc could save',
    note: 'The ceiling is Amdahl’s law: before over after. Published times are of 2014 and, for named interfaces, of 2012.',
    columns: [
      { label: 'run' },
      { label: 'before', unit: 's', digits: 3 },
      { label: 'after', unit: 's', digits: 3 },
      { label: 'saved', unit: 's', digits: 3 },
      { label: 'share', unit: '%', digits: 1 },
      { label: 'ceiling', unit: 'times', digits: 3 },
    ],
    rows: findRuns(drawn).map((run) => [
      nameRun(run).replaceAll('\u00a0', ' '),
      run.before,
      run.after,
      run.before - run.after,
      (1 - run.after / run.before) * 100,
      run.before / run.after,
    ]),
  }),
}
