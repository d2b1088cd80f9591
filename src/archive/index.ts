// The plain pages of mail, under the addresses of public-inbox.

export {
  type Archive,
  type ArchiveAnswer,
  type ArchiveOptions,
  createArchive,
  type ListFinder,
} from './create-archive.ts'
export type { TermHelp } from './draw-help.ts'
