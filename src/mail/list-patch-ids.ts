// The names `git patch-id --stable` gives to the patches in a text: the same for a patch that was sent
// again, wherever its lines moved and however it was indented. This follows git step by step, also
// where a patch is damaged.

export type Sha1 = (text: string) => Uint8Array

/** What has been read of one patch. */
interface Reading {
  /** Lines left of the hunk's old and new side; -1 between `diff` and `---`. */
  before: number
  after: number
  isBinary: boolean
  /** The ids of an `index` line: all that tells binary files apart. */
  blobs: string
  /** Whether any line counted so far. */
  hasBegun: boolean
  /** What counts of the file that is being read. */
  counted: string[]
  /** The sum over all files, so that their order does not matter. */
  readonly sum: Uint8Array
}

/** The patch ids of a text, each 40 hexadecimal digits, in order; none where no line begins with `diff`. */
export function listPatchIds(text: string, sha1: Sha1): readonly string[] {
  if (!/^diff /mu.test(text)) return []
  const ids: string[] = []
  let reading = startReading()
  for (const line of text.split('\n')) {
    if (!beginsNext(line) && readLine(reading, line, sha1) === 'goes on') continue
    if (reading.hasBegun) ids.push(toId(reading, sha1))
    reading = startReading()
  }
  if (reading.hasBegun) ids.push(toId(reading, sha1))
  return ids
}

function startReading(): Reading {
  return {
    before: -1,
    after: -1,
    isBinary: false,
    blobs: '',
    hasBegun: false,
    counted: [],
    sum: new Uint8Array(20),
  }
}

/** `From <commit>`, as `git format-patch` begins a mail. */
function beginsNext(line: string): boolean {
  return /^(?:diff-tree |commit |From )?[0-9a-f]{40}/iu.test(line)
}

function readLine(reading: Reading, line: string, sha1: Sha1): 'goes on' | 'ends' {
  // `\ No newline at end of file`, in whichever language.
  if (line.startsWith('\\ ') && line.length > 11) return 'goes on'
  if (!reading.hasBegun && !line.startsWith('diff ')) return 'goes on'
  if (reading.before === -1) {
    const read = readHead(reading, line, sha1)
    if (read !== 'counts') return read
  }
  if (reading.isBinary) {
    if (line.startsWith('diff ')) {
      reading.isBinary = false
      reading.before = -1
    }
    return 'goes on'
  }
  if (reading.before === 0 && reading.after === 0) {
    if (line.startsWith('@@ -')) {
      readHunk(reading, line)
      return 'goes on'
    }
    if (!line.startsWith('diff ')) return 'ends'
    closeFile(reading, sha1)
    reading.before = -1
    reading.after = -1
  }
  count(reading, line)
  return 'goes on'
}

function count(reading: Reading, line: string): void {
  if (line.startsWith('-') || line.startsWith(' ')) reading.before -= 1
  if (line.startsWith('+') || line.startsWith(' ')) reading.after -= 1
  const counted = line.replaceAll(/[ \t\r]/g, '')
  if (counted !== '') reading.hasBegun = true
  reading.counted.push(counted)
}

/** A line between `diff` and the first hunk. */
function readHead(reading: Reading, line: string, sha1: Sha1): 'counts' | 'goes on' | 'ends' {
  if (line.startsWith('GIT binary patch') || line.startsWith('Binary files')) {
    reading.isBinary = true
    reading.before = 0
    reading.counted.push(reading.blobs)
    closeFile(reading, sha1)
    return 'goes on'
  }
  if (line.startsWith('index ')) {
    const [, before, after] = /^index (.*?)\.\.([^ ]*)/u.exec(line) ?? []
    if (before !== undefined && after !== undefined) reading.blobs = `${before}${after}`
    return 'goes on'
  }
  if (line.startsWith('--- ')) {
    reading.before = 1
    reading.after = 1
  } else if (!/^[a-z]/iu.test(line)) return 'ends'
  return 'counts'
}

/** How long both sides are, as far as the line says it; where they are does not count. */
function readHunk(reading: Reading, line: string): void {
  const [, before, hasAfter, after] =
    /^@@ -\d*(?:,(\d*))?(?: (\+)\d*(?:,(\d*))?)?/u.exec(line) ?? []
  reading.before = before === undefined ? 1 : Number(before)
  if (hasAfter !== undefined) reading.after = after === undefined ? 1 : Number(after)
}

/** Adds the file's digest to the sum, the first byte being the lowest. */
function closeFile(reading: Reading, sha1: Sha1): void {
  const digest = sha1(reading.counted.join(''))
  reading.counted = []
  let carry = 0
  for (const [at, byte] of digest.entries()) {
    carry += (reading.sum[at] ?? 0) + byte
    reading.sum[at] = carry
    carry >>= 8
  }
}

function toId(reading: Reading, sha1: Sha1): string {
  closeFile(reading, sha1)
  return Array.from(reading.sum, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
