// The door of the simulation room.

export { catalog, type SimulationCard } from './catalog.ts'
