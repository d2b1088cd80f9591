// The name of this scenario in every address, and which of its results can be compared.

import type { ScenarioName } from '../../../engine/index.ts'

export const scenarioName: ScenarioName = { id: 'stack-memory', version: 1 }
