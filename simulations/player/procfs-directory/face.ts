// The procfs directory as readers meet it: its eight views, and what can be guessed.

import type { AnyScenarioWords } from '../../engine/index.ts'
import { procfsWords } from '../../scenarios/procfs-directory/index.ts'
import type { Face } from '../view.ts'
import { findStructure, readModel } from './read-model.ts'

export const procfsFace: Face = {
  words: procfsWords as unknown as AnyScenarioWords,
  keys: [['← → ↑ ↓', 'in a structure: from one entry to the next']],
  guesses: [
    {
      id: 'list-visits',
      asks: 'How many entries does the list visit while all are created?',
      unit: 'visits',
      min: 1,
      max: 1e10,
      answer: (drawn) => findStructure(readModel(drawn).model, 'list')?.create.visits,
    },
    {
      id: 'tree-visits',
      asks: 'How many entries does the tree visit while all are created?',
      unit: 'visits',
      min: 1,
      max: 1e10,
      answer: (drawn) => findStructure(readModel(drawn).model, 'rbtree')?.create.visits,
    },
    {
      id: 'hash-visits',
      asks: 'How many entries does the hash visit while all are created?',
      unit: 'visits',
      min: 1,
      max: 1e10,
      answer: (drawn) => findStructure(readModel(drawn).model, 'hash')?.create.visits,
    },
    {
      id: 'missed',
      asks: 'How many entries that were there all the time does a reader of the tree miss?',
      unit: 'entries',
      min: 1,
      max: 1e5,
      answer: (drawn) => findStructure(readModel(drawn).model, 'rbtree')?.reading?.missed,
    },
    {
      id: 'lock',
      asks: 'How long does the longest creation hold the lock, with the first structure?',
      unit: 'ns',
      min: 1,
      max: 1e8,
      answer: (drawn) => readModel(drawn).model.structures[0]?.lockHold.create,
    },
  ],
}
