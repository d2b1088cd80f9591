// All runs at once: how the time of creating grows with the entries, and which part of it is whose.

import { scaleLinear, scaleLog } from 'd3-scale'
import { area, line } from 'd3-shape'
import type { Table } from '../../engine/index.ts'
import {
  publishedRuns,
  type StructureModel,
  toSeconds,
  type Values,
} from '../../scenarios/procfs-directory/index.ts'
import { KeyRow } from '../key-row.tsx'
import { Plot, percent, plotY } from '../plot.tsx'
import { toDurationText, toNumberText, toShortText } from '../to-number-text.ts'
import type { View } from '../view.ts'
import { FormulaLink } from './formula-link.tsx'
import { findStructure, interpolateVisits, readModel, structureNames } from './read-model.ts'

const parts = [
  { key: 'fixed', label: 'fixed', className: 'k-fixed' },
  { key: 'allocation', label: 'entries', className: 'k-alloc' },
  { key: 'naming', label: 'naming (inference)', className: 'k-naming' },
  { key: 'visits', label: '/proc', className: 'k-slice' },
] as const

export const curveHeight = 340

interface Sample {
  readonly n: number
  /** Seconds, in the order of `parts`. */
  readonly seconds: readonly number[]
  readonly total: number
}

/** Seconds at so many entries, from the visits of the curve and the prices of the values. */
export function priceAt(values: Values, structure: StructureModel, n: number): Sample {
  const share = n / (structure.curve.at(-1)?.[0] ?? n)
  const visits = interpolateVisits(structure.curve, n)
  const all = structure.create.visits
  const seconds = toSeconds(values, {
    structure: structure.id as Values['st'][number],
    registrations: n,
    entries: structure.entries * share,
    create: { visits, lines: all === 0 ? 0 : ((structure.create.lines ?? 0) * visits) / all },
  })
  return { n, seconds: parts.map(({ key }) => seconds[key]), total: seconds.total }
}

const sampleCount = 72

function sample(values: Values, structure: StructureModel, scale: 'linear' | 'log') {
  const last = structure.curve.at(-1)?.[0] ?? 1
  return Array.from({ length: sampleCount + 1 }, (_, index) => {
    const share = index / sampleCount
    const n = scale === 'log' ? last ** share : Math.max(1, last * share)
    return priceAt(values, structure, n)
  })
}

export interface CurvePictureProps {
  readonly values: Values
  readonly structures: readonly StructureModel[]
  /** The one whose parts are stacked. */
  readonly chosen: StructureModel
  readonly scale: 'linear' | 'log'
}

export function CurvePicture({ values, structures, chosen, scale }: CurvePictureProps) {
  const last = chosen.curve.at(-1)?.[0] ?? 1
  const pins = publishedRuns
    .filter(
      ({ operation, n, clock, id }) =>
        operation === 'create' && n <= last && (clock === 'sys' || id === 'none-create'),
    )
    .filter(({ id }) => id !== 'hash-create')
    .filter(({ naming }) => naming === values.naming)
    .flatMap(({ id, n, before, after, naming }) => [
      { key: `${id}-before`, n, seconds: before, label: naming === 'explicit' ? '2012' : '2014' },
      { key: `${id}-after`, n, seconds: after, label: '' },
    ])
  const most =
    Math.max(
      ...structures.map((structure) => priceAt(values, structure, last).total),
      ...pins.map(({ seconds }) => seconds),
      1e-9,
    ) * 1.04
  const isLog = scale === 'log'
  const x = isLog
    ? scaleLog([1, Math.max(10, last)], [0, 1])
    : scaleLinear([0, Math.max(1, last)], [0, 1])
  const floor = 1e-6
  const y = isLog ? scaleLog([floor, most], [0, 1]).clamp(true) : scaleLinear([0, most], [0, 1])
  const place = (seconds: number): number =>
    1000 * (1 - y(isLog ? Math.max(floor, seconds) : seconds))
  const pinY = (seconds: number): number => plotY(y(seconds), curveHeight)
  const labelYs = spreadLabels(pins.map(({ n, seconds }) => ({ n, y: pinY(seconds) + 4 })))
  const samples = sample(values, chosen, scale)
  const draw = line<readonly [number, number]>(
    ([n]) => 1000 * x(n),
    ([, seconds]) => place(seconds),
  )
  const stacked = parts.map((_, part) =>
    area<Sample>(
      ({ n }) => 1000 * x(n),
      ({ seconds }) => place(sum(seconds, part)),
      ({ seconds }) => place(sum(seconds, part + 1)),
    )(samples),
  )
  const end = samples.at(-1)
  return (
    <Plot
      label={`Seconds to create up to ${toNumberText(last)} entries, ${structureNames[chosen.id]}, by part`}
      height={curveHeight}
      x={{ title: 'entries', ticks: listTicks(x, { isLog, count: 3 }) }}
      y={{
        title: isLog ? 'seconds, each line ten times the one below' : 'seconds',
        ticks: listTicks(y, { isLog, count: 5, toText: isLog ? toPowerTick : toDurationTick }),
      }}
      over={
        <>
          {pins.map(({ key, n, seconds, label }, pin) => (
            <g key={key}>
              <circle className="pin" cx={percent(x(n))} cy={pinY(seconds)} r="5" />
              <text className="t-halo t-end t-pin" x={percent(x(n))} dx="-10" y={labelYs[pin]}>
                {toNumberText(seconds, 2)} s{label && `, ${label}`}
              </text>
            </g>
          ))}
          {!isLog &&
            end !== undefined &&
            parts.map(({ key, label }, part) => {
              const height = (end.seconds[part] ?? 0) / most
              const middle = (sum(end.seconds, part) + sum(end.seconds, part + 1)) / 2 / most
              return height < 0.08 ? null : (
                <text
                  key={key}
                  className="t-halo t-mid t-part"
                  x={percent(0.8)}
                  y={plotY(middle * 0.66, curveHeight) + 4}
                >
                  {label}
                </text>
              )
            })}
        </>
      }
    >
      {isLog
        ? parts.map(({ key, className }, part) => (
            <path
              key={key}
              className={`line part ${className}`}
              d={
                draw(
                  samples
                    .map(({ n, seconds }) => [n, seconds[part] ?? 0] as const)
                    // What is below the picture would lie on its edge.
                    .filter(([, seconds]) => seconds >= floor),
                ) ?? ''
              }
            />
          ))
        : parts.map(({ key, className }, part) => (
            <path key={key} className={`area ${className}`} d={stacked[part] ?? ''} />
          ))}
      {structures.map((structure) => (
        <path
          key={structure.id}
          className={`line total k-${structure.id} ${structure === chosen ? 'chosen' : ''}`}
          d={
            draw(sample(values, structure, scale).map(({ n, total }) => [n, total] as const)) ?? ''
          }
        />
      ))}
    </Plot>
  )
}

function sum(seconds: readonly number[], count: number): number {
  return seconds.slice(0, count).reduce((total, part) => total + part, 0)
}

/** Of pins at one place, from the highest down: no label lies on another. */
function spreadLabels(
  labels: readonly { readonly n: number; readonly y: number }[],
): readonly number[] {
  const ys: number[] = []
  for (const { n, y } of labels) {
    const above = labels[ys.length - 1]?.n === n ? (ys.at(-1) ?? 0) : Number.NEGATIVE_INFINITY
    ys.push(Math.max(y, above + labelPixels))
  }
  return ys
}

const labelPixels = 16

function toDurationTick(seconds: number): string {
  return seconds >= 1 ? `${toNumberText(seconds)} s` : toDurationText(seconds)
}

/** Powers of ten are whole in some unit. */
function toPowerTick(seconds: number): string {
  if (seconds >= 1) return toDurationTick(seconds)
  const microseconds = Math.round(seconds * 1e6)
  return microseconds < 1000 ? `${microseconds}\u00a0µs` : `${microseconds / 1000}\u00a0ms`
}

function listTicks(
  scale: ((value: number) => number) & { ticks: (count?: number) => number[] },
  {
    isLog,
    count,
    toText = (value) => toNumberText(value),
  }: {
    readonly isLog: boolean
    /** As many as there is room for on a phone. */
    readonly count: number
    readonly toText?: (value: number) => string
  },
) {
  const ticks = isLog
    ? scale.ticks(20).filter((tick) => Number.isInteger(Math.log10(tick)))
    : scale.ticks(count)
  return ticks.map((tick) => ({ at: scale(tick), label: toText(tick) }))
}

/** What the colours mean, with the totals: a list rather than a box in the picture. */
export function CurveKey({ values, structures, chosen }: Omit<CurvePictureProps, 'scale'>) {
  return (
    <KeyRow
      keys={[
        ...parts.map(({ key, label, className }) => ({
          className,
          label: (
            <>
              {label} <b>{toDurationText(chosen.seconds[key])}</b>
            </>
          ),
        })),
        ...structures.map(({ id, seconds }) => ({
          className: `stroke k-${id}`,
          label: (
            <>
              {id}, in all <b>{toDurationText(values.c_visit === 0 ? 0 : seconds.total)}</b>
            </>
          ),
        })),
      ]}
    />
  )
}

export const curveView: View = {
  id: 'curve',
  title: 'Where the time goes as the directory grows',
  inference: ({ naming }) =>
    naming === 'explicit'
      ? undefined
      : 'that naming takes the rest of the published time. __dev_alloc_name() scans every device for each new one, and a profile showed vsscanf(); nobody measured the part.',
  takeaway: (drawn) => {
    const { values, model } = readModel(drawn)
    const chosen = findStructure(model, 'list') ?? model.structures[0]
    if (chosen === undefined) return null
    const { seconds } = chosen
    const half = priceAt(values, chosen, Math.max(1, model.registrations / 2))
    const share = (seconds.visits / seconds.total) * 100
    return (
      <>
        {toNumberText(model.registrations)} entries as {chosen.id}:{' '}
        <FormulaLink to="time">{toDurationText(seconds.total)}</FormulaLink>, of which{' '}
        {toDurationText(seconds.visits)} in /proc ({toShortText(share)} %). With half the entries it
        is {toDurationText(half.total)}: what is quadratic falls to a quarter.
      </>
    )
  },
  draw: (drawn) => {
    const { values, model } = readModel(drawn)
    const chosen = findStructure(model, 'list') ?? model.structures[0]
    if (chosen === undefined) return null
    const all = { values, structures: model.structures, chosen }
    return (
      <>
        <CurvePicture {...all} scale="linear" />
        <CurveKey {...all} />
      </>
    )
  },
  table: (drawn): Table => {
    const { values, model } = readModel(drawn)
    return {
      id: 'curve',
      title: 'Seconds to create so many entries, after the cost model',
      note: 'T(n) = a·n + c_name·n(n−1)/2 if the kernel names + c_visit·visits + c_alloc·entries.',
      columns: [
        { label: 'entries' },
        ...model.structures.map(({ id }) => ({ label: id, unit: 's', digits: 3 })),
      ],
      rows: (model.structures[0]?.curve ?? []).map(([n]) => [
        toNumberText(n).replaceAll('\u00a0', ' '),
        ...model.structures.map((structure) => priceAt(values, structure, n).total),
      ]),
    }
  },
}
