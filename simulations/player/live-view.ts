// What a view gets from the player beside the drawing: values to change, runs of its own.

import type { ComponentType } from 'react'
import type { Session } from './session.ts'
import type { Drawn, Face, Values } from './view.ts'

export interface LiveProps {
  readonly drawn: Drawn
  /** As the controls stand; `drawn` follows when it is computed. */
  readonly values: Values
  readonly session: Session
}

/** By the id of the view; a view without one is drawn as it is. */
export type LiveViews = Readonly<Record<string, ComponentType<LiveProps>>>

/** A face as the player shows it: with what can be touched. */
export interface LiveFace extends Face {
  readonly live: LiveViews
}
