// The drawn time axis: solid where time runs, dotted where it is cut, the cut named.

import { formatGap, listTicks, type TimeAxis } from './time-axis.ts'

export interface AxisLineProps {
  readonly axis: TimeAxis
  readonly y: number
}

export function AxisLine({ axis, y }: AxisLineProps) {
  return (
    <>
      {axis.runs.map(({ from, to }) => (
        <path
          key={from}
          className="axis"
          d={`M${round(from)} ${y}H${round(Math.max(to, from + 1))}`}
        />
      ))}
      {axis.breaks.map(({ from, to, gapMs }) => (
        <g key={from}>
          <path className="axis cut" d={`M${round(from)} ${y}H${round(to)}`} />
          <text className="gap" x={round((from + to) / 2)} y={y + 15}>
            {formatGap(gapMs)}{' '}
          </text>
        </g>
      ))}
      {listTicks(axis).map(({ x, label }) => (
        <g key={label + x}>
          <path className="tick" d={`M${round(x)} ${y}v5`} />
          <text className="day" x={round(x)} y={y + 17}>
            {label}{' '}
          </text>
        </g>
      ))}
    </>
  )
}

function round(value: number): string {
  return value.toFixed(1).replace('.0', '')
}
