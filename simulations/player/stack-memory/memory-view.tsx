// What all stacks of a machine take, under each policy, and how far that is from what it has.

import { scaleLinear, scaleLog } from 'd3-scale'
import type { Table } from '../../engine/index.ts'
import type { MemoryModel, PolicyId } from '../../scenarios/kernel-stack/index.ts'
import { KeyRow } from '../key-row.tsx'
import { Bars, Plot, percent, plotY } from '../plot.tsx'
import { toNumberText } from '../to-number-text.ts'
import type { View } from '../view.ts'
import { FormulaLink } from './formula-link.tsx'
import { policyNames, readModel, toMemoryText, toPercentText } from './read-model.ts'

export const memoryHeight = 340
const logThreads: readonly [number, number] = [10, 1_000_000]
const floorBytes = 32 * 1024

/** Published in 2024: the stacks of one machine, all of one size, and grown as far as they were used. */
const published = [
  { threads: 4_632, bytes: 74_112 * 1024 },
  { threads: 4_632, bytes: 18_684 * 1024 },
] as const

export type MemoryScale = 'log' | 'linear'

/** How far the axis of threads goes. */
export function toThreadRange(
  { threads }: Pick<MemoryModel, 'threads'>,
  scale: MemoryScale,
): readonly [number, number] {
  return scale === 'log' ? logThreads : [0, Math.max(10, threads * 2)]
}

interface Line {
  /** The first of the policies that share it. */
  readonly key: PolicyId
  readonly bytes: number
  readonly perThread: number
  readonly titles: readonly string[]
  readonly isChosen: boolean
}

/** One line for all policies that take as much, the largest first. */
function listLines({ policies, chosen, threads }: MemoryModel): readonly Line[] {
  const sizes = [...new Set(policies.map(({ bytes }) => bytes))].sort((a, b) => b - a)
  return sizes.flatMap((bytes) => {
    const same = policies.filter((one) => one.bytes === bytes)
    const key = same[0]?.policy
    if (key === undefined) return []
    return [
      {
        key,
        bytes,
        perThread: bytes / threads,
        titles: same.map(({ title }) => title),
        isChosen: same.some(({ policy }) => policy === chosen),
      },
    ]
  })
}

export interface MemoryPictureProps {
  readonly model: MemoryModel
  readonly scale: MemoryScale
}

export function MemoryPicture({ model, scale }: MemoryPictureProps) {
  const { ramBytes, threads } = model
  const isLog = scale === 'log'
  const lines = listLines(model)
  const [first, last] = toThreadRange(model, scale)
  const most = Math.max(...lines.map(({ perThread }) => perThread)) * last
  const ceiling = isLog ? Math.max(most, ramBytes) * 2.5 : most * 1.06
  const x = isLog ? scaleLog([first, last], [0, 1]) : scaleLinear([first, last], [0, 1])
  const y = isLog
    ? scaleLog([floorBytes, ceiling], [0, 1]).clamp(true)
    : scaleLinear([0, ceiling], [0, 1])
  const levels = [
    { key: 'ram', label: `all memory, ${toMemoryText(ramBytes)}`, bytes: ramBytes },
    { key: 'percent', label: '1 % of it', bytes: ramBytes / 100 },
  ].filter(({ bytes }) => bytes > floorBytes && bytes < ceiling)
  // The name of a level stands on the side where the lines are below or above it, not across.
  const steepest = Math.max(...lines.map(({ perThread }) => perThread))
  const isLabelLeft = (bytes: number): boolean => x(Math.max(1, bytes / steepest)) > 0.45
  const place = (n: number, bytes: number): string =>
    `${(1000 * x(n)).toFixed(1)} ${(1000 * (1 - y(bytes))).toFixed(1)}`
  return (
    <Plot
      label={describeMemory(model)}
      height={memoryHeight}
      x={{
        title: 'threads',
        ticks: (isLog ? [10, 1e3, 1e5] : x.ticks(3)).map((n) => ({
          at: x(n),
          label: toNumberText(n),
        })),
      }}
      y={{
        title: isLog ? 'memory for stacks, both axes by powers' : 'memory for stacks',
        ticks: listByteTicks(ceiling, isLog)
          .map((bytes) => ({ at: y(bytes), label: toMemoryText(bytes) }))
          // Not under a line of its own, nor into the title.
          .filter(
            ({ at }) => at < 0.96 && levels.every(({ bytes }) => Math.abs(y(bytes) - at) > 0.04),
          ),
      }}
      over={
        <>
          {levels.map(({ key, label, bytes }) => (
            <g key={key}>
              <line
                className={`mem-level mem-${key}`}
                x1="0"
                x2="100%"
                y1={plotY(y(bytes), memoryHeight)}
                y2={plotY(y(bytes), memoryHeight)}
              />
              <text
                className={`t-halo t-strong ${isLabelLeft(bytes) ? 't-mid' : 't-end'}`}
                x={isLabelLeft(bytes) ? '22%' : '100%'}
                y={plotY(y(bytes), memoryHeight) - 5}
              >
                {label}
              </text>
            </g>
          ))}
          <line
            className="mem-now"
            x1={percent(x(threads))}
            x2={percent(x(threads))}
            y1={plotY(1, memoryHeight)}
            y2={plotY(0, memoryHeight)}
          />
          {published
            .filter((one) => one.threads >= first && one.threads <= last && one.bytes <= ceiling)
            .map((one) => (
              <circle
                key={one.bytes}
                className="pin"
                cx={percent(x(one.threads))}
                cy={plotY(y(one.bytes), memoryHeight)}
                r="5"
              />
            ))}
          {lines.map(({ key, bytes, isChosen }) => (
            <circle
              key={key}
              className={`mem-dot m-${key}`}
              cx={percent(x(threads))}
              cy={plotY(y(bytes), memoryHeight)}
              r={isChosen ? 6 : 3.5}
            />
          ))}
        </>
      }
    >
      {lines.map(({ key, perThread, isChosen }) => {
        const from = isLog ? Math.max(first, floorBytes / perThread) : first
        return (
          <path
            key={key}
            className={`line m-${key} ${isChosen ? 'total chosen' : ''}`}
            d={`M${place(from, perThread * from)}L${place(last, perThread * last)}`}
          />
        )
      })}
    </Plot>
  )
}

const kib = 1024

function listByteTicks(ceiling: number, isLog: boolean): readonly number[] {
  if (isLog)
    return [1, 32, 1024, 32 * 1024, 1024 * 1024]
      .map((mib) => mib * kib * kib)
      .filter((bytes) => bytes < ceiling)
  let step = 4 * kib
  while (ceiling / step > 5) step *= 2
  return Array.from({ length: Math.floor(ceiling / step) + 1 }, (_, index) => index * step)
}

function describeMemory(model: MemoryModel): string {
  const { ramBytes, threads } = model
  const lines = listLines(model).map(
    ({ titles, bytes }) => `${titles.join(', ')}: ${toMemoryText(bytes)}`,
  )
  return `Memory for the stacks of ${toNumberText(threads)} threads, of ${toMemoryText(ramBytes)}. ${lines.join('; ')}.`
}

export function MemoryKey({ model }: Pick<MemoryPictureProps, 'model'>) {
  return (
    <KeyRow
      keys={[
        ...listLines(model).map(({ key, titles }) => ({
          className: `stroke m-${key}`,
          label: titles.join(', '),
        })),
        { className: 'mem-published', label: 'published for 4632 threads in 2024' },
      ]}
    />
  )
}

/** Every policy with what it takes, one below the other. */
export function PolicyBars({ model }: Pick<MemoryPictureProps, 'model'>) {
  return (
    <Bars
      label={describeMemory(model)}
      bars={model.policies.map(({ policy, bytes, percent: share }) => ({
        key: policy,
        label: `${policyNames[policy]}${policy === model.chosen ? ', chosen' : ''}`,
        text: `${toMemoryText(bytes)} · ${toPercentText(share)}`,
        value: bytes,
        className: `m-${policy}`,
      }))}
    />
  )
}

export const memoryView: View = {
  id: 'memory',
  title: 'What the stacks of all threads take',
  takeaway: (drawn) => {
    const { model } = readModel(drawn)
    const { extra, threads, ramBytes } = model
    const chosen = model.policies.find(({ policy }) => policy === model.chosen)
    return (
      <>
        {toNumberText(threads)} threads, {chosen?.title ?? ''}:{' '}
        <FormulaLink to="stacks">{toMemoryText(chosen?.bytes ?? 0)}</FormulaLink> of{' '}
        {toMemoryText(ramBytes)}, {toPercentText(chosen?.percent ?? 0)}. 8 KiB more for each of them
        are <FormulaLink to="extra">{toMemoryText(extra.bytes)}</FormulaLink>,{' '}
        {toPercentText(extra.percent)}; one per cent of this machine it would be at{' '}
        {toNumberText(extra.onePercentThreads)} threads.
      </>
    )
  },
  draw: (drawn) => {
    const { model } = readModel(drawn)
    return (
      <>
        <PolicyBars model={model} />
        <MemoryPicture model={model} scale="log" />
        <MemoryKey model={model} />
      </>
    )
  },
  table: (drawn): Table => {
    const { policies, series } = readModel(drawn).model
    return {
      id: 'memory',
      title: 'Memory of all stacks by number of threads',
      columns: [
        { label: 'threads' },
        ...policies.map(({ policy }) => ({ label: policyNames[policy], unit: 'KiB' })),
      ],
      rows: series.map(({ threads, bytes }) => [
        toNumberText(threads).replaceAll('\u00a0', ' '),
        ...policies.map(({ policy }) => bytes[policy] / kib),
      ]),
    }
  },
}
