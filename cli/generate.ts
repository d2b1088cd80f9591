// Makes the Prisma client where it is missing or old. Everything that touches the store needs it,
// so the program runs this before it loads any command.

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { childEnvironment } from '#env'

/** Returns whether anything had to be made. */
export async function generateClient(root: string): Promise<boolean> {
  const stampFile = path.join(root, 'src/store/generated/.stamp')
  const require = createRequire(import.meta.url)
  const { version } = require('prisma/package.json') as { version: string }
  const schema = await readFile(path.join(root, 'prisma/schema.prisma'), 'utf8')
  const stamp = createHash('sha256').update(`${version}\0${schema}`).digest('hex')
  const made = await readFile(stampFile, 'utf8').catch(() => '')
  if (made === stamp) return false

  await run(process.execPath, [require.resolve('prisma/build/index.js'), 'generate'], root)
  await mkdir(path.dirname(stampFile), { recursive: true })
  await writeFile(stampFile, stamp)
  return true
}

/** Runs a program to its end; rejects with what it printed if it fails. */
export function run(
  command: string,
  parameters: readonly string[],
  cwd: string,
  env = childEnvironment(),
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(output)
      else
        reject(
          new Error(
            `${[path.basename(command), ...parameters].join(' ')} exited with ${code}\n${output}`,
          ),
        )
    })
  })
}
