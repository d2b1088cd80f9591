// The finished result as the server drew it, laid out as the player will lay it out, so that nothing
// jumps when that comes.

import type { ReactNode } from 'react'

export interface Still {
  /** Of the view. */
  readonly id: string
  readonly picture: ReactNode
}

/** A whole page, a picture in an entry, or what tests a claim beside it. */
export type Layout = 'page' | 'figure' | 'test'

export interface StillLayoutProps {
  readonly layout: Layout
  readonly stills: readonly Still[]
}

export function StillLayout({ layout, stills }: StillLayoutProps) {
  const places = stills.map(({ id, picture }) => (
    <div key={id} className="sim-place">
      {picture}
    </div>
  ))
  if (layout !== 'page') return places
  return (
    <div className="sim-layout">
      <div className="sim-panel sim-panel-still" />
      <div className="sim-views">
        <div className="sim-guess-still" />
        {places}
      </div>
    </div>
  )
}
