// The plain pages of mail, under the addresses of public-inbox.

export { type Archive, type ArchiveOptions, createArchive } from './create-archive.ts'
export type { TermHelp } from './draw-texts.ts'
export type { ArchiveStream } from './stream-list.ts'
export type { ArchiveAnswer, ListFinder } from './to-answer.ts'
