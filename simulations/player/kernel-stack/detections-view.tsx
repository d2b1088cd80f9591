// Who notices that the stack was too small, how deep it must get for that, and who never can.

import {
  type Detection,
  detectionsTable,
  interruptThreshold,
  type StackModel,
} from '../../scenarios/kernel-stack/index.ts'
import { Picture, percent } from '../plot.tsx'
import { toNumberText } from '../to-number-text.ts'
import type { View } from '../view.ts'
import { FormulaLink } from './formula-link.tsx'
import { findDecisive, readModel, toBytesText } from './read-model.ts'

const rowHeight = 48
const top = 24

const verdictWords: Readonly<Record<Detection['verdict'], string>> = {
  sees: 'sees it',
  'may-see': 'may see it',
  misses: 'misses it',
  'nothing-to-see': 'nothing to see',
}

/** The depth from which on there is something for a detector to see. */
function findThreshold({ id }: Detection, { layout }: StackModel): number {
  switch (id) {
    case 'interrupt':
      return interruptThreshold(layout)
    case 'guard':
      return layout.bytes
    case 'tracer':
    case 'usage':
      return 0
    case 'schedule':
      return layout.usable
  }
}

export function DetectionsPicture({ model }: { readonly model: StackModel }) {
  const { detections, layout, reached } = model
  const { traced } = findDecisive(model).replay
  const most = Math.max(layout.bytes, reached) * 1.02
  const end = top + detections.length * rowHeight
  return (
    <Picture className="st-detections" label={describeDetections(model)} height={end + 26}>
      {detections.map((detection, row) => {
        const { id, title, verdict } = detection
        const y = top + row * rowHeight
        const from = findThreshold(detection, model)
        // The tracer sees what it traces, and nothing of the tail.
        const to = Math.max(from, id === 'tracer' ? traced : reached)
        return (
          <g key={id}>
            <text className="t-halo" x="0" y={y + 14}>
              {title}
            </text>
            <text className="t-part t-end t-halo" x="100%" y={y + 14}>
              {verdictWords[verdict]}
            </text>
            <rect className="track" x="0" y={y + 21} width="100%" height="14" />
            <rect
              className={`d-${verdict}`}
              x={percent(from / most)}
              width={percent(Math.max((to - from) / most, to > from ? 0.003 : 0))}
              y={y + 21}
              height="14"
            />
            <line
              className="st-line end"
              x1={percent(layout.bytes / most)}
              x2={percent(layout.bytes / most)}
              y1={y + 18}
              y2={y + 38}
            />
            <line
              className="st-now"
              x1={percent(reached / most)}
              x2={percent(reached / most)}
              y1={y + 18}
              y2={y + 38}
            />
          </g>
        )
      })}
      <text className="t-line t-strong t-end" x={percent(layout.bytes / most)} y={top - 9}>
        {layout.bytes / 1024}K
      </text>
      <text className="t-tick t-end" x={percent(Math.max(0.3, reached / most))} y={end + 16}>
        reached: {toNumberText(reached)}
      </text>
    </Picture>
  )
}

function describeDetections({ detections }: StackModel): string {
  if (detections.length === 0) return 'Nobody looks.'
  return detections.map(({ title, verdict }) => `${title}: ${verdictWords[verdict]}.`).join(' ')
}

function toPercentText(probability: number): string {
  const share = probability * 100
  return `${toNumberText(share, share > 0 && share < 1 ? 3 : 1)} %`
}

export const detectionsView: View = {
  id: 'detections',
  title: 'Who notices',
  takeaway: (drawn) => {
    const { model } = readModel(drawn)
    const { detections, ending, layout } = model
    const seeing = detections.filter(({ verdict }) => verdict === 'sees')
    const chance = detections.find(({ probability }) => probability !== undefined)?.probability
    if (detections.length === 0) {
      return <>Nobody looks: what is overwritten stays unnoticed until something breaks.</>
    }
    if (ending === 'fits') return <>Nothing is overwritten, so there is nothing to notice.</>
    return (
      <>
        {seeing.length === 0
          ? 'None is sure to see it.'
          : `It is seen by ${seeing.length === 1 ? 'one' : seeing.length} of those who look (${seeing.map(({ title }) => title).join('; ')}), ${seeing.some(({ id }) => id === 'guard') ? 'before anybody else is harmed' : 'after the harm is done'}.`}
        {chance !== undefined && chance > 0 && (
          <>
            {' '}
            The check at interrupts sees it{' '}
            <FormulaLink to="interrupt">with a chance of {toPercentText(chance)}</FormulaLink>.
          </>
        )}
        {layout.below === 'silent' && model.reached > layout.bytes && (
          <> {toBytesText(model.reached - layout.bytes)} of another object are overwritten first.</>
        )}
      </>
    )
  },
  draw: (drawn) => {
    const { model } = readModel(drawn)
    return (
      <>
        <DetectionsPicture model={model} />
        <dl className="st-says">
          {model.detections.map(({ id, title, says }) => (
            <div key={id}>
              <dt>{title}</dt>
              <dd>{says}</dd>
            </div>
          ))}
        </dl>
      </>
    )
  },
  table: (drawn) => detectionsTable(readModel(drawn).model),
}
