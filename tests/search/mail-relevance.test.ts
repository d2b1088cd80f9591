// Relevance over archives as they are. They are other people's words and not part of this project:
// PATCHLORE_ARCHIVES names the folder with the bundles.

import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { toMessageUrl } from '#domain'
import { importMail } from '#ingest'
import { openSearch } from '#search'
import { replaceContent } from '#store'
import { someContent } from '../support/content.ts'
import { aStore } from '../support/stores.ts'

const folder = process.env.PATCHLORE_ARCHIVES
const bundles = ['ksummit', 'linux-sparse'].map((list) => ({
  list,
  file: path.join(folder ?? '', `${list}.bundle`),
}))
const areThere = folder !== undefined && bundles.every(({ file }) => existsSync(file))
const why = areThere ? '' : ' (skipped: PATCHLORE_ARCHIVES names no folder with them)'

const questions = z
  .array(
    z.strictObject({
      ask: z.string().min(1),
      within: z.union([z.literal(1), z.literal(3)]),
      find: z.array(z.string().regex(/^[a-z-]+\/.+$/u)).min(1),
    }),
  )
  .parse(parse(readFileSync(path.join(import.meta.dirname, 'mail-relevance.yaml'), 'utf8')))

const importTimeoutMs = 300_000

test('there are at least 30 questions, each asked once', () => {
  expect(new Set(questions.map(({ ask }) => ask)).size).toBe(questions.length)
  expect(questions.length).toBeGreaterThanOrEqual(30)
})

describe.skipIf(!areThere)(`the real archives${why}`, () => {
  test('what readers ask for is first, or among the first three', {
    timeout: importTimeoutMs,
  }, async () => {
    const store = aStore()
    replaceContent(store, someContent())
    for (const { list, file } of bundles) await importMail(store, { paths: [file], list })
    const search = openSearch({ store: () => store, log: () => {} })
    const missed: string[] = []
    let first = 0
    for (const { ask, within, find } of questions) {
      const { hits } = await search.answer({ text: ask })
      const wanted = find.map((address) => {
        const at = address.indexOf('/')
        return toMessageUrl(address.slice(0, at), address.slice(at + 1))
      })
      const rank = hits.findIndex(({ url }) => wanted.includes(url)) + 1
      if (rank === 1) first += 1
      if (rank === 0 || rank > within) missed.push(`${ask}: ${rank === 0 ? 'not found' : rank}`)
    }
    expect(missed).toEqual([])
    expect(first / questions.length).toBeGreaterThanOrEqual(0.75)
  })
})
