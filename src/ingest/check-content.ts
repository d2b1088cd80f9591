// Reads content/ and calls the rooms that understand it. Nothing is written here.

import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { VFile } from 'vfile'
import type { Corpus, Person, Source, ThreadEntry } from '#domain'
import type { Parsed, Place } from '#markdown'
import { catalog } from '#simulations'
import type { ThreadToStore } from '#store'
import { lockName } from './evidence/evidence-lock.ts'
import { listFiles } from './fingerprint.ts'
import type { FileToParse, ParsedKeeper } from './parse-files.ts'

export interface CheckedContent {
  /** Every file read, with its messages; sorted by path. */
  readonly files: readonly VFile[]
  /** Present if no file has a fatal fault. */
  readonly corpus?: Corpus<ThreadToStore>
  /** Where in which file an anchor of a thread is made. */
  readonly findAnchor: (slug: string, anchor: string) => AnchorPlace | undefined
  /** What names are taken, also while some entry has faults. */
  readonly listNames: () => TakenNames
}

export interface TakenNames {
  /** `undefined` if somebody's file cannot be read. */
  readonly people: readonly Person[] | undefined
  /** The slugs of all threads, those they had formerly among them. */
  readonly threadSlugs: ReadonlySet<string>
}

export interface AnchorPlace {
  readonly file: VFile
  readonly place: Place
}

/** `content/` is not there or is no folder. */
export class ContentMissing extends Error {
  override name = 'ContentMissing'
}

export interface CheckOptions {
  /** What paths in messages start with, e.g. `content`. */
  readonly shownAs?: string
  readonly keeper?: ParsedKeeper | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/**
 * Parses and checks everything under the folder. Faults are messages on the files.
 * @param folder `content/`
 */
export async function checkContent(
  folder: string,
  { shownAs = 'content', ...options }: CheckOptions = {},
): Promise<CheckedContent> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isFolder) throw new ContentMissing(`Unexpected absence of ${folder}, expected a folder`)
  // Loaded only now: a start with nothing changed must not wait for the parsers.
  const [{ checkCorpus }, { unpack }, { parseFiles }] = await Promise.all([
    import('#corpus'),
    import('./pack.ts'),
    import('./parse-files.ts'),
  ])

  const kinds = sortByKind(await listFiles([folder]), folder)
  const read = async (file: string) =>
    new VFile({
      path: path.posix.join(shownAs, path.relative(folder, file).split(path.sep).join('/')),
      value: await readFile(file, 'utf8'),
    })
  // One after the other: a thousand open files gain nothing and some systems refuse them.
  const files: FileToParse[] = []
  for (const kind of ['thread', 'person', 'topic'] as const) {
    for (const file of kinds[kind]) files.push({ kind, file: await read(file) })
  }
  files.push({ kind: 'sources', file: await readSources(folder, shownAs, read) })
  const strays = await Promise.all(kinds.stray.map(read))
  for (const stray of strays) reportStray(stray)

  const packed = await parseFiles(files, { simulations: catalog, ...options })
  const listParsed = <T>(kind: FileToParse['kind']): Parsed<T>[] =>
    files.flatMap(({ kind: own, file }, index) => {
      const result = packed[index]
      return own !== kind || result === undefined ? [] : unpack<T>(result, file)
    })
  const threads = listParsed<ThreadEntry>('thread')
  const [sources] = listParsed<readonly Source[]>('sources')
  if (sources === undefined) throw new Error('Unexpected absence of the list of sources')

  const people = listParsed<Person>('person')
  const corpus = checkCorpus({
    threads,
    people,
    topics: listParsed('topic'),
    sources,
  })
  const all = [...files.map(({ file }) => file), ...strays].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  )
  const findAnchor = (slug: string, anchor: string) => {
    const thread = threads.find((parsed) => parsed.slug === slug)
    const made = thread?.definitions.find(({ kind, id }) => kind === 'anchor' && id === anchor)
    return thread && made && { file: thread.file, place: made.place }
  }
  const listNames = () => toTakenNames(threads, people)
  if (corpus === undefined || strays.length > 0) return { files: all, findAnchor, listNames }

  const markdownBySlug = new Map(threads.map(({ file, slug }) => [slug, String(file)]))
  return {
    files: all,
    findAnchor,
    listNames,
    corpus: {
      ...corpus,
      threads: {
        *[Symbol.iterator]() {
          for (const entry of corpus.threads) {
            yield { entry, markdown: markdownBySlug.get(entry.slug) ?? '' }
          }
        },
      },
    },
  }
}

function toTakenNames(
  threads: readonly Parsed<ThreadEntry>[],
  people: readonly Parsed<Person>[],
): TakenNames {
  const known = people.flatMap(({ value }) => value ?? [])
  const former = threads.flatMap(({ definitions }) =>
    definitions.flatMap(({ kind, id }) => (kind === 'former-slug' ? id : [])),
  )
  return {
    people: known.length === people.length ? known : undefined,
    threadSlugs: new Set([...threads.map(({ slug }) => slug), ...former]),
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
    thread: [] as string[],
    person: [] as string[],
    topic: [] as string[],
    stray: [] as string[],
  }
  for (const file of files) {
    const relative = path.relative(folder, file).split(path.sep).join('/')
    const [, kind] = /^(threads|people|topics)\/[^/]+\.md$/u.exec(relative) ?? []
    // READMEs are for people who write; sources.yaml and the lock of verdicts have readers of their own.
    if (/(?:^|\/)README\.md$/u.test(relative)) continue
    if (relative === 'sources.yaml' || relative === lockName) continue
    if (kind === 'threads') kinds.thread.push(file)
    else if (kind === 'people') kinds.person.push(file)
    else if (kind === 'topics') kinds.topic.push(file)
    else kinds.stray.push(file)
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
