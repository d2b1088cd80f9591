// Search: documents, the reader's query, the engines, and the planner that chooses one.

export { type Completion, completeQuery } from './complete-query.ts'
export {
  createSearchAnswers,
  type ProgramAnswer,
  type SearchAnswers,
} from './create-search-answers.ts'
export { type AlsoToFind, type SimulationToFind, toSearchDocuments } from './documents.ts'
export {
  type AnswerLimits,
  type EngineHealth,
  EngineStarting,
  EngineTooSlow,
  type SearchEngine,
} from './engine.ts'
export { createMailSearch, type FoundMail, type MailSearch } from './mail/mail-search.ts'
export { toMailCondition } from './mail/to-mail-condition.ts'
export * from './meilisearch/index.ts'
export {
  findSharedSearch,
  openSearch,
  type SiteSearch,
  type SiteSearchParts,
  shareSearch,
} from './open-search.ts'
export {
  type ParsedQuery,
  parseQuery,
  type QueryProblem,
  queryDepthMax,
  queryLengthMax,
  queryTermsMax,
} from './parse-query.ts'
export { mailPrefixes, needsMail, type Prefix, type PrefixMeaning, prefixes } from './prefixes.ts'
export { hasWords, listLeaves } from './query.ts'
export { readQuestion, toSearchParameters } from './question-url.ts'
export { type ResolvedQuery, resolveQuery, type SearchNote } from './resolve-query.ts'
export {
  createSearch,
  hitsPerPage,
  hitsPerPageMax,
  NoEngineAnswered,
  pageMax,
  type Search,
  type SearchAnswer,
  type SearchQuestion,
} from './search.ts'
export type { ListAnswer, ListQuestion } from './search-list.ts'
export { createSqliteEngine } from './sqlite-engine.ts'
export { type SearchJson, searchJsonVersion, toSearchJson } from './to-search-json.ts'
