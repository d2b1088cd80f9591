// What the store knows of mail; handed on by the room's door.

export {
  eachMessageRaw,
  findGhost,
  findMailEdition,
  findMessages,
  hasMailList,
  type ListSummary,
  listMailLists,
  listMessageIdsLike,
  listMessages,
  listNewestMessages,
  listThreadIds,
  listThreadMessages,
  readMessageDocument,
  readMessageRaw,
  summarizeThreads,
  type TopicSummaryOfMail,
} from './find-mail.ts'
export {
  listPatchesBetween,
  listPatchesLike,
  listPatchesOfChange,
  listPatchesOfThread,
  type PatchPlace,
  type PatchRow,
} from './find-patches.ts'
export {
  digestHeldMessages,
  findHeldMessages,
  type HeldMessage,
  listCorrections,
  listMentionedAmong,
  listMentionedIds,
  listMentionsOf,
} from './held-messages.ts'
export {
  type Arrival,
  type ArrivalOutcome,
  findSourcePosition,
  type MailBatch,
  type MailWriter,
  openMailWriter,
} from './mail-writer.ts'
export { listPatchesToName, listSamePatches, namePatches } from './patch-ids.ts'
export {
  countMessages,
  type MailAnswer,
  type MailCondition,
  type MailOrder,
  type MailQuestion,
  searchMail,
} from './search-mail.ts'
export {
  type MailText,
  type MailTextField,
  type MessageDocument,
  type MessageRow,
  type MessageToStore,
  mailTextFields,
  type StoredMailbox,
  type StoredPart,
  type ThreadedRow,
} from './stored-message.ts'
