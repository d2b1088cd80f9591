import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { fingerprint, listFiles } from '../../../src/ingest/fingerprint.ts'
import { aFolder } from '../../support/stores.ts'

let root: string

beforeEach(() => {
  root = aFolder()
  mkdirSync(path.join(root, 'content/threads'), { recursive: true })
  write('content/threads/a.md', 'one')
  write('content/sources.yaml', 'two')
  write('package.json', '{}')
})

function write(name: string, text: string): void {
  writeFileSync(path.join(root, name), text)
}

const read = (skip: readonly string[] = []) => fingerprint(root, ['content'], skip)

test('the same files have the same fingerprint, wherever they are', async () => {
  const before = await read()
  expect(await read()).toBe(before)
  const moved = `${root}-moved`
  renameSync(root, moved)
  expect(await fingerprint(moved, ['content'])).toBe(before)
  renameSync(moved, root)
})

test.each([
  ['a letter', () => write('content/threads/a.md', 'One')],
  ['a new file', () => write('content/threads/b.md', '')],
  ['a missing file', () => rmSync(path.join(root, 'content/sources.yaml'))],
  [
    'a new name',
    () => renameSync(path.join(root, 'content/threads/a.md'), path.join(root, 'content/b.md')),
  ],
  [
    'a line that went to the next file',
    () => {
      write('content/sources.yaml', 'tw')
      write('content/threads/a.md', 'oone')
    },
  ],
])('%s changes it', async (_, change) => {
  const before = await read()
  change()
  expect(await read()).not.toBe(before)
})

test.each([
  ['a file elsewhere', 'package.json'],
  ['a hidden file, such as an editor leaves', 'content/threads/.a.md.swp'],
])('%s does not change it', async (_, name) => {
  const before = await read()
  write(name, 'changed')
  expect(await read()).toBe(before)
})

test('folders to skip are left out at any depth', async () => {
  const before = await read(['generated'])
  mkdirSync(path.join(root, 'content/threads/generated'), { recursive: true })
  write('content/threads/generated/x.md', 'x')
  expect(await read(['generated'])).toBe(before)
  expect(await read()).not.toBe(before)
})

test('a single file can be asked for, and what is not there counts as empty', async () => {
  expect(await listFiles([path.join(root, 'package.json')])).toEqual([
    path.join(root, 'package.json'),
  ])
  expect(await listFiles([path.join(root, 'nowhere')])).toEqual([])
})

test('files come sorted, whatever order the disk has them in', async () => {
  write('content/threads/z.md', '')
  write('content/threads/b.md', '')
  const names = (await listFiles([path.join(root, 'content')])).map((file) => path.basename(file))
  expect(names).toEqual(['sources.yaml', 'a.md', 'b.md', 'z.md'])
})
