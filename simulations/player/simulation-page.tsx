// A simulation alone on its page: question, finished result, every view, other questions, and how
// far it can be trusted. Complete without script.

import { findNearest, findPreset, finishRun, type Table, toVerdict } from '../engine/index.ts'
import { FigureFrame } from './figure-frame.tsx'
import { LazyPlayer } from './lazy-player.tsx'
import { loadStillFace } from './load-still-face.ts'
import { orderViews } from './order-views.ts'
import { PatternSprite } from './plot.tsx'
import { prepareRun } from './prepare-run.ts'
import { TableView } from './table-view.tsx'
import { keepNumbersWhole } from './to-number-text.ts'
import type { StillFace } from './view.ts'

export interface SimulationPageProps {
  readonly id: string
  readonly preset?: string
  /** What the address names as a question and is none. */
  readonly unknown?: string
}

export async function SimulationPage({ id, preset: presetId, unknown }: SimulationPageProps) {
  const face = await loadStillFace(id)
  if (face === undefined) return null
  const { scenario } = face
  const prepared = prepareRun(face, presetId)
  const { preset } = prepared
  const here = `/simulations/${id}`
  const stills = orderViews(face, presetId).map((view) => ({
    id: view.id,
    picture: (
      <FigureFrame
        view={view}
        drawn={prepared}
        scope="view"
        tools={<div className="sim-tools" />}
      />
    ),
  }))
  return (
    <div className="sim-article">
      <PatternSprite />
      <header className="page-head sim-head">
        <p className="kicker">
          <a href="/simulations">Simulations</a>
          {preset !== undefined && <a href={here}>{scenario.title}</a>}
        </p>
        <h1>{keepNumbersWhole(preset?.question ?? scenario.question)}</h1>
        {preset === undefined ? (
          <>
            <p className="lead">{scenario.summary}</p>
            {unknown !== undefined && <UnknownQuestion {...{ scenario, here, unknown }} />}
          </>
        ) : (
          <>
            {preset.claim !== undefined && (
              <p className="sim-claim">
                <b>{preset.person ?? 'The claim'}</b>, {preset.source}: {preset.claim}
              </p>
            )}
            <details className="sim-finding">
              <summary>Guess first. Then: what the numbers show</summary>
              <p>{keepNumbersWhole(preset.finding)}</p>
            </details>
          </>
        )}
      </header>
      <LazyPlayer
        scenario={id}
        layout="page"
        {...(presetId !== undefined && { preset: presetId })}
        stills={stills}
      />
      <section className="sim-below" aria-labelledby="questions">
        <h2 id="questions">Other questions</h2>
        <ul className="sim-presets">
          {scenario.presets.map(({ id: one, title, question, person }) => (
            <li key={one}>
              <a
                href={`${here}?preset=${one}`}
                aria-current={one === preset?.id ? 'page' : undefined}
              >
                {keepNumbersWhole(question)}
              </a>{' '}
              <span className="note">{person === undefined ? title : `${title} · ${person}`}</span>
            </li>
          ))}
        </ul>
      </section>
      <p className="note sim-terminal">
        The same run in a terminal:{' '}
        <code>
          npx patchlore simulate {id}
          {preset !== undefined && ` --preset ${preset.id}`}
        </code>
      </p>
      <section className="sim-below" aria-labelledby="checked">
        <h2 id="checked">Checked against what was published</h2>
        <p>
          The tolerance was set before the comparison. Where a constant was fitted on the very
          figure, agreement proves nothing, and the last column says so.
        </p>
        <TableView table={toVerdictTable(face)} />
      </section>
      {face.formulas.length > 0 && (
        <section className="sim-below" aria-labelledby="formulas">
          <h2 id="formulas">Where the numbers come from</h2>
          <dl className="sim-formulas">
            {face.formulas.map(({ id: one, name, formula, source, href, isInference }) => (
              <div key={one} id={`formula-${one}`}>
                <dt>{name}</dt>
                <dd>
                  {keepNumbersWhole(formula)}. {isInference && <em>Inference. </em>}
                  {href === undefined ? source : <a href={href}>{source}</a>}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  )
}

/** A sentence and a way on, without what a hostile address says. */
function UnknownQuestion({
  scenario,
  here,
  unknown,
}: {
  readonly scenario: StillFace['scenario']
  readonly here: string
  readonly unknown: string
}) {
  const ids = scenario.presets.map(({ id }) => id)
  const near = findPreset(scenario, findNearest(unknown, ids) ?? '')
  return (
    <p className="sim-fault">
      The address names a question that is none of <a href="#questions">those below</a>, so this is
      what is shown without one.
      {near !== undefined && (
        <>
          {' '}
          Did you mean “<a href={`${here}?preset=${near.id}`}>{keepNumbersWhole(near.question)}</a>
          ”?
        </>
      )}
    </p>
  )
}

const verdictTables = new Map<string, Table>()

/** Predictions beside published figures; computed once, because nothing in them can change. */
function toVerdictTable({ scenario }: StillFace): Table {
  const known = verdictTables.get(scenario.id)
  if (known !== undefined) return known
  const verdicts = scenario.validations.map((validation) =>
    toVerdict(
      validation,
      validation.predict === undefined ? undefined : finishRun(validation.predict()),
    ),
  )
  const table: Table = {
    id: 'validations',
    title: 'Predicted and published',
    columns: [
      { label: 'prediction' },
      { label: 'predicted', digits: 2 },
      { label: 'published', digits: 2 },
      { label: 'unit' },
      { label: 'off', unit: '%', digits: 1 },
      { label: 'tolerance' },
      { label: 'verdict' },
      { label: 'is' },
    ],
    rows: verdicts.map(
      ({ id, title, predicted, published, unit, deviation, tolerance, verdict, status }) => [
        `${id} ${title}`,
        predicted?.value ?? null,
        published ?? null,
        unit,
        deviation === undefined ? null : deviation * 100,
        tolerance,
        verdict,
        status,
      ],
    ),
  }
  verdictTables.set(scenario.id, table)
  return table
}
