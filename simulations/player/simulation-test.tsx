// A simulation inside a position: what running it answers, the finished picture, the way to run it.

import { findPreset } from '../engine/index.ts'
import { loadStillFace } from './load-still-face.ts'
import { prepareRun } from './prepare-run.ts'
import { RunHere } from './run-here.tsx'
import { keepNumbersWhole } from './to-number-text.ts'
import { findView } from './view.ts'

export interface SimulationTestProps {
  readonly id: string
  readonly preset?: string
}

export async function SimulationTest({ id, preset: presetId }: SimulationTestProps) {
  const face = await loadStillFace(id)
  if (face === undefined) return null
  const preset = presetId === undefined ? undefined : findPreset(face.scenario, presetId)
  const view = findView(face, preset?.view)
  const prepared = prepareRun(face, presetId, [view])
  const draw = face.sketch ?? (view.id === 'table' ? undefined : view.draw)
  const question = preset?.question ?? face.scenario.question
  return (
    <section className="sim-test" aria-label={`Test this claim: ${question}`}>
      <p className="sim-test-question">
        <span className="label">Test this claim</span> {question}
      </p>
      <details>
        <summary>Guess, then see what the numbers show</summary>
        {preset !== undefined && (
          <p className="sim-test-finding">{keepNumbersWhole(preset.finding)}</p>
        )}
        {draw !== undefined && <div className="sim-picture">{draw(prepared)}</div>}
      </details>
      <RunHere
        scenario={id}
        {...(presetId !== undefined && { preset: presetId })}
        view={view.id}
        href={`/simulations/${id}${presetId === undefined ? '' : `?preset=${presetId}`}`}
      />
    </section>
  )
}
