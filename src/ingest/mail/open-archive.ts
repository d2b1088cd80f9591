// What a path is: a file or folder is looked into, names are not trusted.

import { open, stat } from 'node:fs/promises'
import path from 'node:path'
import { ArchiveUnreadable, type MailArchive } from './archive.ts'
import { openEml, openEmlFolder, openMaildir } from './read-files.ts'
import { openBundle, openGit } from './read-git.ts'
import { openMbox } from './read-mbox.ts'

export interface OpenArchive extends MailArchive {
  readonly close?: () => Promise<void>
}

/** The archives at a path, e.g. one for each epoch of a public-inbox. */
export async function openArchives(
  given: string,
  position: (place: string) => string | undefined,
): Promise<readonly OpenArchive[]> {
  const place = path.resolve(given)
  const found = await stat(place).catch(() => undefined)
  if (found === undefined) throw new ArchiveUnreadable(`Unexpected path ${given}: nothing is there`)
  const archives = found.isDirectory()
    ? await openFolder(place, position)
    : await openFile(place, position)
  if (archives.length === 0) {
    throw new ArchiveUnreadable(
      `Unexpected content of ${given}, expected mail`,
      'An mbox, also .gz; a Maildir; .eml files; a public-inbox repository, its folder of epochs, or a git bundle.',
    )
  }
  return archives
}

async function openFolder(
  place: string,
  position: (place: string) => string | undefined,
): Promise<readonly OpenArchive[]> {
  const repositories = await openGit(place, position)
  if (repositories.length > 0) return repositories
  const archive = (await openMaildir(place)) ?? (await openEmlFolder(place))
  return archive === undefined ? [] : [archive]
}

const bundleMark = '# v'

async function openFile(
  place: string,
  position: (place: string) => string | undefined,
): Promise<readonly OpenArchive[]> {
  const isBundle = (await readStart(place)).startsWith(bundleMark)
  const archive = isBundle
    ? await openBundle(place, position)
    : ((await openMbox(place, position)) ?? (await openEml(place)))
  return archive === undefined ? [] : [archive]
}

async function readStart(file: string): Promise<string> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0)
    return buffer.subarray(0, bytesRead).toString('latin1')
  } finally {
    await handle.close()
  }
}
