// Simulations in entries: the player is of another room than the articles, so the routes join them.

import type { SimulationRef } from '#domain'
import { SimulationFigure, SimulationTest } from '#simulations/player'
import '../simulations/player/player.css'

/** In the text of an entry, full width. */
export function drawSimulation({ id, preset }: SimulationRef) {
  return <SimulationFigure id={id} {...(preset !== undefined && { preset })} />
}

/** Inside a position. */
export function drawTest({ id, preset }: SimulationRef) {
  return <SimulationTest id={id} {...(preset !== undefined && { preset })} />
}
