// The door of the player: simulations as pages and entries show them. It knows React; what only
// needs the catalog or the engine asks #simulations.

export { PatternSprite } from './plot.tsx'
export { SimulationFigure } from './simulation-figure.tsx'
export { SimulationPage } from './simulation-page.tsx'
export { SimulationTest } from './simulation-test.tsx'
