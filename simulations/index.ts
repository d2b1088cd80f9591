// The door of the simulation room. Scenarios are loaded when asked for, so that what only needs the
// catalog carries nothing else.

export { catalog, type SimulationCard } from './catalog.ts'
export * from './engine/index.ts'
export { loadFolding, loadPasteReader, loadScenario, scenarioIds } from './scenarios/index.ts'
export type { Paste, PasteRun, Reading } from './scenarios/kernel-stack/paste.ts'
