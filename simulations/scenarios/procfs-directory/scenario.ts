// The directory of /proc as a scenario: what it is, how it runs, and what it must agree with.

import { defineScenario } from '../../engine/index.ts'
import { benchmarks } from './benchmarks.ts'
import { core } from './core.ts'
import { validations } from './validations.ts'
import { procfsWords } from './words.ts'

export const procfsDirectory = defineScenario({ ...core, ...procfsWords, validations, benchmarks })
