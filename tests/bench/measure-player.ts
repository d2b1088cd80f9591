// What the player of a simulation costs a reader: script that comes when one is near, and how long the
// page does not answer while it comes, and while something runs.

import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../support/browser.ts'
import { otherThread } from '../support/page-types.ts'
import { weighScripts } from './measure-pages.ts'
import { type Cell, drawTable, formatMs } from './table.ts'

interface Weight {
  /** Compressed bytes of scripts of the page's own thread. */
  readonly page: number
  /** And of the worker: the engine and the scenario. */
  readonly worker: number
}

export interface PlayerFigures {
  /** What comes when a figure in an entry is near. */
  readonly entry: Weight
  /** What comes with the first views of the page of a simulation, and after all were looked at. */
  readonly alone: Weight
  readonly whole: Weight
  /** The longest task of the page's own thread, 0 if none was longer than 50 ms: Chromium counts those. */
  readonly longestTaskMs: { readonly coming: number; readonly running: number }
}

const alonePath = '/simulations/procfs-directory'

export async function measurePlayer(siteUrl: string): Promise<PlayerFigures> {
  const browser = await launchBrowser()
  try {
    // The first pages of a server are slow for other reasons.
    await weighPlayer(browser, siteUrl, otherThread, bringFigure)
    return {
      entry: await weighPlayer(browser, siteUrl, otherThread, bringFigure),
      alone: await weighPlayer(browser, siteUrl, alonePath, bringPlayer),
      whole: await weighPlayer(browser, siteUrl, alonePath, lookAtAll),
      longestTaskMs: await watchTasks(browser, siteUrl),
    }
  } finally {
    await browser.close()
  }
}

/** Scripts that come beside those which every page of this site has. */
async function weighPlayer(
  browser: Browser,
  siteUrl: string,
  path: string,
  bring: (page: Page) => Promise<void>,
): Promise<Weight> {
  const page = await browser.newPage()
  const files = { page: new Set<string>(), worker: new Set<string>() }
  page.on('request', (request) => {
    if (!new URL(request.url()).pathname.endsWith('.js')) return
    // What a worker imports is no script of the document.
    files[request.resourceType() === 'script' ? 'page' : 'worker'].add(request.url())
  })
  await page.goto(`${siteUrl}/about`, { waitUntil: 'networkidle' })
  const before = new Set(files.page)
  await page.goto(siteUrl + path, { waitUntil: 'networkidle' })
  await bring(page)
  await page.waitForLoadState('networkidle')
  const weigh = async (urls: ReadonlySet<string>) =>
    await weighScripts(
      [...urls].filter((url) => !before.has(url)),
      async (file) => Buffer.from(await (await fetch(file)).arrayBuffer()),
    )
  const weight = { page: await weigh(files.page), worker: await weigh(files.worker) }
  await page.close()
  return weight
}

async function bringFigure(page: Page): Promise<void> {
  await page.locator('.sim-embed').first().scrollIntoViewIfNeeded()
  await page.locator('.sim-handles').first().waitFor()
}

async function bringPlayer(page: Page): Promise<void> {
  await page.locator('.sim-handles').first().waitFor()
}

async function lookAtAll(page: Page): Promise<void> {
  await bringPlayer(page)
  for (const view of await page.locator('.sim-place').all()) await view.scrollIntoViewIfNeeded()
  await page.locator('.sim-place').last().locator('.sim-tools > *').first().waitFor()
}

async function watchTasks(browser: Browser, siteUrl: string) {
  const page = await browser.newPage()
  await page.addInitScript(() => {
    const tasks: number[] = []
    Object.assign(globalThis, { tasks })
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration)
    }).observe({ type: 'longtask' })
  })
  const takeLongest = async () =>
    await page.evaluate(() => {
      const { tasks } = globalThis as unknown as { tasks: number[] }
      return Math.max(0, ...tasks.splice(0))
    })
  await page.goto(siteUrl + alonePath, { waitUntil: 'networkidle' })
  await page.locator('.sim-modes').first().waitFor({ state: 'attached' })
  await page.waitForTimeout(1000)
  const coming = await takeLongest()
  const entries = page.getByLabel('Entries n', { exact: true })
  for (const n of ['20000', '1000', '30000']) {
    await entries.fill(n)
    await entries.press('Enter')
    await page.waitForTimeout(1000)
  }
  const running = await takeLongest()
  await page.close()
  return { coming, running }
}

const coreBytesAim = 18 * 1024
const playerBytesAim = 45 * 1024
const taskMsAim = 50

export function drawPlayer({ entry, alone, whole, longestTaskMs }: PlayerFigures): string {
  const toKib = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`
  const toTask = (ms: number): string => (ms === 0 ? `below ${taskMsAim} ms` : formatMs(ms))
  const row = (name: string, { page, worker }: Weight): Cell[] => [
    name,
    toKib(page),
    toKib(worker),
    toKib(page + worker),
  ]
  return [
    drawTable(
      'Scripts that come with a simulation, compressed',
      ['when', 'player', 'worker', 'together'],
      [
        row('a figure in an entry is near', entry),
        row('the first views of its page', alone),
        row('all its views were looked at', whole),
        ['aim', toKib(playerBytesAim), toKib(coreBytesAim), toKib(playerBytesAim + coreBytesAim)],
      ],
    ),
    '',
    `Longest task of the page's own thread while the player comes: ${toTask(longestTaskMs.coming)}, while`,
    `something runs: ${toTask(longestTaskMs.running)}; aim ${taskMsAim} ms.`,
  ].join('\n')
}
