import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importMail } from '#ingest'
import { listPatchIds as listIds } from '#mail'
import { listNewestMessages, readMessageDocument } from '#store'
import { aStore } from '../../support/stores.ts'

const sha1 = (text: string) => createHash('sha1').update(text).digest()
const listPatchIds = (text: string) => listIds(text, sha1)

/** What git itself says. */
function askGit(text: string): readonly string[] {
  return execFileSync('git', ['patch-id', '--stable'], { input: text, encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => (line === '' ? [] : line.slice(0, 40)))
}

const file = (name: string, body: string, head = '') =>
  `diff --git a/${name} b/${name}\n${head}--- a/${name}\n+++ b/${name}\n${body}`
const hunk =
  '@@ -27,3 +27,3 @@ static int match(void)\n \tif (a)\n-\t\treturn 0;\n+\t\treturn 1;\n }\n'
const id = '02b5f4b4d1e636d767cb8b5bbbf7aeacb400b8d1'

describe('a patch has the same id', () => {
  const whole = file('x.c', hunk, 'index 0cb01a4b1d9c..3d0a4a2e3f11 100644\n')
  test.each([
    ['as it is', whole],
    [
      'in a mail, with words before and a signature behind',
      `Mend it.\n---\n x.c | 2 +-\n\n${whole}-- \n2.1.0\n`,
    ],
    ['without its blobs', file('x.c', hunk)],
    ['at another line', whole.replace('-27,3 +27,3', '-99,3 +101,3')],
    ['in another function', whole.replace('match(void)', 'other(int)')],
    ['indented otherwise', whole.replaceAll('\t', '        ')],
    ['with the line ends of another system', whole.replaceAll('\n', '\r\n')],
  ])('%s', (_, text) => {
    expect(listPatchIds(text)).toEqual([id])
  })
})

test.each([
  ['no patch', 'Hello.\n', 0],
  ['a diff without a line that begins with diff', '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n', 0],
  ['files, one after the other', file('x.c', hunk) + file('y.c', hunk), 1],
  ['two patches with words between', `${file('x.c', hunk)}\nAnd:\n${file('y.c', hunk)}`, 2],
  [
    'two patches as git writes them to one file',
    `From ${id} Mon\n${file('x.c', hunk)}-- \nFrom ${id} Mon\n${file('y.c', hunk)}`,
    2,
  ],
  ['a file without a last line end', file('x.c', `${hunk}\\ No newline at end of file\n`), 1],
  ['a new mode', 'diff --git a/x b/x\nold mode 100644\nnew mode 100755\n', 1],
  [
    'a new mode before another file',
    `diff --git a/x b/x\nold mode 100644\nnew mode 100755\n${file('y.c', hunk)}`,
    1,
  ],
  [
    'a binary file',
    'diff --git a/x b/x\nindex 1234567..89abcde 100644\nBinary files a/x and b/x differ\n',
    1,
  ],
  [
    'a binary patch and a file',
    `diff --git a/x b/x\nindex 1234567..89abcde 100644\nGIT binary patch\nliteral 3\nKc-muKc-mu\n\n${file('y.c', hunk)}`,
    1,
  ],
  ['a hunk without counts', file('x.c', '@@ -1 +1 @@\n-a\n+b\n'), 1],
  ['a hunk that is cut off', file('x.c', '@@ -1,9 +1,9 @@\n a\n-b\n+c\n'), 1],
  ['a hunk with a line too many', file('x.c', '@@ -1 +1 @@\n-a\n+b\n+c\n'), 1],
  ['a renamed file', 'diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n', 1],
  ['a quoted patch', file('x.c', hunk).replaceAll(/^/gmu, '> '), 0],
])('%s: git says the same', (_, text, count) => {
  const ids = listPatchIds(text)
  expect(ids).toHaveLength(count)
  expect(ids).toEqual(askGit(text))
})

// Not of binary files without an `index` line: git then adds what happens to lie in its memory.
test('of whatever is put together from lines of patches, git says the same', () => {
  const line = fc.constantFrom(
    ...file('x.c', hunk).split('\n').slice(0, -1),
    ...['index 1234567..89abcde', 'index 12..34 100644', ''],
    ...[
      '@@ -1 +1 @@',
      '@@ -1,0 +1,2 @@',
      '@@ -1,2',
      '@@ - ',
      'new file mode 100644',
      '-- ',
      '+++',
      '-a',
    ],
    ...[
      '\\ No newline at end of file',
      '\\ short',
      `commit ${id}`,
      `From ${id.slice(1)}`,
      ' é',
      '\t+',
    ],
  )
  const lines = fc.array(line, { minLength: 3, maxLength: 30 })
  fc.assert(
    fc.property(lines, (some) => {
      const text = `${file('x.c', '')}${some.join('\n')}\n`
      expect(listPatchIds(text)).toEqual(askGit(text))
    }),
    { numRuns: 200, seed: 20_261_128 },
  )
})

const folder = process.env.PATCHLORE_ARCHIVES
const bundles = ['ksummit', 'linux-sparse'].map((list) => ({
  list,
  bundle: path.join(folder ?? '', `${list}.bundle`),
}))
const areThere = folder !== undefined && bundles.every(({ bundle }) => existsSync(bundle))
const why = areThere ? '' : ' (skipped: PATCHLORE_ARCHIVES names no folder with them)'

describe.skipIf(!areThere)(`the real archives${why}`, () => {
  test.each(bundles)(
    'git says the same of every patch on $list',
    async ({ list, bundle }) => {
      const store = aStore()
      await importMail(store, { paths: [bundle], list })
      const texts = listNewestMessages(store, { list, limit: 100_000 })
        .flatMap(({ id }) => readMessageDocument(store, id).parts.map(({ text }) => text))
        .filter((text) => /^(?:diff|---|\+\+\+) /mu.test(text))
      expect(texts.length).toBeGreaterThan(20)
      const wrong = texts.filter((text) => listPatchIds(text).join() !== askGit(text).join())
      expect(wrong).toEqual([])
    },
    300_000,
  )
})
