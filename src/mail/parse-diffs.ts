// Unified diffs inside the text of a message, as git and diff write them. Only what its author sent:
// quoted diffs begin with `>` and are not found.

import { limits } from './limits.ts'

export interface DiffHunk {
  /** Its `@@` line, from 1, in the text. */
  readonly line: number
  readonly oldStart: number
  readonly newStart: number
  /** What stands behind the second `@@`: as a rule, the function. */
  readonly heading: string
  readonly lines: readonly string[]
}

export interface FileDiff {
  /** Without `a/` and `b/`; `undefined` where the file is not there before or after. */
  readonly oldName: string | undefined
  readonly newName: string | undefined
  /** Abbreviated ids of the blobs, from the `index` line. */
  readonly oldBlob: string | undefined
  readonly newBlob: string | undefined
  /** First and last line in the text, from 1. */
  readonly fromLine: number
  readonly toLine: number
  readonly hunks: readonly DiffHunk[]
  readonly added: number
  readonly removed: number
  readonly isBinary: boolean
}

const hunkPattern = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@ ?(.*)$/u
const gitPattern = /^diff --git (?:"?a\/|\/?)/u
const extendedPattern =
  /^(?:index |old mode |new mode |new file mode |deleted file mode |similarity index |dissimilarity index |rename |copy |Binary files |GIT binary patch)/u

/** Every file's diff, in order. A hunk ends where its own counts say, or where a line cannot belong to it. */
export function parseDiffs(lines: readonly string[]): readonly FileDiff[] {
  const files: FileDiff[] = []
  let at = 0
  while (at < lines.length && files.length < limits.files) {
    const file = startsFile(lines, at) ? readFile(lines, at) : undefined
    if (file === undefined) at += 1
    else {
      files.push(file)
      at = file.toLine
    }
  }
  return files
}

function startsFile(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? ''
  if (!line.startsWith('d') && !line.startsWith('-') && !line.startsWith('I')) return false
  return gitPattern.test(line) || isNamePair(lines, line.startsWith('Index: ') ? at + 2 : at)
}

/** `--- a/file`, `+++ b/file`, and a hunk: a rule of dashes above some plus signs is no diff. */
function isNamePair(lines: readonly string[], at: number): boolean {
  return (
    (lines[at] ?? '').startsWith('--- ') &&
    (lines[at + 1] ?? '').startsWith('+++ ') &&
    hunkPattern.test(lines[at + 2] ?? '')
  )
}

interface Draft {
  oldName: string | undefined
  newName: string | undefined
  oldBlob: string | undefined
  newBlob: string | undefined
  isBinary: boolean
}

function readFile(lines: readonly string[], start: number): FileDiff {
  const draft = startDraft(lines[start] ?? '')
  let at = readHead(lines, start + (isNamePair(lines, start) ? 0 : 1), draft)
  const hunks: DiffHunk[] = []
  let added = 0
  let removed = 0
  while (at < lines.length) {
    const hunk = readHunk(lines, at)
    if (hunk === undefined) break
    hunks.push(hunk)
    for (const line of hunk.lines) {
      if (line.startsWith('+')) added += 1
      else if (line.startsWith('-')) removed += 1
    }
    at += 1 + hunk.lines.length
  }
  if (draft.isBinary) at = passBinary(lines, at)
  return { ...draft, fromLine: start + 1, toLine: at, hunks, added, removed }
}

function startDraft(line: string): Draft {
  // `diff --git a/x b/x`: names with spaces are ambiguous, but both halves are the same without a rename.
  const both = /^diff --git "?a\/(.+?)"? "?b\/(.+?)"?$/u.exec(line)
  const name = both?.[1] === both?.[2] ? both?.[1] : undefined
  return {
    oldName: name ?? both?.[1],
    newName: name ?? both?.[2],
    oldBlob: undefined,
    newBlob: undefined,
    isBinary: false,
  }
}

/** The lines between `diff --git` and the first hunk. */
function readHead(lines: readonly string[], from: number, draft: Draft): number {
  let at = from
  while (at < lines.length) {
    const line = lines[at] ?? ''
    if (line.startsWith('--- ') && (lines[at + 1] ?? '').startsWith('+++ ')) {
      draft.oldName = toName(line.slice(4))
      draft.newName = toName((lines[at + 1] ?? '').slice(4))
      return at + 2
    }
    if (!extendedPattern.test(line) && !/^=+$/u.test(line)) return at
    readExtended(line, draft)
    at += 1
    if (draft.isBinary) return at
  }
  return at
}

function readExtended(line: string, draft: Draft): void {
  const [, oldBlob, newBlob] = /^index ([0-9a-f]{4,64})\.\.([0-9a-f]{4,64})/u.exec(line) ?? []
  if (oldBlob !== undefined) draft.oldBlob = oldBlob
  if (newBlob !== undefined) draft.newBlob = newBlob
  if (line.startsWith('new file mode')) draft.oldName = undefined
  else if (line.startsWith('deleted file mode')) draft.newName = undefined
  else if (/^(?:rename|copy) from /u.test(line)) draft.oldName = line.replace(/^\w+ from /u, '')
  else if (/^(?:rename|copy) to /u.test(line)) draft.newName = line.replace(/^\w+ to /u, '')
  else if (/^(?:Binary files |GIT binary patch)/u.test(line)) draft.isBinary = true
}

/** `a/fs/proc/generic.c`, perhaps with a date behind a tab; `/dev/null` is no file. */
function toName(text: string): string | undefined {
  const [name = ''] = text.split('\t', 1)
  const bare = name.trim().replaceAll(/^"|"$/gu, '')
  if (bare === '/dev/null' || bare === '') return undefined
  // The first folder is `a`, `b`, or in diffs made by hand the tree: `linux-3.15/fs/proc/generic.c`.
  return bare.replace(/^(?:[abciow]|linux[^/]*|\.)\//u, '')
}

function readHunk(lines: readonly string[], at: number): DiffHunk | undefined {
  const [whole, oldStart, oldCount = '1', newStart, newCount = '1', heading = ''] =
    hunkPattern.exec(lines[at] ?? '') ?? []
  if (whole === undefined) return undefined
  let oldLeft = Number(oldCount)
  let newLeft = Number(newCount)
  const body: string[] = []
  for (let next = at + 1; next < lines.length; next += 1) {
    const line = lines[next] ?? ''
    const mark = line[0]
    if (mark === '\\') {
      body.push(line)
      continue
    }
    if (oldLeft <= 0 && newLeft <= 0) break
    if (mark === '+') newLeft -= 1
    else if (mark === '-') oldLeft -= 1
    // Mailers take the space off empty lines of context.
    else if (mark === ' ' || line === '' || mark === '\t') {
      oldLeft -= 1
      newLeft -= 1
    } else break
    body.push(line)
  }
  return {
    line: at + 1,
    oldStart: Number(oldStart),
    newStart: Number(newStart),
    heading,
    lines: body,
  }
}

/** `literal 123` and lines of base 85, up to the next empty line, twice. */
function passBinary(lines: readonly string[], from: number): number {
  let at = from
  while (at < lines.length && /^(?:literal|delta) \d+$|^[A-Za-z]\S{5,}$/u.test(lines[at] ?? '')) {
    at += 1
    if (lines[at] === '' && /^(?:literal|delta) \d+$/u.test(lines[at + 1] ?? '')) at += 1
  }
  return at
}
