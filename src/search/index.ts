// Search: documents, the reader's query, and the engine that answers it.

export { toSearchDocuments } from './documents.ts'
export { hitsPerPage, type SearchAnswer, search } from './search.ts'
