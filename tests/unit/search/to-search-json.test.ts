import { expect, test } from 'vitest'
import { createSearch, createSqliteEngine, toSearchJson } from '#search'
import { replaceContent } from '#store'
import { someContent } from '../../support/content.ts'
import { nowMs } from '../../support/search.ts'
import { aStore } from '../../support/stores.ts'

test('an answer for programs is plain text with the places of its marks', async () => {
  const store = aStore()
  replaceContent(store, someContent())
  const search = createSearch({
    store: () => store,
    engines: [createSqliteEngine(() => store)],
    now: () => nowMs,
    log: () => {},
  })
  const answer = await search.answer({ text: 'grows', selection: { stance: ['alternative'] } })
  const json = toSearchJson(answer, 'https://patchlore.example')
  expect(json).toMatchObject({
    version: 1,
    query: 'grows',
    total: 1,
    page: 1,
    pages: 1,
    engine: { name: 'sqlite', label: 'SQLite full text' },
    corrected: null,
    notes: [],
    hits: [
      {
        kind: 'position',
        url: 'https://patchlore.example/threads/directory-index#position-ben-tree',
        excerpt: 'A tree grows with the directory; a hash table does not.',
        excerptMarks: [[7, 12]],
        titleMarks: [],
        person: 'Ben Reviewer',
        date: '2014-10-05',
      },
    ],
  })
  expect(json.facets?.stance).toEqual([
    { value: 'alternative', label: 'alternative', count: 1, isChosen: true },
  ])
  const without = await search.answer({ ...answer.question, withFacets: false })
  expect(toSearchJson(without, 'https://patchlore.example')).toEqual({
    ...json,
    tookMs: expect.any(Number),
    facets: null,
  })
  expect(JSON.stringify(json)).not.toMatch(/[\uE000\uE001]/u)
})
