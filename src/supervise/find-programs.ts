// Which programs could be the search server: `meilisearch` on PATH, else the one of the optional npm
// package.

import { execFile } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

export type ProgramSource = 'path' | 'package'

export interface Program {
  readonly source: ProgramSource
  readonly file: string
}

/** Where to look. */
export interface ProgramPlaces {
  /** As PATH lists them. */
  readonly programFolders: readonly string[]
  /** Where the optional npm package has it, for the platforms it is made for. */
  readonly packagedProgram: string
}

const versionTimeoutMs = 10_000

/** Every program there is, best first. */
export function findPrograms({
  programFolders,
  packagedProgram,
}: ProgramPlaces): readonly Program[] {
  const name = process.platform === 'win32' ? 'meilisearch.exe' : 'meilisearch'
  const onPath = programFolders.map((folder) => path.join(folder, name)).find(isProgram)
  return [
    ...(onPath === undefined ? [] : [{ source: 'path', file: onPath } as const]),
    ...(existsSync(packagedProgram) ? [{ source: 'package', file: packagedProgram } as const] : []),
  ]
}

function isProgram(file: string): boolean {
  return isExecutable(file) && statSync(file).isFile()
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * A file that can be run. npm unpacks the package's program without the right to run it, and
 * node_modules may be read-only: then a copy is made in `folder`.
 */
export function toRunnable(file: string, folder: string): string {
  if (isExecutable(file)) return file
  try {
    chmodSync(file, 0o755)
    if (isExecutable(file)) return file
  } catch {
    // Not ours to change.
  }
  const copy = path.join(folder, `meilisearch-${statSync(file).size}`)
  if (existsSync(copy) && isExecutable(copy)) return copy
  mkdirSync(folder, { recursive: true })
  copyFileSync(file, copy, constants.COPYFILE_FICLONE)
  chmodSync(copy, 0o755)
  return copy
}

/** What it says of itself, e.g. `1.21.0`; rejects if it cannot be run here. */
export async function readProgramVersion(file: string): Promise<string> {
  const { stdout } = await promisify(execFile)(file, ['--version'], { timeout: versionTimeoutMs })
  return stdout.trim().replace(/^meilisearch /u, '')
}
