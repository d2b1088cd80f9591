// The finished result that a page shows before any script has run: computed where the page is
// drawn, once for each preset and kept, because the same values always give the same result.

import {
  defaultValues,
  findPreset,
  finishRun,
  type Preset,
  runScenario,
  type Schema,
  type ValuesOf,
} from '../engine/index.ts'
import type { Drawn, Face, StillFace, Values, View } from './view.ts'

export interface Prepared extends Drawn {
  readonly preset?: Preset<Schema>
}

const kept = new Map<string, Prepared>()

/**
 * The result of a preset, or of the defaults if there is no such preset.
 * @param views that will be drawn: only what they need is run beside it
 */
export function prepareRun(
  face: StillFace,
  presetId?: string,
  views: readonly View[] = face.views,
): Prepared {
  const { scenario } = face
  const preset = presetId === undefined ? undefined : findPreset(scenario, presetId)
  const drawnViews = views.map(({ id }) => id).join()
  const key = `${scenario.id}/${scenario.version}/${preset?.id ?? ''}/${drawnViews}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const prepared: Prepared = {
    ...drawRun({ scenario, views }, toValues(face, preset)),
    ...(preset !== undefined && { preset }),
  }
  kept.set(key, prepared)
  return prepared
}

/** The values of a preset over the defaults. */
export function toValues({ words }: Pick<Face, 'words'>, preset?: Preset<Schema>): Values {
  return { ...defaultValues(words.schema), ...(preset?.values as Values | undefined) }
}

/** Runs to the end: counted in closed form, with what the views need beside it. */
export function drawRun(
  { scenario, views }: Pick<StillFace, 'scenario' | 'views'>,
  values: Values,
): Drawn {
  const run = (side: { readonly values: Values; readonly mode: 'count' | 'step' }) =>
    finishRun(runScenario(scenario, side.values as ValuesOf<Schema>, { mode: side.mode }))
  const others = Object.fromEntries(
    views
      .flatMap(({ sideRuns }) => Object.entries(sideRuns?.(values) ?? {}))
      .map(([name, side]) => [
        name,
        run({ values: side.values, mode: side.mode === 'step' ? 'step' : 'count' }),
      ]),
  )
  return { values, result: run({ values, mode: 'count' }), others }
}
