// The same questions as public-inbox was asked, over archives as they are: the same messages, or the
// reason why not. PATCHLORE_ARCHIVES names the folder with the bundles.

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { importMail } from '#ingest'
import { openSearch, type SiteSearch } from '#search'
import { listMessages, type Store } from '#store'
import { aStore } from '../support/stores.ts'

const lists = ['linux-sparse', 'ksummit'] as const
const folder = process.env.PATCHLORE_ARCHIVES
const bundles = lists.map((list) => ({ list, file: path.join(folder ?? '', `${list}.bundle`) }))
const areThere = folder !== undefined && bundles.every(({ file }) => existsSync(file))
const why = areThere ? '' : ' (skipped: PATCHLORE_ARCHIVES names no folder with them)'

/** How many messages, and the beginning of a digest over their names. */
const found = z.tuple([z.number().int(), z.string().regex(/^[0-9a-f]{8}$/u)])
/** How many public-inbox finds, and how many are found here. */
const counts = z.tuple([z.number().int(), z.number().int()])

const { same, differs } = z
  .strictObject({
    same: z.array(z.strictObject({ ask: z.string(), 'linux-sparse': found, ksummit: found })),
    differs: z.array(
      z.strictObject({
        ask: z.string(),
        'linux-sparse': counts,
        ksummit: counts,
        why: z.string().regex(/^[\p{Lu}`p].*\.$/u),
      }),
    ),
  })
  .parse(parse(readFileSync(path.join(import.meta.dirname, 'public-inbox.yaml'), 'utf8')))

const messagesMax = 100_000
const importTimeoutMs = 300_000

describe.skipIf(!areThere)(`the real archives${why}`, () => {
  test('what public-inbox finds is found, and what differs is explained', {
    timeout: importTimeoutMs,
  }, async () => {
    const store = aStore()
    for (const { list, file } of bundles) await importMail(store, { paths: [file], list })
    const { ofList } = openSearch({ store: () => store, log: () => {} })
    const wrong: string[] = []
    for (const list of lists) {
      for (const { ask, [list]: expected } of same) {
        const names = await find({ store, ofList, list, text: ask })
        const digest = createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 8)
        if (names.length === expected[0] && digest === expected[1]) continue
        wrong.push(`${list}: ${ask}: ${names.length} instead of ${expected[0]}`)
      }
      for (const { ask, [list]: expected } of differs) {
        const names = await find({ store, ofList, list, text: ask })
        if (names.length === expected[1]) continue
        wrong.push(`${list}: ${ask}: ${names.length} instead of ${expected[1]}`)
      }
    }
    expect(wrong).toEqual([])
    expect(same.length).toBeGreaterThan(130)
  })
})

/** The names of what is found on a list, sorted; one that was used twice is one. */
async function find({
  store,
  ofList,
  list,
  text,
}: {
  readonly store: Store
  readonly ofList: SiteSearch['ofList']
  readonly list: string
  readonly text: string
}): Promise<readonly string[]> {
  const question = { list, text, order: 'newest', offset: 0, limit: messagesMax } as const
  const answer = await ofList(question, new AbortController().signal)
  if (answer.kind === 'wrong') throw new Error(`Unexpected problem: ${answer.message}`)
  return [...new Set(listMessages(store, answer.ids).map(({ messageId }) => messageId))].sort()
}
