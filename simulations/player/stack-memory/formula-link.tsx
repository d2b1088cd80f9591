// A number of this scenario that leads to where it comes from.

import type { ReactNode } from 'react'
import { NumberLink } from '../number-link.tsx'

export type FormulaId = 'stacks' | 'extra' | 'depths' | 'chance' | 'rounds' | 'free'

export interface FormulaLinkProps {
  readonly to: FormulaId
  readonly children: ReactNode
}

export function FormulaLink(props: FormulaLinkProps) {
  return <NumberLink scenario="stack-memory" {...props} />
}
