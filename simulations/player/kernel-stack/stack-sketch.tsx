// A result in one line: how deep, and where the stack ends. For the margin of a position.

import { Picture, percent } from '../plot.tsx'
import { toNumberText } from '../to-number-text.ts'
import type { Drawn } from '../view.ts'
import { describeIcicle } from './icicle-picture.tsx'
import { readModel, toBytesText } from './read-model.ts'

const rowHeight = 40

export function StackSketch(drawn: Drawn) {
  const { model } = readModel(drawn)
  const { stacks, layout } = model
  const most = Math.max(layout.bytes, ...stacks.map(({ replay }) => replay.reached)) * 1.02
  const end = stacks.length * rowHeight
  return (
    <Picture label={describeIcicle(model)} height={end + 20}>
      {stacks.map(({ name, replay: { traced, tail, headroom } }, row) => {
        const y = row * rowHeight
        return (
          <g key={name}>
            <text x="0" y={y + 13}>
              {stacks.length > 1 ? `the ${name}’s stack` : 'traced and hidden'}
            </text>
            <text className="t-num t-end" x="100%" y={y + 13}>
              {headroom >= 0
                ? `${toBytesText(headroom)} left`
                : `${toBytesText(-headroom)} too many`}
            </text>
            <rect className="k-rest" x="0" y={y + 19} width={percent(traced / most)} height="14" />
            <rect
              className="k-slice"
              x={percent(traced / most)}
              y={y + 19}
              width={percent(tail / most)}
              height="14"
            />
          </g>
        )
      })}
      <line
        className="st-line end"
        x1={percent(layout.usable / most)}
        x2={percent(layout.usable / most)}
        y1="16"
        y2={end}
      />
      <text className="t-tick t-end" x={percent(layout.usable / most)} y={end + 13}>
        {toNumberText(layout.usable)} usable
      </text>
    </Picture>
  )
}
