// The tail is known from one crash: so look at every tail, and at how little decides.

import { type StackModel, tailMax, tailsTable } from '../../scenarios/kernel-stack/index.ts'
import { Picture, percent } from '../plot.tsx'
import { toNumberText } from '../to-number-text.ts'
import type { View } from '../view.ts'
import { FormulaLink } from './formula-link.tsx'
import { readModel, toBytesText } from './read-model.ts'
import { EndingKey } from './verdict-view.tsx'

const rowHeight = 46
const top = 4
const shown = tailMax

type Spans = StackModel['tails'][number]['spans']

/** The largest tail with which a chain still fits; nothing if none is small enough. */
export function findFittingTail(spans: Spans): number | undefined {
  return spans.find(({ ending }) => ending === 'fits')?.to
}

export function TailsPicture({
  model,
  tail,
}: {
  readonly model: StackModel
  readonly tail: number
}) {
  const { tails, verdicts } = model
  const end = top + tails.length * rowHeight
  const titles = new Map(verdicts.subjects.map(({ id, title }) => [id, title]))
  const isRight = tail / shown > 0.75
  return (
    <Picture className="st-tails" label={describeTails(model)} height={end + 40}>
      {tails.map(({ subject, spans }, row) => {
        const y = top + row * rowHeight
        const fitting = findFittingTail(spans)
        return (
          <g key={subject}>
            <svg x="0" y={y} width="72%" height="20" aria-hidden="true">
              <text className={subject === 'yours' ? 't-strong' : ''} x="0" y="14">
                {titles.get(subject) ?? subject}
              </text>
            </svg>
            <text className="t-num t-end" x="100%" y={y + 14}>
              {fitting === undefined ? 'none fits' : `up to ${toNumberText(fitting)}`}
            </text>
            {spans.map(({ ending, from, to }) => (
              <rect
                key={ending}
                className={`e-${ending}`}
                x={percent(from / shown)}
                width={percent(Math.max(0, to - from) / shown)}
                y={y + 21}
                height="16"
              />
            ))}
            <line
              className="st-now"
              x1={percent(tail / shown)}
              x2={percent(tail / shown)}
              y1={y + 18}
              y2={y + 40}
            />
          </g>
        )
      })}
      <text
        className={`t-strong t-halo ${isRight ? 't-end' : ''}`}
        x={percent(tail / shown)}
        y={end + 14}
      >
        {toBytesText(tail)}
      </text>
      <text className="t-tick" x="0" y={end + 32}>
        a tail of 0
      </text>
      <text className="t-tick t-end" x="100%" y={end + 32}>
        {toNumberText(shown)} bytes
      </text>
    </Picture>
  )
}

function describeTails({ tails, verdicts }: StackModel): string {
  const titles = new Map(verdicts.subjects.map(({ id, title }) => [id, title]))
  return tails
    .map(({ subject, spans }) => {
      const fitting = findFittingTail(spans)
      const what =
        fitting === undefined ? 'fits with no tail' : `fits up to ${toBytesText(fitting)}`
      return `${titles.get(subject) ?? subject}: ${what}.`
    })
    .join(' ')
}

export const tailsView: View = {
  id: 'tails',
  title: 'If the hidden tail were another',
  inference:
    '1160 bytes were computed from one double fault. Other paths end in other functions, whose tails nobody measured; that crashes agree with this one is consistency, not proof.',
  takeaway: (drawn) => {
    const { model, values } = readModel(drawn)
    const spans = model.tails.map(({ spans: own }) => findFittingTail(own))
    const fitting = spans.filter((to) => to !== undefined && to >= values.tail).length
    return (
      <>
        On this stack {fitting} of {spans.length} chains fit with{' '}
        <FormulaLink to="tail">{toBytesText(values.tail)}</FormulaLink>. Each colour is what becomes
        of a chain at that length of tail.
      </>
    )
  },
  draw: (drawn) => {
    const { model, values } = readModel(drawn)
    return (
      <>
        <TailsPicture model={model} tail={values.tail} />
        <EndingKey />
      </>
    )
  },
  table: (drawn) => tailsTable(readModel(drawn).model),
}
