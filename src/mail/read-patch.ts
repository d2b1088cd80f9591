// A patch as git would take it from its mail: author, commit message, what stands below `---`, and
// the diffs of its files, in the form in which two versions of a patch are compared.

import type { Mailbox } from './message.ts'
import { type FileDiff, parseDiffs } from './parse-diffs.ts'

export interface Patch {
  /** As in a commit, e.g. `Ann Author <ann@example.org>`. */
  readonly author: string
  readonly title: string
  /** The commit message below the title. */
  readonly message: readonly string[]
  /** What stands between `---` and the diff, without the diffstat: as a rule, what changed. */
  readonly notes: readonly string[]
  readonly added: number
  readonly removed: number
  /**
   * The diff as it is compared: a line ` ## name ##` for each file, hunks without their numbers. An
   * empty line stands between files.
   */
  readonly diff: readonly string[]
  /** Whether it is longer than what is compared. */
  readonly isCut: boolean
}

/** Lines of a diff that are compared; real patches have some hundred. */
export const patchLinesMax = 10_000

/** Reads the text of a mail, its title without prefix beside it. */
export function readPatch(
  text: string,
  { from, title }: { readonly from: Mailbox | undefined; readonly title: string },
): Patch {
  const lines = text.split('\n')
  const files = parseDiffs(lines)
  const diffAt = (files[0]?.fromLine ?? lines.length + 1) - 1
  const breakAt = lines.findIndex((line, at) => at < diffAt && /^---\s*$/u.test(line))
  const messageEnd = breakAt < 0 ? diffAt : breakAt
  const body = lines.slice(0, messageEnd).map((line) => line.trimEnd())
  const head = readInBodyHead(body)
  const diff = files.flatMap((file, at) => [...(at === 0 ? [] : ['']), ...toDiffLines(file, lines)])
  return {
    author: head.from ?? toAuthor(from),
    title: head.subject ?? title,
    message: trimLines(body.slice(head.lines)),
    notes: breakAt < 0 ? [] : trimLines(dropDiffstat(lines.slice(breakAt + 1, diffAt))),
    added: files.reduce((sum, { added }) => sum + added, 0),
    removed: files.reduce((sum, { removed }) => sum + removed, 0),
    diff: diff.slice(0, patchLinesMax),
    isCut: diff.length > patchLinesMax,
  }
}

function toAuthor(from: Mailbox | undefined): string {
  if (from === undefined) return ''
  return from.name === '' ? from.address : `${from.name} <${from.address}>`
}

/** `From:` and `Subject:` at the top of a body are the author's own, where somebody else sends it. */
function readInBodyHead(body: readonly string[]): {
  readonly from: string | undefined
  readonly subject: string | undefined
  readonly lines: number
} {
  let at = body.findIndex((line) => line !== '')
  const found = new Map<string, string>()
  for (; at >= 0 && at < body.length; at += 1) {
    const [, key, value] = /^(From|Subject|Date): +(\S.*)$/u.exec(body[at] ?? '') ?? []
    if (key === undefined || value === undefined) break
    found.set(key, value)
  }
  if (found.size === 0) return { from: undefined, subject: undefined, lines: 0 }
  const subject = found.get('Subject')?.replace(/^\[[^\]]*\]\s*/u, '')
  return { from: found.get('From'), subject, lines: at }
}

function trimLines(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== '')
  const last = lines.findLastIndex((line) => line.trim() !== '')
  return first < 0 ? [] : lines.slice(first, last + 1)
}

const diffstatPattern =
  /^ .+\| +(?:\d+ ?[+-]*|Bin .*|Unmerged)$|^ \d+ files? changed(?:,|$)|^ (?:create|delete) mode \d|^ mode change \d|^ (?:rename|copy|rewrite) .+\(\d+%\)$/u

function dropDiffstat(lines: readonly string[]): readonly string[] {
  return lines
    .filter((line) => !diffstatPattern.test(line) && line !== '---')
    .map((line) => line.trimEnd())
}

function toDiffLines(file: FileDiff, lines: readonly string[]): readonly string[] {
  const name = file.newName ?? file.oldName ?? ''
  return [
    ` ## ${toFileTitle(file, lines)} ##`,
    ...file.hunks.flatMap(({ heading, lines: body }) => [
      heading === '' ? '@@' : `@@ ${name}: ${heading}`,
      // Mailers take the space off empty lines of context.
      ...body.map((line) => (line === '' ? ' ' : line.startsWith('\\') ? ` ${line}` : line)),
    ]),
  ]
}

function toFileTitle(
  { oldName, newName, fromLine, hunks, toLine }: FileDiff,
  lines: readonly string[],
): string {
  const head = lines.slice(fromLine - 1, (hunks[0]?.line ?? toLine + 1) - 1)
  const oldMode = head.find((line) => line.startsWith('old mode '))?.slice(9)
  const newMode = head.find((line) => line.startsWith('new mode '))?.slice(9)
  const mode =
    oldMode === undefined || newMode === undefined ? '' : ` (mode change ${oldMode} => ${newMode})`
  if (oldName === undefined) return `${newName ?? ''} (new)${mode}`
  if (newName === undefined) return `${oldName} (deleted)${mode}`
  return `${oldName === newName ? newName : `${oldName} => ${newName}`}${mode}`
}

/** All of it as it is compared, with author and message before the diff. */
export function toComparedLines({ author, title, message, diff }: Patch): readonly string[] {
  return [
    ' ## Metadata ##',
    `Author: ${author}`,
    '',
    ' ## Commit message ##',
    `    ${title}`,
    ...(message.length === 0
      ? []
      : ['', ...message.map((line) => (line === '' ? '' : `    ${line}`))]),
    ...(diff.length === 0 ? [] : ['', ...diff]),
  ]
}
