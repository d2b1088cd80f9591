// `patchlore check`: every fault of content/, with its place.

import path from 'node:path'
import type { Env } from '#env'
import { checkContent } from '#ingest'
import {
  countFaults,
  createProgress,
  formatAnnotations,
  formatFaults,
  formatSummary,
  toJson,
} from './report.ts'

/** Returns the exit code: 1 if any file has an error; warnings alone do not fail. */
export async function check(env: Env, { isJson }: { isJson: boolean }): Promise<number> {
  const shownAs = path.relative(process.cwd(), env.contentFolder) || '.'
  const progress = createProgress('checked')
  const { files } = await checkContent(env.contentFolder, {
    shownAs,
    onProgress: progress.show,
  }).finally(progress.end)
  const counts = countFaults(files)
  if (isJson) process.stdout.write(`${toJson(files)}\n`)
  else {
    const faults = formatFaults(files)
    if (faults !== '') process.stdout.write(`${faults}\n\n`)
    process.stdout.write(`${formatSummary(counts)}\n`)
  }
  if (env.isGithubActions && counts.errors + counts.warnings > 0) {
    process.stderr.write(`${formatAnnotations(files)}\n`)
  }
  return counts.errors > 0 ? 1 : 0
}
