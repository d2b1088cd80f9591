// Questions and answers about the content. The only room that knows Prisma and SQL.

export { type Edition, findEdition } from './edition.ts'
export {
  countContent,
  findPerson,
  findRedirect,
  findThread,
  findThreadMarkdown,
  findTopic,
  listPeople,
  listSources,
  listThreadSlugs,
  listTopics,
} from './find-page.ts'
export { listSearchDocuments } from './list-search-documents.ts'
export { listThreads } from './list-threads.ts'
export * from './mail/index.ts'
export { migrate } from './migrate.ts'
export {
  closeStore,
  createStoreKeeper,
  openStore,
  type Store,
  StoreUnusable,
} from './open-store.ts'
export { findParsedFile, keepParsedFiles, type ParsedFile } from './parsed-files.ts'
export {
  type Changes,
  type ContentToStore,
  replaceContent,
  type ThreadToStore,
} from './replace-content.ts'
export { countSearchDocuments } from './search/count-search-documents.ts'
export {
  type DocumentRequest,
  type FoundDocuments,
  findDocuments,
  QuestionTooLarge,
} from './search/find-documents.ts'
export {
  listSearchNames,
  type NamedFacet,
  type SearchName,
  type SearchNames,
} from './search/list-search-names.ts'
export { hasBeginning, hasWord, listWordsLike } from './search/search-words.ts'
