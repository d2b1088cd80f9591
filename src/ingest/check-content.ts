// Reads content/ and calls the rooms that understand it. Nothing is written here.

import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { VFile } from 'vfile'
import { checkCorpus } from '#corpus'
import type { Corpus } from '#domain'
import { parsePerson, parseSources, parseThread, parseTopic } from '#markdown'
import { catalog } from '#simulations'
import type { ThreadToStore } from '#store'
import { listFiles } from './fingerprint.ts'

export interface CheckedContent {
  /** Every file read, with its messages; sorted by path. */
  readonly files: readonly VFile[]
  /** Present if no file has a fatal fault. */
  readonly corpus?: Corpus<ThreadToStore>
}

/** `content/` is not there or is no folder. */
export class ContentMissing extends Error {
  override name = 'ContentMissing'
}

/**
 * Parses and checks everything under the folder. Faults are messages on the files.
 * @param folder `content/`
 * @param shownAs what paths in messages start with, e.g. `content`
 */
export async function checkContent(folder: string, shownAs = 'content'): Promise<CheckedContent> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isFolder) throw new ContentMissing(`Unexpected absence of ${folder}, expected a folder`)

  const kinds = sortByKind(await listFiles([folder]), folder)
  const read = async (file: string) =>
    new VFile({
      path: path.posix.join(shownAs, path.relative(folder, file).split(path.sep).join('/')),
      value: await readFile(file, 'utf8'),
    })
  const simulations = catalog
  const threads = []
  // One after the other: a thousand open files gain nothing and some systems refuse them.
  for (const file of kinds.threads) threads.push(parseThread(await read(file), { simulations }))
  const people = []
  for (const file of kinds.people) people.push(parsePerson(await read(file)))
  const topics = []
  for (const file of kinds.topics) topics.push(parseTopic(await read(file)))
  const sources = parseSources(await readSources(folder, shownAs, read))
  const strays = await Promise.all(kinds.strays.map(read))
  for (const stray of strays) reportStray(stray)

  const corpus = checkCorpus({ threads, people, topics, sources })
  const files = [...threads, ...people, ...topics, sources].map((parsed) => parsed.file)
  const all = [...files, ...strays].sort((a, b) => (a.path < b.path ? -1 : 1))
  if (corpus === undefined || strays.length > 0) return { files: all }

  const markdownBySlug = new Map(threads.map(({ file }) => [file.stem, String(file)]))
  return {
    files: all,
    corpus: {
      ...corpus,
      threads: corpus.threads.map((entry) => ({
        entry,
        markdown: markdownBySlug.get(entry.slug) ?? '',
      })),
    },
  }
}

async function readSources(
  folder: string,
  shownAs: string,
  read: (file: string) => Promise<VFile>,
): Promise<VFile> {
  const file = path.join(folder, 'sources.yaml')
  const isThere = await stat(file).then(
    () => true,
    () => false,
  )
  return isThere ? read(file) : new VFile({ path: `${shownAs}/sources.yaml`, value: '' })
}

function sortByKind(files: readonly string[], folder: string) {
  const kinds = {
    threads: [] as string[],
    people: [] as string[],
    topics: [] as string[],
    strays: [] as string[],
  }
  for (const file of files) {
    const relative = path.relative(folder, file).split(path.sep).join('/')
    const [, kind] = /^(threads|people|topics)\/[^/]+\.md$/u.exec(relative) ?? []
    // READMEs are for people who write; sources.yaml and the lock of verdicts have readers of their own.
    if (/(?:^|\/)README\.md$/u.test(relative)) continue
    if (relative === 'sources.yaml' || relative === 'evidence.lock.json') continue
    if (kind === 'threads' || kind === 'people' || kind === 'topics') kinds[kind].push(file)
    else kinds.strays.push(file)
  }
  return kinds
}

function reportStray(file: VFile): void {
  const message = file.message(
    'Unexpected file, expected `threads/<slug>.md`, `people/<slug>.md`, `topics/<slug>.md` or `sources.yaml`',
    { place: { line: 1, column: 1 }, ruleId: 'file-has-a-place', source: 'patchlore' },
  )
  message.fatal = true
}
