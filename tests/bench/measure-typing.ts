// From a key to painted hits, as a reader at a browser on the same machine has it: the question, the
// page that answers it, and putting it in place. And what script costs the wire before and after the
// palette is asked for.

import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../support/browser.ts'
import { weighScripts } from './measure-pages.ts'
import { toPercentile } from './statistics.ts'
import { drawTable, formatKb, formatMs } from './table.ts'

const queries = [
  'dev_snmp6',
  'red-black tree',
  'kernel stack overflow',
  'who:hpa stance:opposes',
  'vmalloc',
] as const
/** A calm typist: each letter is answered before the next. */
const pauseMs = 180

export interface TypingFigures {
  /** Letters whose answer nobody had asked for before. */
  readonly freshMs: readonly number[]
  /** The same letters again, whose answers the edge has kept. */
  readonly keptMs: readonly number[]
  /** Compressed; beyond an empty page of the same Next. */
  readonly ownJs: number
  readonly paletteJs: number
}

export async function measureTyping(siteUrl: string, emptyPageJs: number): Promise<TypingFigures> {
  const browser = await launchBrowser()
  try {
    // The first pages of a server are slow for other reasons.
    await timeLetters(browser, siteUrl, ['warm up'])
    return {
      freshMs: await timeLetters(browser, siteUrl, queries),
      keptMs: await timeLetters(browser, siteUrl, queries),
      ...(await weighPalette(browser, siteUrl, emptyPageJs)),
    }
  } finally {
    await browser.close()
  }
}

async function timeLetters(
  browser: Browser,
  siteUrl: string,
  texts: readonly string[],
): Promise<readonly number[]> {
  const times: number[] = []
  for (const text of texts) {
    const page = await browser.newPage()
    await page.goto(`${siteUrl}/search`, { waitUntil: 'networkidle' })
    await page.evaluate(watchAnswers)
    await page.locator('#page-search').focus()
    await page.keyboard.type(text, { delay: pauseMs })
    await page.waitForTimeout(3 * pauseMs)
    times.push(...(await readTimes(page)))
    await page.close()
  }
  return times
}

/** Runs in the page: from the last letter before an answer to the frame that shows it. */
function watchAnswers(): void {
  const times: number[] = []
  Object.assign(globalThis, { times })
  let typedAt = Number.NaN
  addEventListener('input', ({ timeStamp }) => {
    typedAt = timeStamp
  })
  const answer = document.getElementById('answer')
  if (answer === null) throw new Error('Unexpected page without an answer, expected the search')
  new MutationObserver(() => {
    const from = typedAt
    requestAnimationFrame(() => {
      // A message comes after the frame was painted.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => times.push(performance.now() - from)
      port2.postMessage(undefined)
    })
  }).observe(answer, { childList: true })
}

async function readTimes(page: Page): Promise<readonly number[]> {
  return await page.evaluate(() => (globalThis as unknown as { times: number[] }).times)
}

async function weighPalette(browser: Browser, siteUrl: string, emptyPageJs: number) {
  const page = await browser.newPage()
  const files = new Set<string>()
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.endsWith('.js')) files.add(request.url())
  })
  await page.goto(`${siteUrl}/search?q=stack`, { waitUntil: 'networkidle' })
  const weigh = async (list: readonly string[]) =>
    await weighScripts(list, async (file) => Buffer.from(await (await fetch(file)).arrayBuffer()))
  const before = [...files]
  const ownJs = (await weigh(before)) - emptyPageJs
  await page.keyboard.press('Control+k')
  await page.locator('dialog.palette').waitFor()
  const paletteJs = await weigh([...files].filter((file) => !before.includes(file)))
  await page.close()
  return { ownJs, paletteJs }
}

export function drawTyping({ freshMs, keptMs, ownJs, paletteJs }: TypingFigures): string {
  const toRow = (name: string, times: readonly number[]) => [
    name,
    times.length,
    ...[50, 95].map((percent) => formatMs(toPercentile(times, percent))),
  ]
  return [
    drawTable(
      'From a key to painted hits, in the browser',
      ['letters', 'number', 'p50', 'p95'],
      [toRow('asked for the first time', freshMs), toRow('asked for before', keptMs)],
    ),
    `\nOur script on the search page: ${formatKb(ownJs)}; the palette, when it is opened: ${formatKb(paletteJs)}.`,
  ].join('\n')
}
