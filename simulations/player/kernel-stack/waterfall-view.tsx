// From the chain as traced to the deepest there is: what every change takes or adds.

import { type StackModel, waterfallTable } from '../../scenarios/kernel-stack/index.ts'
import { Picture, percent } from '../plot.tsx'
import { toNumberText } from '../to-number-text.ts'
import type { View } from '../view.ts'
import { FormulaLink } from './formula-link.tsx'
import { readModel, toBytesText, toChangeText, toLeftText } from './read-model.ts'

const rowHeight = 46
const top = 22

export function WaterfallPicture({ model }: { readonly model: StackModel }) {
  const { waterfall, layout, headroom } = model
  const most = Math.max(layout.bytes, ...waterfall.map(({ depth }) => depth)) * 1.02
  const height = top + waterfall.length * rowHeight + 30
  const end = top + waterfall.length * rowHeight
  const isLeft = layout.bytes / most < 0.3
  return (
    <Picture className="st-waterfall" label={describeWaterfall(model)} height={height}>
      {layout.usable < layout.bytes && (
        <rect
          className="st-info"
          x={percent(layout.usable / most)}
          width={percent((layout.bytes - layout.usable) / most)}
          y={top - 6}
          height={end - top + 6}
        />
      )}
      <line
        className="st-line end"
        x1={percent(layout.bytes / most)}
        x2={percent(layout.bytes / most)}
        y1={top - 6}
        y2={end}
      />
      <text
        className={`t-line t-strong ${isLeft ? '' : 't-end'}`}
        x={percent(layout.bytes / most)}
        y={top - 10}
      >
        {layout.bytes / 1024}K
      </text>
      {waterfall.map(({ id, label, change, depth }, row) => {
        const before = row === 0 ? 0 : (waterfall[row - 1]?.depth ?? 0)
        const from = Math.min(before, depth)
        const to = Math.max(before, depth)
        const y = top + row * rowHeight
        const kind =
          id === 'tail' ? 's-tail' : row === 0 ? 'w-base' : change < 0 ? 'w-less' : 'w-more'
        return (
          <g key={id}>
            <text className="t-halo" x="0" y={y + 14}>
              {label}
            </text>
            <text className="t-num t-end t-halo" x="100%" y={y + 14}>
              {row === 0 ? toNumberText(change) : toChangeText(change)}
            </text>
            <rect
              className={`w-bar ${kind}`}
              x={percent(from / most)}
              width={percent(Math.max((to - from) / most, 0.002))}
              y={y + 21}
              height="15"
            />
            {row + 1 < waterfall.length && (
              <line
                className="w-step"
                x1={percent(depth / most)}
                x2={percent(depth / most)}
                y1={y + 36}
                y2={y + rowHeight + 21}
              />
            )}
          </g>
        )
      })}
      <text className="t-strong" x="0" y={end + 20}>
        {headroom >= 0 ? `${toBytesText(headroom)} left` : `${toBytesText(-headroom)} too deep`}
      </text>
      <text className="t-num t-end" x="100%" y={end + 20}>
        {toNumberText(model.reached)} of {toNumberText(layout.usable)}
      </text>
    </Picture>
  )
}

function describeWaterfall({ waterfall, layout, headroom }: StackModel): string {
  const steps = waterfall.map(
    ({ label, change }, row) =>
      `${label} ${row === 0 ? toNumberText(change) : toChangeText(change)}`,
  )
  return `${steps.join(', ')}: ${toLeftText(headroom)} bytes left of ${toNumberText(layout.usable)}.`
}

/** e.g. `Every frame from 100 bytes on must lose 11 per cent, or each above 100 bytes 32 bytes.` */
function describeNeeded({ needed, headroom, waterfall }: StackModel): string {
  const { dietPercent, dietFrom, trimBytes, trimAbove } = needed
  const isDiet = waterfall.some(({ id }) => id === 'diet')
  if (headroom >= 0) return ''
  if (dietPercent === null) return ' No diet of frames makes it fit.'
  const trim = trimBytes === null ? '' : `, or each above ${trimAbove} lose ${trimBytes} bytes`
  return ` To fit, every frame from ${dietFrom} bytes on must lose ${dietPercent} per cent${isDiet ? ' more' : ''}${trim}.`
}

export const waterfallView: View = {
  id: 'waterfall',
  title: 'What each change would take away',
  takeaway: (drawn) => {
    const { model } = readModel(drawn)
    const { waterfall, trace, handover } = model
    const changes = waterfall.slice(1, -1)
    const sum = changes.reduce((total, { change }) => total + change, 0)
    return (
      <>
        {changes.length === 0 ? (
          <>
            Nothing is changed: {toBytesText(trace.traced)} and the{' '}
            <FormulaLink to="tail">hidden tail</FormulaLink>.
          </>
        ) : (
          <>
            {changes.length === 1 ? 'One change' : `${changes.length} changes`}: {toChangeText(sum)}{' '}
            bytes. {model.consequence}
          </>
        )}
        {handover !== undefined && (
          <>
            {' '}
            <FormulaLink to="worker">Handing over</FormulaLink> costs{' '}
            {toNumberText(handover.switchesPerThousand)} switches in a thousand operations,{' '}
            {toNumberText(handover.usPerThousand)} µs.
          </>
        )}
        {describeNeeded(model)}
      </>
    )
  },
  draw: (drawn) => {
    const { model } = readModel(drawn)
    return (
      <>
        <WaterfallPicture model={model} />
        {model.notes.map((note) => (
          <p key={note} className="sim-note">
            {note}
          </p>
        ))}
      </>
    )
  },
  table: (drawn) => waterfallTable(readModel(drawn).model),
}
