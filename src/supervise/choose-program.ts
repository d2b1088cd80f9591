// The first program that can be run here and is new enough.

import { requireVersion, ServerUnusable } from '#search'
import { type Program, readProgramVersion, toRunnable } from './find-programs.ts'

export interface ChosenProgram extends Program {
  readonly version: string
}

/** Throws `ServerUnusable` with what is wrong with the best one if none will do. */
export async function chooseProgram(
  programs: readonly Program[],
  copyFolder: string,
): Promise<ChosenProgram> {
  const faults: ServerUnusable[] = []
  for (const { source, file: found } of programs) {
    try {
      const file = toRunnable(found, copyFolder)
      const version = await readProgramVersion(file)
      requireVersion(version)
      return { source, file, version }
    } catch (error) {
      faults.push(toFault(error, found))
    }
  }
  throw faults[0] ?? new RangeError('Unexpected empty list of programs')
}

function toFault(error: unknown, file: string): ServerUnusable {
  if (error instanceof ServerUnusable) {
    return new ServerUnusable(error.fault, `${error.message} (${file})`, error.hint)
  }
  return new ServerUnusable(
    'failed',
    `Unexpected failure to run ${file}: ${error instanceof Error ? error.message : String(error)}`,
    `Try \`${file} --version\`. Until it runs, SQLite answers every search.`,
    { cause: error },
  )
}
