// Archives as public-inbox keeps them, made of made-up mail: git repositories written by
// `git fast-import`.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'

/** What one commit does to an archive. */
export type ArchiveStep = { readonly adds: Uint8Array } | { readonly removes: Uint8Array }

/** A bare v2 epoch: `m` holds the newest message, `d` one that was removed. */
export function writeV2(folder: string, steps: readonly ArchiveStep[]): void {
  writeHistory(
    folder,
    steps.map((step) => [
      Buffer.from('deleteall\n'),
      'adds' in step ? toFile('m', step.adds) : toFile('d', step.removes),
    ]),
  )
}

/** A bare v1 archive: one file per message. */
export function writeV1(folder: string, steps: readonly ArchiveStep[]): void {
  const nameOf = (raw: Uint8Array) => {
    const name = createHash('sha1').update(raw).digest('hex')
    return `${name.slice(0, 2)}/${name.slice(2)}`
  }
  writeHistory(
    folder,
    steps.map((step) => [
      'adds' in step
        ? toFile(nameOf(step.adds), step.adds)
        : Buffer.from(`D ${nameOf(step.removes)}\n`),
    ]),
  )
}

/** Replaces the history of the repository, or begins it. */
function writeHistory(folder: string, commits: readonly (readonly Buffer[])[]): void {
  mkdirSync(folder, { recursive: true })
  const git = (parameters: readonly string[], input?: Buffer) =>
    execFileSync('git', ['-C', folder, ...parameters], { input, stdio: ['pipe', 'pipe', 'pipe'] })
  git(['init', '--quiet', '--bare', '--initial-branch=master'])
  const stream = commits.flatMap((changes, at) => [
    Buffer.from(
      `commit refs/heads/master\nmark :${at + 1}\ncommitter test <test@example.org> ${1_400_000_000 + at} +0000\n` +
        `data 1\nx${at === 0 ? '' : `\nfrom :${at}`}\n`,
    ),
    ...changes,
    Buffer.from('\n'),
  ])
  git(['fast-import', '--quiet', '--force'], Buffer.concat(stream))
}

function toFile(name: string, content: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from(`M 100644 inline ${name}\ndata ${content.length}\n`),
    content,
    Buffer.from('\n'),
  ])
}

/** One file that holds a repository. */
export function writeBundle(folder: string, file: string): void {
  execFileSync('git', ['-C', folder, 'bundle', 'create', '--quiet', file, '--all'])
}
