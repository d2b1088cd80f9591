// How the procfs directory runs, without the words around it: all that a worker loads.

import type { ScenarioCore } from '../../engine/index.ts'
import { checkModel } from './check-model.ts'
import type { DirectoryModel } from './model.ts'
import type { Parameters } from './parameters.ts'
import { runDirectory } from './run-directory.ts'
import { scenarioName } from './scenario-name.ts'

export const core: ScenarioCore<Parameters, DirectoryModel> = {
  ...scenarioName,
  run: runDirectory,
  check: checkModel,
}
