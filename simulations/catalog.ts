// Which simulations there are. Plain data, safe to import anywhere.

export interface SimulationCard {
  readonly title: string
  readonly summary: string
  /** Names of parameter sets a position can link to. */
  readonly presets: readonly string[]
}

/** By id, which is also the folder's name under `scenarios/`. */
export const catalog: Readonly<Record<string, SimulationCard>> = {}
