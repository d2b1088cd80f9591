// A prediction beside a published figure, with the tolerance said beforehand: a model that cannot
// be wrong shows nothing.

import type { Tick } from './scenario.ts'

export interface Validation {
  /** e.g. `V1` */
  readonly id: string
  readonly title: string
  /** How the prediction comes about, as a formula in words. */
  readonly formula: string
  readonly unit: string
  /** Nothing where no figure was published; then `tolerance` is a bound. */
  readonly published?: number
  readonly tolerance: Tolerance
  readonly source: string
  /** What a reader must know to judge it. */
  readonly note?: string
  /** Set where the model rests on something nobody stated. */
  readonly isInference?: true
  /** Set if the constant was fitted on this very figure, so that agreement proves nothing. */
  readonly isFitted?: true
  /** The benchmark whose wall time, in seconds, is the prediction, where only a machine can tell. */
  readonly benchmark?: string
  /** Computes the prediction. */
  predict?(): Generator<Tick, Prediction, void>
}

export type Tolerance =
  /** The prediction over the published figure, minus one, is at most so far from 0. */
  | { readonly kind: 'relative'; readonly share: number }
  /** The figure over the published one lies between. */
  | { readonly kind: 'factor'; readonly from: number; readonly to: number }
  | { readonly kind: 'exact' }
  | { readonly kind: 'at-most'; readonly value: number }

export interface Prediction {
  readonly value: number
  /** Where a free parameter leaves a range. */
  readonly low?: number
  readonly high?: number
}

export interface Verdict {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly predicted?: Prediction
  readonly published?: number
  readonly tolerance: string
  /** Predicted over published, minus one, where both are there. */
  readonly deviation?: number
  /** Outside, a wall time says something of the machine it was taken on, and nothing of the model. */
  readonly verdict: 'within' | 'outside' | 'other machine' | 'needs a measured run'
  readonly status: string
  /** What was seen where it was measured. */
  readonly note?: string
}

/** Judges one validation. */
export function* judge(validation: Validation): Generator<Tick, Verdict, void> {
  const predicted = validation.predict === undefined ? undefined : yield* validation.predict()
  return toVerdict(validation, predicted)
}

export function toVerdict(validation: Validation, predicted?: Prediction): Verdict {
  const { id, title, unit, published, tolerance, isFitted, isInference } = validation
  const deviation =
    predicted !== undefined && published !== undefined ? predicted.value / published - 1 : undefined
  const isWithin = predicted !== undefined && listValues(predicted).every(isGood)
  function isGood(value: number): boolean {
    if (tolerance.kind === 'at-most') return value <= tolerance.value
    if (published === undefined) return false
    if (tolerance.kind === 'exact') return value === published
    const ratio = value / published
    if (tolerance.kind === 'factor') return ratio >= tolerance.from && ratio <= tolerance.to
    return Math.abs(ratio - 1) <= tolerance.share
  }
  const notes = [isFitted && 'fitted', isInference && 'inference'].filter(Boolean)
  const beyond = validation.benchmark === undefined ? 'outside' : 'other machine'
  const verdict = predicted === undefined ? 'needs a measured run' : isWithin ? 'within' : beyond
  return {
    id,
    title,
    unit,
    ...(predicted !== undefined && { predicted }),
    ...(published !== undefined && { published }),
    tolerance: describeTolerance(tolerance, unit),
    ...(deviation !== undefined && { deviation }),
    verdict,
    status: notes.length === 0 ? 'prediction' : notes.join(', '),
  }
}

function listValues({ value, low, high }: Prediction): readonly number[] {
  return [value, ...(low === undefined ? [] : [low]), ...(high === undefined ? [] : [high])]
}

function describeTolerance(tolerance: Tolerance, unit: string): string {
  switch (tolerance.kind) {
    case 'exact':
      return 'exact'
    case 'at-most':
      return `≤ ${tolerance.value} ${unit}`
    case 'factor':
      return `×${tolerance.from} to ×${tolerance.to}`
    case 'relative':
      return `±${Number((tolerance.share * 100).toFixed(1))} %`
  }
}
