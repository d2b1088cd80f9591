// What search may look for in a message, field by field as lore keeps them apart. No word is in two
// fields: lore's `b:` and `nq:` are several of these together.

import type { Mailbox, Message } from './message.ts'
import { parseDiffs } from './parse-diffs.ts'
import { toQuoteDepth } from './split-body.ts'

export interface MessageText {
  readonly subject: string
  readonly from: string
  readonly to: string
  readonly cc: string
  /** Names of attachments. */
  readonly attachments: string
  /** What the author wrote, diffs left out. */
  readonly words: string
  /** What they quoted. */
  readonly quoted: string
  readonly diffFiles: string
  /** What stands behind `@@ … @@`. */
  readonly diffFunctions: string
  readonly diffRemoved: string
  readonly diffAdded: string
  readonly diffContext: string
  /** Abbreviated ids of the blobs before and after. */
  readonly diffOldBlobs: string
  readonly diffNewBlobs: string
}

/** Takes a message apart for the index. */
export function toMessageText(message: Message): MessageText {
  const fields = new Map<keyof MessageText, string[]>()
  const add = (field: keyof MessageText, text: string) => {
    const lines = fields.get(field)
    if (lines === undefined) fields.set(field, [text])
    else lines.push(text)
  }
  for (const { text, name } of message.parts) {
    if (name !== '') add('attachments', name)
    if (text !== '') addLines(text, add)
  }
  // A NUL would end the text for the index.
  const read = (field: keyof MessageText) =>
    (fields.get(field) ?? []).join('\n').replaceAll('\0', ' ')
  return {
    subject: message.subject,
    from: toText(message.from),
    to: toText(message.to),
    cc: toText(message.cc),
    attachments: read('attachments'),
    words: read('words'),
    quoted: read('quoted'),
    diffFiles: read('diffFiles'),
    diffFunctions: read('diffFunctions'),
    diffRemoved: read('diffRemoved'),
    diffAdded: read('diffAdded'),
    diffContext: read('diffContext'),
    diffOldBlobs: read('diffOldBlobs'),
    diffNewBlobs: read('diffNewBlobs'),
  }
}

function toText(mailboxes: readonly Mailbox[]): string {
  return mailboxes.map(({ name, address }) => `${name} <${address}>`.trim()).join(', ')
}

type Add = (field: keyof MessageText, text: string) => void

function addLines(text: string, add: Add): void {
  const lines = text.split('\n')
  let at = 0
  for (const file of parseDiffs(lines)) {
    addWords(lines.slice(at, file.fromLine - 1), add)
    for (const name of new Set([file.oldName, file.newName])) {
      if (name !== undefined) add('diffFiles', name)
    }
    if (file.oldBlob !== undefined) add('diffOldBlobs', file.oldBlob)
    if (file.newBlob !== undefined) add('diffNewBlobs', file.newBlob)
    for (const hunk of file.hunks) {
      if (hunk.heading !== '') add('diffFunctions', hunk.heading)
      for (const line of hunk.lines) addDiffLine(line, add)
    }
    at = file.toLine
  }
  addWords(at === 0 ? lines : lines.slice(at), add)
}

function addDiffLine(line: string, add: Add): void {
  const mark = line[0]
  if (mark === '+') add('diffAdded', line.slice(1))
  else if (mark === '-') add('diffRemoved', line.slice(1))
  else if (mark !== '\\') add('diffContext', line.slice(1))
}

function addWords(lines: readonly string[], add: Add): void {
  for (const line of lines) {
    if (line !== '') add(toQuoteDepth(line) > 0 ? 'quoted' : 'words', line)
  }
}
