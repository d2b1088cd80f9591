// A number that leads to where it comes from.

import type { ReactNode } from 'react'

export interface FormulaLinkProps {
  /** Of `Face.formulas`. */
  readonly to: string
  readonly children: ReactNode
}

/** A page that holds no formulas sends the click on to the one that does, see `Player`. */
export function FormulaLink({ to, children }: FormulaLinkProps) {
  return (
    <a className="sim-number" href={`/simulations/procfs-directory#formula-${to}`}>
      {children}
    </a>
  )
}
