// Search: documents, the reader's query, and the engine that answers it.

export { type AlsoToFind, type SimulationToFind, toSearchDocuments } from './documents.ts'
export {
  type AnswerLimits,
  type EngineHealth,
  EngineTooSlow,
  type SearchEngine,
} from './engine.ts'
export { hasWords, listLeaves } from './query.ts'
export { hitsPerPage, type SearchAnswer, search } from './search.ts'
