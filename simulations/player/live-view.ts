// What a view gets from the player beside the drawing: values to change, runs of its own.

import type { ComponentType } from 'react'
import type { Session } from './session.ts'
import type { Drawn, Face, Values, View } from './view.ts'

export interface LiveProps {
  readonly drawn: Drawn
  /** As the controls stand; `drawn` follows when it is computed. */
  readonly values: Values
  readonly session: Session
}

export interface LiveView {
  readonly view: View
  /** What can be touched; a view without it is drawn as it is. */
  readonly Live?: ComponentType<LiveProps>
  /** Parameters that it sets itself. */
  readonly sets?: readonly string[]
}

/** A face as the player shows it: each view is fetched when a reader comes near. */
export interface LiveFace extends Face {
  /** By the id of the view. */
  readonly views: Readonly<Record<string, () => Promise<LiveView>>>
}
