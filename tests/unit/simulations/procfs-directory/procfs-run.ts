// Runs the scenario for its tests, with values as texts.

import {
  finishRun,
  type Mode,
  type Result,
  readParameters,
  runScenario,
} from '../../../../simulations/engine/index.ts'
import {
  type DirectoryModel,
  procfsDirectory,
  type StructureModel,
  type Values,
} from '../../../../simulations/scenarios/procfs-directory/index.ts'

export const everyStructure = 'list,hash,hlist,rbtree,none,virtual,flat,map'

export function toValues(texts: Readonly<Record<string, string>>): Values {
  const { values, problems } = readParameters(procfsDirectory.schema, texts)
  if (problems.length > 0) throw new Error(problems.map(({ says }) => says).join('\n'))
  return values
}

export function run(
  texts: Readonly<Record<string, string>>,
  mode: Mode = 'count',
): Result<DirectoryModel> {
  return finishRun(runScenario(procfsDirectory, toValues(texts), { mode }))
}

/** The one structure of a run that has one. */
export function runOne(
  texts: Readonly<Record<string, string>>,
  mode: Mode = 'count',
): StructureModel {
  const [structure] = run(texts, mode).model.structures
  if (structure === undefined) throw new Error('No structure was run')
  return structure
}
