// The site with Meilisearch beside it, as an operator has it: it joins by itself, is filled by whoever
// indexes, and when it is killed not one reader notices more than who answered.

import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isAlive, readServerState } from '#supervise'
import { isMeilisearchMissing, onRealMeilisearch } from '../support/meilisearch.ts'
import { type RunningSite, root, runPatchlore, startSite, waitFor } from '../support/site.ts'

const patience = { timeoutMs: 60_000 }

describe.skipIf(isMeilisearchMissing)(onRealMeilisearch, () => {
  let contentFolder: string
  let site: RunningSite

  beforeAll(async () => {
    contentFolder = await mkdtemp(path.join(tmpdir(), 'patchlore-content-'))
    await cp(path.join(root, 'content'), contentFolder, { recursive: true })
    site = await startSite({
      contentFolder,
      settings: { PATCHLORE_MEILISEARCH: 'auto', PATCHLORE_SEARCHES_PER_SECOND: '0' },
    })
  })
  afterAll(async () => {
    await site?.stop()
    await rm(contentFolder, { recursive: true, force: true })
  })

  const state = () => readServerState(site.dataFolder)

  const ask = async (query: string, choices = '') => {
    const address = `${site.url}/api/search?q=${encodeURIComponent(query)}${choices}`
    const response = await fetch(address, { headers: { connection: 'close' } })
    expect(response.status, await response.clone().text()).toBe(200)
    return (await response.json()) as { total: number; engine: { name: string } | null }
  }

  const untilAnsweredBy = async (name: string) =>
    await waitFor(async () => {
      const answer = await ask('torvalds')
      return answer.engine?.name === name ? answer : undefined
    }, patience)

  test('it joins the site, and what was kept of SQLite before is not shown any more', async () => {
    const { total } = await untilAnsweredBy('meilisearch')
    expect(total).toBeGreaterThan(0)
    const page = await (await fetch(`${site.url}/search?q=torvalds`)).text()
    expect(page).toContain('Meilisearch')
  })

  test.each([
    ['stack', '&by=thread'],
    ['thread:{dev_snmp6}', ''],
    ['s:stack', ''],
    ['stack OR virtio', ''],
  ])(
    'what it has no exact answer to, %s%s, is answered by SQLite beside it',
    async (query, choices) => {
      await untilAnsweredBy('meilisearch')
      const { total, engine } = await ask(query, choices)
      expect(engine?.name).toBe('sqlite')
      expect(total).toBeGreaterThan(0)
      expect((await ask('torvalds')).engine?.name).toBe('meilisearch')
    },
  )

  test('another process that indexes fills it, and its new edition is searched', async () => {
    await untilAnsweredBy('meilisearch')
    expect((await ask('zyzzyva')).total).toBe(0)
    const file = path.join(contentFolder, 'topics/xfs.md')
    const text = await readFile(file, 'utf8')
    await writeFile(
      file,
      text.replace(/^aliases: .*$/mu, (line) => `${line.replace(']', ', zyzzyva]')}`),
    )
    const child = runPatchlore(['index'], site.environment)
    let printed = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
    const [code] = (await once(child, 'close')) as [number | null]
    expect(code, printed).toBe(0)
    expect(printed).toMatch(/^Meilisearch: \d+ documents indexed/mu)
    const found = await waitFor(async () => {
      const answer = await ask('zyzzyva')
      return answer.total > 0 && answer.engine?.name === 'meilisearch' ? answer : undefined
    }, patience)
    expect(found.total).toBe(1)
  })

  test('killed under load, every search is answered, and it is used again when it is back', async () => {
    await untilAnsweredBy('meilisearch')
    const answered = { meilisearch: 0, sqlite: 0 }
    let isOver = false
    let asked = 0
    const readers = Array.from({ length: 4 }, async () => {
      while (!isOver) {
        asked += 1
        // Another query each time, so that none is answered from what the edge keeps.
        const { engine } = await ask(`stack ${asked}`)
        answered[engine?.name as keyof typeof answered] += 1
      }
    })
    const more = async (name: keyof typeof answered) => {
      const before = answered[name]
      await waitFor(() => (answered[name] > before + 5 ? true : undefined), patience)
    }
    try {
      await more('meilisearch')
      for (let times = 0; times < 2; times += 1) {
        process.kill(state()?.child?.pid ?? Number.NaN, 'SIGKILL')
        await more('sqlite')
        await more('meilisearch')
      }
    } finally {
      isOver = true
    }
    await Promise.all(readers)
  })

  test('when the site is stopped, its Meilisearch is too', async () => {
    const child = state()?.child
    if (child === undefined) throw new Error('There is no Meilisearch')
    expect(isAlive(child)).toBe(true)
    await site.stop()
    expect(isAlive(child)).toBe(false)
  })
})
