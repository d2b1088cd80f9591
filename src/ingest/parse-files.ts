// Parsing many files: what was parsed before is taken from where it was kept, a few are parsed
// here, and many on all processors at once.

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { VFile } from 'vfile'
import type { SimulationIndex } from '#markdown'
import { type Packed, pack } from './pack.ts'
import { type FileKind, parseFile } from './parse-file.ts'

export interface FileToParse {
  readonly kind: FileKind
  readonly file: VFile
}

/** Where results are kept between runs. */
export interface ParsedKeeper {
  /** Changes with the code that parses, so that nothing parsed by other code is taken. */
  readonly codeDigest: string
  find(path: string, digest: string): Packed | undefined
  /** Keeps these and forgets those of paths not named. */
  keep(fresh: readonly KeptFile[], paths: readonly string[]): void
}

export interface KeptFile {
  readonly path: string
  readonly digest: string
  readonly packed: Packed
}

export interface ParseFilesOptions {
  readonly simulations: SimulationIndex
  readonly keeper?: ParsedKeeper | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

// A worker has to load and warm up its own copy of the parsers: two to three seconds of a processor.
const filesPerWorkerMin = 150
const workersMax = 8
/** Enough that a worker never waits for the next ones, few enough that all end together. */
const batchSize = 8

/** The results in the order of the files. */
export async function parseFiles(
  files: readonly FileToParse[],
  { simulations, keeper, onProgress }: ParseFilesOptions,
): Promise<readonly Packed[]> {
  const results = new Array<Packed | undefined>(files.length)
  const digests = new Map<number, string>()
  const missing: number[] = []
  for (const [index, { file }] of files.entries()) {
    const digest = keeper && toDigest(keeper.codeDigest, JSON.stringify(simulations), String(file))
    const kept = digest === undefined ? undefined : keeper?.find(file.path, digest)
    if (digest !== undefined) digests.set(index, digest)
    if (kept === undefined) missing.push(index)
    else results[index] = kept
  }

  let done = files.length - missing.length
  const take = (index: number, packed: Packed) => {
    results[index] = packed
    done += 1
    onProgress?.(done, files.length)
  }
  const workers = Math.min(
    availableParallelism(),
    workersMax,
    Math.floor(missing.length / filesPerWorkerMin),
  )
  if (workers < 2) {
    for (const index of missing) {
      const { kind, file } = at(files, index)
      // A copy, as a worker has one: whoever unpacks the result puts its messages on the file.
      const copy = new VFile({ path: file.path, value: String(file) })
      take(index, pack(parseFile({ kind, file: copy }, simulations)))
    }
  } else {
    const jobs = missing.map((index) => {
      const { kind, file } = at(files, index)
      return { index, kind, path: file.path, text: String(file) }
    })
    await parseInWorkers(jobs, { workers, simulations, take })
  }

  const all = results.map((packed, index) => {
    if (packed === undefined) throw new Error(`${files[index]?.file.path} was not parsed`)
    return packed
  })
  keeper?.keep(
    missing.map((index) => ({
      path: at(files, index).file.path,
      digest: digests.get(index) ?? '',
      packed: at(all, index),
    })),
    files.map(({ file }) => file.path),
  )
  return all
}

/** What a worker gets. */
export interface ParseJob {
  readonly index: number
  readonly kind: FileKind
  readonly path: string
  readonly text: string
}

/** What it answers. */
export interface ParseDone {
  readonly index: number
  readonly packed: Packed
}

interface WorkersOptions {
  readonly workers: number
  readonly simulations: SimulationIndex
  readonly take: (index: number, packed: Packed) => void
}

async function parseInWorkers(
  jobs: readonly ParseJob[],
  { workers, simulations, take }: WorkersOptions,
): Promise<void> {
  let next = 0
  const running = Array.from({ length: workers }, async () => {
    const worker = new Worker(new URL('parse-worker.js', import.meta.url), {
      workerData: simulations,
    })
    try {
      while (next < jobs.length) {
        const batch = jobs.slice(next, next + batchSize)
        next += batch.length
        worker.postMessage(batch)
        // `once` rejects when the worker fails.
        const [answers] = (await once(worker, 'message')) as [readonly ParseDone[]]
        for (const { index, packed } of answers) take(index, packed)
      }
    } finally {
      await worker.terminate()
    }
  })
  await Promise.all(running)
}

function toDigest(...parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}\0`).update(part)
  return hash.digest('hex')
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index]
  if (found === undefined) throw new RangeError(`Unexpected index ${index}`)
  return found
}
