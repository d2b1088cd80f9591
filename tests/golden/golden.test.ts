// Whole folders of content with what is expected of them, see README.md.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { VFile } from 'vfile'
import { checkCorpus } from '#corpus'
import { parsePerson, parseSources, parseThread, parseTopic } from '#markdown'

const golden = import.meta.dirname
const simulations = { 'kernel-stack': { presets: ['eight', 'sixteen'] } }
const cases = readdirSync(golden, { withFileTypes: true })
  .filter((found) => found.isDirectory())
  .map(({ name }) => name)
  .sort()

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) => path.relative(folder, path.join(found.parentPath, found.name)))
    .sort()
}

function checkFolder(folder: string) {
  const files = listFiles(folder)
  const readAll = (kind: string) =>
    files.flatMap((file) => (file.startsWith(`${kind}/`) ? read(folder, file) : []))
  const parsed = {
    threads: readAll('threads').map((file) => parseThread(file, { simulations })),
    people: readAll('people').map(parsePerson),
    topics: readAll('topics').map(parseTopic),
    sources: parseSources(read(folder, 'sources.yaml')),
  }
  const checked = checkCorpus(parsed)
  const corpus = checked && { ...checked, threads: [...checked.threads] }
  const all = [...parsed.threads, ...parsed.people, ...parsed.topics, parsed.sources]
  const messages = all
    .flatMap(({ file }) => file.messages)
    .map((message) => `${message} (${message.fatal ? 'error' : 'warning'} ${message.ruleId})\n`)
  return {
    'entries.json': `${JSON.stringify(corpus ?? null, null, 1)}\n`,
    'messages.txt': messages.join(''),
  }
}

function read(folder: string, file: string): VFile {
  const absolute = path.join(folder, file)
  return new VFile({ path: file, value: existsSync(absolute) ? readFileSync(absolute, 'utf8') : '' })
}

function write(folder: string, files: Record<string, string>): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
}

test.each(cases)('%s', (name) => {
  const expected = path.join(golden, name, 'expected')
  const changed = path.join(golden, name, 'expected.changed')
  const actual = checkFolder(path.join(golden, name, 'input'))
  rmSync(changed, { recursive: true, force: true })

  const isMissing = !existsSync(expected)
  if (isMissing && process.env.CI) throw new Error(`Unexpected absence of ${expected}, expected a folder`)
  if (isMissing || process.env.UPDATE_GOLDEN === '1') write(expected, actual)

  for (const [file, text] of Object.entries(actual)) {
    const before = readFileSync(path.join(expected, file), 'utf8')
    if (before !== text) write(changed, actual)
    expect(text).toBe(before)
  }
})
