// Reads content and mail, calls the rooms that understand it, writes store and search. Effects live
// here.

export { type CheckedContent, ContentMissing, checkContent } from './check-content.ts'
export { type CheckedEvidence, checkEvidence } from './evidence/check-evidence.ts'
export { EvidenceLockUnreadable } from './evidence/evidence-lock.ts'
export type { JudgedQuote } from './evidence/open-evidence.ts'
export { fingerprint } from './fingerprint.ts'
export {
  type FollowEnd,
  type Follower,
  type FollowOptions,
  followEdition,
} from './follow-edition.ts'
export {
  fingerprintContent,
  type IndexOptions,
  type IndexResult,
  indexContent,
} from './index-content.ts'
export { ArchiveUnreadable } from './mail/archive.ts'
export {
  type ImportOptions,
  type ImportProgress,
  type ImportReport,
  importMail,
  type PlacedFault,
} from './mail/import-mail.ts'
export { type Scaffold, type ScaffoldOptions, scaffoldEntry } from './scaffold/scaffold-entry.ts'
export { type UpdateOptions, updateSearchIndex } from './update-search-index.ts'
