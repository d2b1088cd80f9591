// Content changes under a running site: at once, whole, and only if it is sound.

import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateContent } from '../bench/generate-content.ts'
import { otherThread, thread } from '../support/page-types.ts'
import { type RunningSite, root, runPatchlore, startSite, waitFor } from '../support/site.ts'

const visibleWithinMs = 1_000

let contentFolder: string
let site: RunningSite

beforeAll(async () => {
  contentFolder = await mkdtemp(path.join(tmpdir(), 'patchlore-content-'))
  await cp(path.join(root, 'content'), contentFolder, { recursive: true })
  site = await startSite({ contentFolder })
})
afterAll(async () => {
  await site?.stop()
  await rm(contentFolder, { recursive: true, force: true })
})

test('a changed entry shows within a second, without a restart', async () => {
  await readPage(thread)
  await editThread(thread, (text) => text.replace(/^question: .*$/mu, 'question: Is this new?'))
  expect((await index()).code).toBe(0)
  await expectWithinASecond(thread, 'Is this new?')
  await expectWithinASecond('/', 'Is this new?')
  await expectWithinASecond(`${thread}.json`, 'Is this new?')
})

test('indexing again what did not change says so', async () => {
  const { code, printed } = await index()
  expect(code).toBe(0)
  expect(printed).toContain('Nothing changed')
})

test('a broken entry is refused with its place, and the site stays as it was', async () => {
  const before = await readPage(thread)
  const file = fileOf(thread)
  const sound = await readFile(file, 'utf8')
  await writeFile(file, sound.replace(/^started: .*$/mu, 'started: yesterday'))
  const { code, printed } = await index()
  expect(code).toBe(1)
  expect(printed).toContain('x86-64-16k-stacks.md')
  expect(printed).toMatch(/\d+:\d+.*Unexpected .*expected/u)
  expect(await readPage(thread)).toBe(before)
  await writeFile(file, sound)
})

test('indexing that is killed at any moment leaves the last good state', async () => {
  const [oldQuestion, newQuestion] = ['Is this new?', 'Did the killed one win?']
  await editThread(thread, (text) => text.replace(oldQuestion, newQuestion))
  // Enough to index that there is a middle to be killed in.
  await generateInto(contentFolder, 150)
  for (const delayMs of [200, 600, 900, 1_200, 1_500]) {
    const child = runPatchlore(['index'], site.environment)
    const ended = once(child, 'exit')
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    child.kill('SIGKILL')
    await ended
    const html = await readPage(thread)
    // Whole in either case: the old state, or the new one if it was complete before the blow.
    const isOld = html.includes(oldQuestion)
    expect(html.includes(newQuestion)).toBe(!isOld)
    const { threads } = await countThreads()
    expect(threads).toBe(isOld ? 2 : 152)
    expect((await fetch(site.url + otherThread)).status).toBe(200)
  }
  expect((await index()).code).toBe(0)
  await expectWithinASecond(thread, newQuestion)
  expect((await countThreads()).threads).toBe(152)
})

test('an entry that is deleted is gone within a second', async () => {
  await rm(path.join(contentFolder, 'threads/generated-thread-0.md'))
  expect((await fetch(`${site.url}/threads/generated-thread-0`)).status).toBe(200)
  expect((await index()).code).toBe(0)
  await waitFor(
    async () =>
      (await fetch(`${site.url}/threads/generated-thread-0`)).status === 404 ? true : undefined,
    { timeoutMs: visibleWithinMs },
  )
})

test('readers who ask all the while never see a fault', async () => {
  const faults: string[] = []
  let isOver = false
  const reading = (async () => {
    while (!isOver) {
      const { status } = await fetch(site.url + thread)
      if (status !== 200) faults.push(`${status}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })()
  for (const word of ['one', 'two', 'three']) {
    await editThread(thread, (text) => text.replace(/^question: .*$/mu, `question: Is it ${word}?`))
    await index()
  }
  isOver = true
  await reading
  expect(faults).toEqual([])
  await expectWithinASecond(thread, 'Is it three?')
})

async function index(): Promise<{ code: number | null; printed: string }> {
  const child = runPatchlore(['index'], site.environment)
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
  }
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, printed }
}

function fileOf(page: string): string {
  return path.join(contentFolder, `${page}.md`)
}

async function editThread(page: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(fileOf(page), 'utf8')
  const changed = change(text)
  expect(changed).not.toBe(text)
  await writeFile(fileOf(page), changed)
}

async function readPage(page: string): Promise<string> {
  return await (await fetch(site.url + page)).text()
}

async function expectWithinASecond(page: string, words: string): Promise<void> {
  await waitFor(async () => ((await readPage(page)).includes(words) ? true : undefined), {
    timeoutMs: visibleWithinMs,
  })
}

/** From the footer of a page. */
async function countThreads(): Promise<{ threads: number }> {
  const html = (await readPage('/about')).replaceAll('<!-- -->', '')
  return { threads: Number(/(\d+) threads, /u.exec(html)?.[1]) }
}

/** Generated entries beside the ones that are there; their sources join the list. */
async function generateInto(folder: string, threads: number): Promise<void> {
  const sourcesFile = path.join(folder, 'sources.yaml')
  const sources = await readFile(sourcesFile, 'utf8')
  await generateContent(folder, threads)
  await writeFile(sourcesFile, `${sources}\n${await readFile(sourcesFile, 'utf8')}`)
}
