// Archives of public-inbox: git repositories in which every commit adds or removes one message.
//
//   v2  one file `m` that each commit replaces; a commit that puts the message at `d` removes it
//   v1  one file per message, named by a digest: `ab/cdef…`; removing the file removes the message
//
// `git log --raw` tells the changes of both, `git cat-file --batch` the messages. What a message is
// called is the id of its blob.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { type ArchiveEvent, ArchiveUnreadable, type MailArchive } from './archive.ts'

/** Blobs asked for at once; their answers wait in a pipe, not in memory. */
const blobsAhead = 128

/** One repository, and whatever has to be tidied up after it. */
export interface GitArchive extends MailArchive {
  readonly close: () => Promise<void>
}

type Position = (place: string) => string | undefined

/** The repositories of a path: one, or all epochs of a v2 archive; none if it is not git. */
export async function openGit(folder: string, position: Position): Promise<readonly GitArchive[]> {
  const epochs = await listEpochs(folder)
  if (epochs.length > 0) {
    const archives: GitArchive[] = []
    for (const epoch of epochs) {
      const archive = await openRepository(epoch, { place: epoch, position })
      if (archive !== undefined) archives.push(archive)
    }
    return archives
  }
  const archive = await openRepository(folder, { place: folder, position })
  return archive === undefined ? [] : [archive]
}

/** `0.git`, `1.git`, … in the folder or in its `git/`, oldest first. */
async function listEpochs(folder: string): Promise<readonly string[]> {
  for (const parent of [path.join(folder, 'git'), folder]) {
    const names = await readdir(parent).catch(() => [])
    const epochs = names.filter((name) => /^\d+\.git$/u.test(name))
    epochs.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    if (epochs.length > 0) return epochs.map((name) => path.join(parent, name))
  }
  return []
}

/** A file made by `git bundle`, unpacked beside until it is closed. */
export async function openBundle(
  file: string,
  position: Position,
): Promise<GitArchive | undefined> {
  const folder = await mkdtemp(path.join(tmpdir(), 'patchlore-bundle-'))
  const close = () => rm(folder, { recursive: true, force: true })
  try {
    await runGit(['clone', '--quiet', '--mirror', file, folder])
    const archive = await openRepository(folder, { place: file, position })
    if (archive === undefined) await close()
    return archive === undefined ? undefined : { ...archive, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openRepository(
  folder: string,
  { place, position }: { place: string; position: Position },
): Promise<GitArchive | undefined> {
  const isRepository = await runGit(['-C', folder, 'rev-parse', '--git-dir']).then(
    (output) => ['.', '.git'].includes(output.trim()),
    () => false,
  )
  if (!isRepository) return undefined
  const head = (
    await runGit(['-C', folder, 'rev-parse', '--verify', '--quiet', 'HEAD']).catch(() => '')
  ).trim()
  if (head === '') {
    return {
      kind: 'git',
      place,
      total: { unit: 'messages', count: 0 },
      isWhole: true,
      events: async function* () {
        yield { kind: 'end', position: '' }
      },
      close: async () => {},
    }
  }
  const before = position(place)
  const isContinued = before !== undefined && (await isAncestor(folder, { before, head }))
  const range = isContinued ? `${before}..${head}` : head
  const count = Number(await runGit(['-C', folder, 'rev-list', '--count', range]))
  return {
    kind: 'git',
    place,
    total: { unit: 'messages', count },
    isWhole: !isContinued,
    events: (known) =>
      readRepository(folder, {
        range,
        head,
        known,
        // Read anew because its history was rewritten: until all of it is read, it counts as unread,
        // or what is gone would stay.
        unfinished: isContinued ? undefined : before,
      }),
    close: async () => {},
  }
}

/** Whether the repository still has what was read before, below what it has now. */
async function isAncestor(
  folder: string,
  { before, head }: { before: string; head: string },
): Promise<boolean> {
  if (!/^[0-9a-f]{40,64}$/u.test(before)) return false
  return await runGit(['-C', folder, 'merge-base', '--is-ancestor', before, head]).then(
    () => true,
    () => false,
  )
}

interface Reading {
  readonly range: string
  readonly head: string
  readonly known: (key: Uint8Array) => boolean
  /** The position until the end, in place of the commits. */
  readonly unfinished: string | undefined
}

interface Change {
  readonly kind: 'adds' | 'removes'
  readonly blob: string
  /** The last commit that is read whole with this change. */
  readonly position: string
  readonly done: number
}

async function* readRepository(
  folder: string,
  { range, head, known, unfinished }: Reading,
): AsyncGenerator<ArchiveEvent> {
  const blobs = openBlobReader(folder)
  try {
    let waiting: Change[] = []
    for await (const change of listChanges(folder, range)) {
      waiting.push(unfinished === undefined ? change : { ...change, position: unfinished })
      if (waiting.length < blobsAhead) continue
      yield* toEvents(waiting, { blobs, known })
      waiting = []
    }
    yield* toEvents(waiting, { blobs, known })
    yield { kind: 'end', position: head }
  } finally {
    blobs.close()
  }
}

async function* toEvents(
  changes: readonly Change[],
  { blobs, known }: { blobs: BlobReader; known: (key: Uint8Array) => boolean },
): AsyncGenerator<ArchiveEvent> {
  const steps = changes.map((change) => ({ ...change, key: Buffer.from(change.blob, 'hex') }))
  const isRead = steps.map(({ kind, key }) => kind === 'adds' && !known(key))
  blobs.ask(steps.filter((_, at) => isRead[at]).map(({ blob }) => blob))
  for (const [at, { kind, key, blob, position, done }] of steps.entries()) {
    if (isRead[at]) {
      yield { kind: 'message', key, place: blob, raw: await blobs.read(), position, done }
    } else yield { kind: kind === 'adds' ? 'kept' : 'departed', key, position, done }
  }
}

const noBlob = /^0+$/u

/** What each commit did, oldest first. */
async function* listChanges(folder: string, range: string): AsyncGenerator<Change> {
  const child = spawn(
    'git',
    [
      ...[
        '-C',
        folder,
        'log',
        '--reverse',
        '--first-parent',
        '--raw',
        '--no-abbrev',
        '--no-renames',
      ],
      ...['-m', '--root', '--format=%H', range],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const failure = watch(child)
  failure.catch(() => {})
  let commit = ''
  let before = ''
  let done = 0
  let changes: Pick<Change, 'kind' | 'blob'>[] = []
  // Only with its last change is a commit read.
  const close = () => {
    const last = changes.length - 1
    const closed = changes.map((change, at) => ({
      ...change,
      position: at === last ? commit : before,
      done,
    }))
    if (changes.length > 0) before = commit
    changes = []
    return closed
  }
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (/^[0-9a-f]{40,64}$/u.test(line)) {
        yield* close()
        commit = line
        done += 1
      } else changes.push(...toChanges(line))
    }
    yield* close()
    await failure
  } finally {
    child.kill()
  }
}

/** `:100644 100644 <old blob> <new blob> M\tm` */
function toChanges(line: string): readonly Pick<Change, 'kind' | 'blob'>[] {
  const [, oldBlob = '', newBlob = '', name = ''] =
    /^:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*\t(.+)$/u.exec(line) ?? []
  const added = newBlob === '' || noBlob.test(newBlob) ? [] : [newBlob]
  const removed = oldBlob === '' || noBlob.test(oldBlob) ? [] : [oldBlob]
  if (name === 'm') return added.map((blob) => ({ kind: 'adds', blob }))
  if (name === 'd') return added.map((blob) => ({ kind: 'removes', blob }))
  if (!/^[0-9a-f]{2}\/[0-9a-f]{38}/u.test(name)) return []
  return [
    ...removed.map((blob) => ({ kind: 'removes' as const, blob })),
    ...added.map((blob) => ({ kind: 'adds' as const, blob })),
  ]
}

interface BlobReader {
  /** Asks for blobs; the answers come in this order. */
  readonly ask: (blobs: readonly string[]) => void
  readonly read: () => Promise<Buffer>
  readonly close: () => void
}

const lineFeed = 10

function openBlobReader(folder: string): BlobReader {
  const child = spawn('git', ['-C', folder, 'cat-file', '--batch'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const failure = watch(child)
  // It is reported by whoever waits for an answer; without a reader it must not end the program.
  failure.catch(() => {})
  child.stdin.on('error', () => {})
  const pieces = child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let held: Buffer = Buffer.alloc(0)
  const more = async () => {
    const { value, done } = await pieces.next()
    if (done === true) {
      await failure
      throw new ArchiveUnreadable(`Unexpected end of git cat-file in ${folder}`)
    }
    held = held.length === 0 ? value : Buffer.concat([held, value])
  }
  const readHead = async (): Promise<number> => {
    let end = held.indexOf(lineFeed)
    while (end < 0) {
      await more()
      end = held.indexOf(lineFeed)
    }
    const head = held.subarray(0, end).toString('latin1')
    held = held.subarray(end + 1)
    const size = /^[0-9a-f]+ blob (\d+)$/u.exec(head)?.[1]
    if (size === undefined) {
      throw new ArchiveUnreadable(
        `Unexpected answer \`${head}\` of git in ${folder}, expected a blob`,
        'The repository may be incomplete: run `git fsck` in it.',
      )
    }
    return Number(size)
  }
  const readBytes = async (count: number): Promise<Buffer> => {
    // Pieces of a large message are joined once, not at every piece.
    const parts: Buffer[] = [held]
    let length = held.length
    while (length < count) {
      held = Buffer.alloc(0)
      await more()
      parts.push(held)
      length += held.length
    }
    const bytes = parts.length === 1 ? held : Buffer.concat(parts)
    held = bytes.subarray(count)
    return bytes.subarray(0, count)
  }
  return {
    ask: (blobs) => {
      if (blobs.length > 0) child.stdin.write(`${blobs.join('\n')}\n`)
    },
    read: async () => {
      const size = await readHead()
      const raw = (await readBytes(size + 1)).subarray(0, size)
      return raw
    },
    close: () => {
      child.stdin.end()
      child.kill()
    },
  }
}

/** Resolves when the program has ended well; rejects with what it complained about. */
async function watch(child: ChildProcess): Promise<void> {
  let complaint = ''
  child.stderr?.on('data', (piece: Buffer) => {
    if (complaint.length < 2_000) complaint += piece.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0 && code !== null) {
    throw new ArchiveUnreadable(`git ended with ${code}: ${complaint.trim()}`)
  }
}

async function runGit(parameters: readonly string[]): Promise<string> {
  const child = spawn('git', parameters, { stdio: ['ignore', 'pipe', 'pipe'] })
  const pieces: Buffer[] = []
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece))
  try {
    await watch(child)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new ArchiveUnreadable('git is not installed', 'Install git, or import an mbox.', {
        cause,
      })
    }
    throw cause
  }
  return Buffer.concat(pieces).toString()
}
