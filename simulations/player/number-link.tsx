// A number that leads to where it comes from, on the page of its scenario.

import type { ReactNode } from 'react'

export interface NumberLinkProps {
  readonly scenario: string
  /** Of `StillFace.formulas`. */
  readonly to: string
  readonly children: ReactNode
}

/** In an entry, which holds no formulas, it leads to the page that does. */
export function NumberLink({ scenario, to, children }: NumberLinkProps) {
  return (
    <a className="sim-number" href={`/simulations/${scenario}#formula-${to}`}>
      {children}
    </a>
  )
}
