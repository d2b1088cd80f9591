// A stance as a colour and a shape, with its word for those who see neither.

import type { Stance } from '#domain'

/** The drawing alone; the word must stand beside it. */
export function StanceShape({ stance }: { readonly stance: Stance }) {
  return (
    <svg className={`mark ${stance}`} aria-hidden="true">
      <use href={`#m-${stance}`} />
    </svg>
  )
}

/** The drawing with its word hidden from sight, for strips and dense rows. */
export function StanceMark({ stance }: { readonly stance: Stance }) {
  return (
    <>
      <StanceShape stance={stance} />
      <span className="vh">{stance} </span>
    </>
  )
}

/** The drawing with its word, both in its colour. */
export function StanceLabel({ stance }: { readonly stance: Stance }) {
  return (
    <span className={`stance ${stance}`}>
      <StanceShape stance={stance} />
      {stance}
    </span>
  )
}
