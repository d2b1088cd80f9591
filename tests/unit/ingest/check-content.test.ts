import path from 'node:path'
import { expect, test } from 'vitest'
import { ContentMissing, checkContent } from '../../../src/ingest/check-content.ts'
import { aContentFolder, breakThread, firstThread } from '../../support/content-folder.ts'
import { aFolder } from '../../support/stores.ts'

test('content without a fault is a corpus, each thread with its Markdown', async () => {
  const { folder } = aContentFolder()
  const { files, corpus } = await checkContent(folder)
  expect(files.flatMap((file) => file.messages.map(String))).toEqual([])
  expect([...(corpus?.threads ?? [])].map(({ entry }) => entry.slug)).toEqual([
    'hashing-directories',
    'sorting-directories',
  ])
  for (const { entry, markdown } of corpus?.threads ?? []) {
    expect(markdown).toContain(entry.question)
    expect(markdown.startsWith('---\n')).toBe(true)
  }
})

test('one fatal fault in one file, and there is no corpus', async () => {
  const content = aContentFolder()
  breakThread(content)
  const { files, corpus } = await checkContent(content.folder)
  expect(corpus).toBeUndefined()
  const faulty = files.filter((file) => file.messages.length > 0)
  expect(faulty.map((file) => file.path)).toEqual([`content/${firstThread}`])
  // Once: what parsing found is put on the file by whoever unpacks it.
  expect(faulty[0]?.messages).toHaveLength(1)
  expect(faulty[0]?.messages[0]?.reason).toContain('under-revue')
  expect(faulty[0]?.messages[0]?.fatal).toBe(true)
})

test('files are shown as the reader would name them, sorted', async () => {
  const { folder } = aContentFolder()
  const { files } = await checkContent(folder, { shownAs: '../here' })
  const paths = files.map((file) => file.path)
  expect(paths).toContain('../here/sources.yaml')
  expect(paths).toEqual([...paths].sort())
})

test.each(['threads/notes.txt', 'threads/Picture.png', 'stray.md', 'people/sub.yaml'])(
  '%s has no place there',
  async (name) => {
    const content = aContentFolder()
    content.write(name, 'x')
    const { files, corpus } = await checkContent(content.folder)
    expect(corpus).toBeUndefined()
    expect(files.find((file) => file.path === `content/${name}`)?.messages.map(String)).toEqual([
      expect.stringContaining('Unexpected file, expected `threads/<slug>.md`'),
    ])
  },
)

test.each(['README.md', 'threads/README.md', 'evidence.lock.json', 'threads/.hidden'])(
  '%s may stand there and is no entry',
  async (name) => {
    const content = aContentFolder()
    content.write(name, 'Not an entry: x')
    const { files, corpus } = await checkContent(content.folder)
    expect([...(corpus?.threads ?? [])]).toHaveLength(2)
    expect(files.some((file) => file.path.endsWith(name))).toBe(false)
  },
)

test('a folder that is not there is the caller’s mistake', async () => {
  const folder = aFolder()
  await expect(checkContent(path.join(folder, 'nowhere'))).rejects.toThrow(ContentMissing)
})

test('an empty folder is content with nothing in it', async () => {
  const { corpus } = await checkContent(aFolder())
  expect({ ...corpus, threads: [...(corpus?.threads ?? [])] }).toEqual({
    threads: [],
    people: [],
    topics: [],
    sources: [],
  })
})
