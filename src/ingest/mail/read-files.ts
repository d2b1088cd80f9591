// Archives that are one file per message: Maildir, folders of .eml, a single .eml.

import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { ArchiveEvent, MailArchive } from './archive.ts'
import { toKey } from './to-key.ts'

/** Larger files are no mail anybody sent. */
const fileBytesMax = 256 * 1024 * 1024

/** A Maildir has `cur` and `new`; `tmp` holds what is still being delivered. */
export async function openMaildir(folder: string): Promise<MailArchive | undefined> {
  const children = await readdir(folder)
  if (!children.includes('cur') || !children.includes('new')) return undefined
  const files: string[] = []
  for (const part of ['cur', 'new']) {
    for (const name of await readdir(path.join(folder, part))) {
      if (!name.startsWith('.')) files.push(path.join(folder, part, name))
    }
  }
  return toArchive('maildir', {
    place: folder,
    files,
    toFileKey: (file) => toKey(toUniqueName(file)),
  })
}

/** Flags stand behind the colon and change when somebody reads the message; it is the same one. */
function toUniqueName(file: string): string {
  return path.basename(file).split(':', 1)[0] ?? ''
}

/** Every `.eml` of a folder, in the folders below it too; `undefined` if there is none. */
export async function openEmlFolder(folder: string): Promise<MailArchive | undefined> {
  const children = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = children
    .filter((child) => child.isFile() && child.name.toLowerCase().endsWith('.eml'))
    .map((child) => path.join(child.parentPath, child.name))
  return files.length === 0 ? undefined : toArchive('eml', { place: folder, files })
}

/** A single message; anything that begins with a header field. */
export async function openEml(file: string): Promise<MailArchive | undefined> {
  const { size } = await stat(file)
  if (size > fileBytesMax) return undefined
  const head = (await readFile(file)).subarray(0, 1000).toString('latin1')
  const isMail = /^(?:From [^\n]*\n)?[!-9;-~]+:[ \t]/u.test(head)
  return isMail ? toArchive('eml', { place: file, files: [file] }) : undefined
}

interface FilesOfArchive {
  readonly place: string
  readonly files: readonly string[]
  /** Where names are permanent, so that known files need not be read. */
  readonly toFileKey?: (file: string) => Uint8Array
}

function toArchive(
  kind: 'maildir' | 'eml',
  { place, files, toFileKey }: FilesOfArchive,
): MailArchive {
  const sorted = [...files].sort()
  return {
    kind,
    place,
    total: { unit: 'messages', count: sorted.length },
    isWhole: true,
    events: async function* (known): AsyncGenerator<ArchiveEvent> {
      const position = 'whole'
      for (const [at, file] of sorted.entries()) {
        const done = at + 1
        const fileKey = toFileKey?.(file)
        if (fileKey !== undefined && known(fileKey)) {
          yield { kind: 'kept', key: fileKey, position, done }
          continue
        }
        const raw = await readIfThere(file)
        if (raw === undefined) continue
        const key = fileKey ?? toKey(raw)
        if (fileKey === undefined && known(key)) yield { kind: 'kept', key, position, done }
        else
          yield {
            kind: 'message',
            key,
            place: path.relative(place, file) || file,
            raw,
            position,
            done,
          }
      }
      yield { kind: 'end', position }
    },
  }
}

/** A mail program may move or delete a file of a Maildir while it is read. */
async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
