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
export { searchText, type TextAnswer, type TextTerm } from './search-text.ts'
