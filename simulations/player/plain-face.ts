// A scenario without views of its own, shown by its tables.

import type { AnyScenarioWords } from '../engine/index.ts'
import { createTablesView } from './tables-view.tsx'
import type { Face } from './view.ts'

export function toPlainFace(words: AnyScenarioWords): Face {
  return { words, views: [createTablesView(words)], guesses: [] }
}
