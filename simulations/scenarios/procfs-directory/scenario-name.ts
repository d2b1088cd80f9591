// The name of this scenario in every address, and which of its results can be compared.

import type { ScenarioName } from '../../engine/index.ts'

export const scenarioName: ScenarioName = { id: 'procfs-directory', version: 1 }
