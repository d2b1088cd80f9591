// What the player of a simulation costs a reader: script that comes when one is near, and how long the
// page does not answer while it comes, and while something runs.

import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../support/browser.ts'
import { otherThread } from '../support/page-types.ts'
import { weighScripts } from './measure-pages.ts'
import { formatMs } from './table.ts'

export interface PlayerFigures {
  /** Compressed: what comes when a figure in an entry is near, engine and scenario included; and what its worker loads. */
  readonly playerJs: number
  readonly workerJs: number
  /** The longest task of the page's own thread, 0 if none was longer than 50 ms: Chromium counts those. */
  readonly longestTaskMs: { readonly coming: number; readonly running: number }
}

export async function measurePlayer(siteUrl: string): Promise<PlayerFigures> {
  const browser = await launchBrowser()
  try {
    // The first pages of a server are slow for other reasons.
    await weighPlayer(browser, siteUrl)
    return {
      ...(await weighPlayer(browser, siteUrl)),
      longestTaskMs: await watchTasks(browser, siteUrl),
    }
  } finally {
    await browser.close()
  }
}

async function weighPlayer(browser: Browser, siteUrl: string) {
  const page = await browser.newPage()
  const files = { page: new Set<string>(), worker: new Set<string>() }
  page.on('request', (request) => {
    if (!new URL(request.url()).pathname.endsWith('.js')) return
    // What a worker imports is no script of the document.
    files[request.resourceType() === 'script' ? 'page' : 'worker'].add(request.url())
  })
  await page.goto(siteUrl + otherThread, { waitUntil: 'networkidle' })
  const before = new Set(files.page)
  await bringPlayer(page)
  await page.waitForLoadState('networkidle')
  const weigh = async (urls: ReadonlySet<string>) =>
    await weighScripts(
      [...urls].filter((url) => !before.has(url)),
      async (file) => Buffer.from(await (await fetch(file)).arrayBuffer()),
    )
  const figures = { playerJs: await weigh(files.page), workerJs: await weigh(files.worker) }
  await page.close()
  return figures
}

async function bringPlayer(page: Page): Promise<void> {
  await page.locator('.sim-embed').first().scrollIntoViewIfNeeded()
  await page.locator('.sim-handles').first().waitFor()
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
  await page.goto(`${siteUrl}/simulations/procfs-directory`, { waitUntil: 'networkidle' })
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

const playerBytesAim = 45 * 1024
const taskMsAim = 50

export function drawPlayer({ playerJs, workerJs, longestTaskMs }: PlayerFigures): string {
  const toKib = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`
  const toTask = (ms: number): string => (ms === 0 ? `below ${taskMsAim} ms` : formatMs(ms))
  return [
    `The player with engine and scenario, when a figure is near: ${toKib(playerJs)} compressed; the aim is`,
    `${toKib(playerBytesAim)} beyond these. Its worker: ${toKib(workerJs)}.`,
    `Longest task of the page's own thread while the player comes: ${toTask(longestTaskMs.coming)}, while`,
    `something runs: ${toTask(longestTaskMs.running)}; aim ${taskMsAim} ms.`,
  ].join('\n')
}
