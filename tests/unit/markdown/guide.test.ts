// The authors' guide and the rules speak of the same things.

import { readFileSync } from 'node:fs'
import GithubSlugger from 'github-slugger'
import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { corpusRules } from '#corpus'
import { contentRules, parseThread } from '#markdown'
import { threadSchema } from '../../../src/markdown/schemas.ts'
import { formatMessages } from './read-example.ts'

const guide = readFileSync(new URL('../../../content/README.md', import.meta.url), 'utf8')

test('every message links to a heading that is there', () => {
  const slugger = new GithubSlugger()
  const headings = [...guide.matchAll(/^#+ (.+)$/gmu)].map(([, title = '']) => slugger.slug(title))
  for (const { url } of [...contentRules, ...corpusRules]) {
    expect(headings).toContain(url.replace('content/README.md#', ''))
  }
})

test('every key of a thread links to a heading that is there', () => {
  const slugger = new GithubSlugger()
  const headings = [...guide.matchAll(/^#+ (.+)$/gmu)].map(([, title = '']) => slugger.slug(title))
  for (const key of Object.keys(threadSchema.shape)) {
    const value = `---\n${key}: {wrong: yes}\n---\n`
    const { file } = parseThread(new VFile({ path: 'threads/a.md', value }), { simulations: {} })
    for (const { url } of file.messages) {
      expect(headings).toContain(url?.replace('content/README.md#', ''))
    }
  }
})

test('the smallest entry of the guide is a good entry', () => {
  const [, value = ''] = /```md\n(---\n[\s\S]*?)```\n/u.exec(guide) ?? []
  const file = new VFile({ path: 'threads/hashing-directories.md', value })
  const { value: entry } = parseThread(file, { simulations: {} })
  expect(formatMessages(file)).toEqual([])
  expect(entry?.positions).toHaveLength(1)
})
