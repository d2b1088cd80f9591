// Wide things scroll inside themselves; the keyboard can reach and scroll them.

import type { ReactNode } from 'react'

export interface ScrollRegionProps {
  readonly label: string
  readonly children: ReactNode
}

export function ScrollRegion({ label, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus.
    <section className="scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
