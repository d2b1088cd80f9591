// Bytes to messages; messages to threads, series, trailers and diffs. Pure: no disk, no clock.

export {
  assembleSeries,
  isPatch,
  type JoinReason,
  type PatchMessage,
  type Series,
  type SeriesPatch,
  type SeriesRevision,
  sentTogetherMs,
} from './assemble-series.ts'
export { listBodyLines, toShownLines } from './body-lines.ts'
export {
  buildThreadTree,
  type ParentReason,
  type ThreadedMessage,
  type ThreadNode,
} from './build-thread-tree.ts'
export {
  createMboxSplitter,
  isMbox,
  type MboxDialect,
  type MboxMessage,
  toMboxrd,
} from './create-mbox-splitter.ts'
export { findChangeNotes } from './find-change-notes.ts'
export { findQuote, foldQuote, type QuotePlace, type WordDifference } from './find-quote.ts'
export {
  followPatches,
  type PatchCell,
  type PatchChange,
  type PatchRows,
} from './follow-patches.ts'
export { listPatchIds } from './list-patch-ids.ts'
export {
  type Mailbox,
  type MailFault,
  type MailFaultKind,
  type MailPart,
  type Message,
  mailFaultKinds,
} from './message.ts'
export { type Pairing, pairPatches } from './pair-patches.ts'
export { type DiffHunk, type FileDiff, parseDiffs } from './parse-diffs.ts'
export { extractPart, parseMessage } from './parse-message.ts'
export { parseSubject, type Subject } from './parse-subject.ts'
export { parseTrailers, type Trailer } from './parse-trailers.ts'
export {
  type RangeDiff,
  type RangeHunk,
  type RangePair,
  type RangeSide,
  rangeMarks,
  toPlaces,
  toRangeDiff,
  toRangeDiffText,
} from './range-diff.ts'
export { type Patch, readPatch } from './read-patch.ts'
export { type BodyBlock, splitBody, toQuoteDepth, toUnquoted } from './split-body.ts'
export { type MessageText, toMessageText } from './to-message-text.ts'
