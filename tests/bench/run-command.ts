// A command of ours as an operator runs it: how long from start to end, and how much memory.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { childEnvironment } from '#env'
import { root } from '../support/site.ts'

export interface CommandRun {
  readonly ms: number
  readonly peakMemoryMb: number
}

const commandTimeoutMs = 600_000

/** @param folder holds `content/` and `data/` */
export async function runCommand(
  parameters: readonly string[],
  folder: string,
): Promise<CommandRun> {
  const usageFile = path.join(folder, 'usage.json')
  const started = performance.now()
  const child = spawn(
    process.execPath,
    [
      '--import',
      new URL('report-usage.js', import.meta.url).href,
      path.join(root, 'cli/patchlore.js'),
      ...parameters,
    ],
    {
      cwd: root,
      timeout: commandTimeoutMs,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: childEnvironment({
        PATCHLORE_CONTENT: path.join(folder, 'content'),
        PATCHLORE_DATA: path.join(folder, 'data'),
        PATCHLORE_USAGE_FILE: usageFile,
      }),
    },
  )
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
  }
  const [code] = (await once(child, 'close')) as [number | null]
  const ms = performance.now() - started
  if (code !== 0) {
    throw new Error(
      `patchlore ${parameters.join(' ')} exited with ${code}\n${printed.slice(-4_000)}`,
    )
  }
  // Node gives kilobytes on every system.
  const { maxRSS } = JSON.parse(await readFile(usageFile, 'utf8')) as NodeJS.ResourceUsage
  return { ms, peakMemoryMb: Math.round(maxRSS / 1024) }
}
