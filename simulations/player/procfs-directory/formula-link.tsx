// A number of this scenario that leads to where it comes from.

import type { ReactNode } from 'react'
import { NumberLink } from '../number-link.tsx'

export interface FormulaLinkProps {
  readonly to: string
  readonly children: ReactNode
}

export function FormulaLink(props: FormulaLinkProps) {
  return <NumberLink scenario="procfs-directory" {...props} />
}
