// A sign beside each colour, so that a verdict is read in grey as well.

import type { Ending } from '../../scenarios/kernel-stack/index.ts'

/** Strokes in a square of ten by ten. */
const strokes: Readonly<Record<Ending, string>> = {
  fits: 'M1 5l3 3 5-7',
  'magic-lost': 'M5 0v6M5 8v2',
  'fields-lost': 'M1 1l8 8M9 1L1 9',
  'below-the-stack': 'M5 0v9M1 5l4 4 4-4',
}

/** At a place of a picture, by percentage, its middle there. */
export function EndingSign({
  ending,
  x,
  y,
}: {
  readonly ending: Ending
  readonly x: string
  readonly y: number
}) {
  return (
    <svg x={x} y={y} className="st-sign" aria-hidden="true">
      <path d={strokes[ending]} transform="translate(-5 0)" />
    </svg>
  )
}

/** In a line of text. */
export function EndingIcon({ ending }: { readonly ending: Ending }) {
  return (
    <svg className="st-sign st-icon" width="10" height="10" aria-hidden="true">
      <path d={strokes[ending]} />
    </svg>
  )
}
