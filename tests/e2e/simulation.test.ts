// A simulation in a browser: complete without script, then run, cancelled, played, linked and taken
// away; and what it says when something breaks.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { otherThread } from '../support/page-types.ts'
import { createReader, type Reader } from '../support/reader.ts'

const siteUrl = inject('siteUrl')
const alone = '/simulations/procfs-directory'
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)
const axeOptions: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'],
}

let browser: Browser
let reader: Reader
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => await browser.close())
beforeEach(async () => {
  reader = await createReader(browser, siteUrl)
  page = reader.page
})
afterEach(async () => await reader.leave())

/** Opens the page and waits for the player. */
async function openPlayer(path = alone): Promise<void> {
  await reader.open(path)
  await page.locator('.sim-modes').waitFor({ state: 'attached' })
}

const entries = () => page.getByLabel('Entries n', { exact: true })

describe('without script', () => {
  test('everything is there: pictures, tables, formulas, questions', async () => {
    const still = await createReader(browser, siteUrl, { javaScriptEnabled: false })
    await still.page.goto(alone)
    expect(await still.page.locator('.sim-view').count()).toBe(8)
    expect(await still.page.locator('.sim-view svg[role=img]').count()).toBeGreaterThan(8)
    const text = (await still.page.locator('main').textContent())?.replaceAll('\u00a0', ' ')
    for (const number of ['141.44', '31.72 s', '449 985 000', '728 141', '1.29 times']) {
      expect(text).toContain(number)
    }
    expect(await still.page.locator('main button:visible').count()).toBe(0)
    await still.leave()
  })

  test('a question shows its own view first', async () => {
    const still = await createReader(browser, siteUrl, { javaScriptEnabled: false })
    await still.page.goto(`${alone}?preset=uaf-2025`)
    expect(await still.page.locator('.sim-view').first().getAttribute('data-view')).toBe('reading')
    await still.leave()
  })
})

test('the player comes when a reader is near, and shows the result that was there', async () => {
  await reader.open(otherThread)
  const figure = page.locator('.sim-embed').first()
  expect(await figure.locator('.sim-handles').count()).toBe(0)
  const before = await figure.locator('.sim-takeaway').textContent()
  await figure.scrollIntoViewIfNeeded()
  await figure.locator('.sim-handles').first().waitFor()
  expect(await figure.locator('.sim-takeaway').textContent()).toBe(before)
  expect(reader.faults).toEqual([])
})

test('a parameter changes every view, and the address says what was run', async () => {
  await openPlayer()
  await entries().fill('1000')
  await entries().press('Enter')
  const takeaway = page.locator('#view-table .sim-takeaway')
  await expect.poll(() => takeaway.textContent()).toContain('499 500')
  await expect.poll(() => page.url()).toMatch(/#procfs-directory\?v=1&n=1000&h=[0-9a-f]{8}$/u)
  expect(reader.faults).toEqual([])
})

test('whoever follows a link learns whether they see what its author saw', async () => {
  await openPlayer()
  await entries().fill('700')
  await entries().press('Enter')
  await expect.poll(() => page.url()).toContain('h=')
  const link = page.url()
  const other = await createReader(browser, siteUrl)
  await other.page.goto(link)
  await other.page.getByText('The same result as the author').waitFor()
  await other.page.goto('about:blank')
  await other.page.goto(link.replace(/h=.*/u, 'h=00000000'))
  await other.page.getByText('Not the result that the author').waitFor()
  await other.page.goto('about:blank')
  await other.page.goto(link.replace('v=1', 'v=77'))
  await other.page.getByText('made with version 77').waitFor()
  await other.leave()
})

test('a hostile link is answered with sentences, and the page stays whole', async () => {
  await openPlayer(
    `${alone}#procfs-directory?n=-5&st=<img+src=x+onerror=alert(1)>&__proto__=1&B=%ff&seed=${'a'.repeat(500)}`,
  )
  await page.locator('.sim-fault').first().waitFor()
  expect(await page.locator('.sim-fault').first().textContent()).toContain('Unexpected n')
  expect(await page.locator('main img').count()).toBe(0)
  expect(await page.locator('.sim-view').count()).toBe(8)
  expect(reader.faults).toEqual([])
})

test('a long run is cancelled within the bound, and the page answers while it runs', async () => {
  await openPlayer()
  await page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(globalThis, { tasks })
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration)
    }).observe({ type: 'longtask' })
  })
  const wait = page.locator('#view-wait')
  await wait.scrollIntoViewIfNeeded()
  await wait.getByRole('button', { name: /Lose/u }).click()
  await wait.getByRole('button', { name: 'Stop waiting' }).waitFor()
  await expect
    .poll(async () => Number.parseFloat((await wait.locator('.sim-clock b').textContent()) ?? '0'))
    .toBeGreaterThan(0.5)
  const ms = await page.evaluate(async () => {
    const button = [...document.querySelectorAll<HTMLButtonElement>('#view-wait button')].find(
      ({ textContent }) => textContent === 'Stop waiting',
    )
    const started = performance.now()
    button?.click()
    while (document.querySelector('#view-wait [role=status]') === null) {
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    return performance.now() - started
  })
  // 16 ms in the worker, 250 ms until it would be ended by force, and a busy machine.
  expect(ms).toBeLessThan(1000)
  expect(await wait.getByRole('status').textContent()).toContain('Stopped after')
})

test('events are played, sought and stepped by keyboard', async () => {
  await openPlayer()
  const view = page.locator('#view-structure')
  await view.scrollIntoViewIfNeeded()
  const slider = view.getByRole('slider', { name: 'Moment' })
  await slider.waitFor()
  const value = async () => Number(await slider.inputValue())
  const length = Number(await slider.getAttribute('max'))
  await slider.focus()
  await page.keyboard.press('End')
  expect(await value()).toBe(length)
  await page.keyboard.press('Home')
  expect(await value()).toBe(0)
  await page.keyboard.press('ArrowRight')
  expect(await value()).toBe(1)
  await page.keyboard.press('Shift+ArrowRight')
  expect(await value()).toBe(11)
  await page.keyboard.press('ArrowLeft')
  expect(await value()).toBe(10)
  expect(await slider.getAttribute('aria-valuetext')).toMatch(/^Event 10 of /u)
  await page.keyboard.press('g')
  await page.keyboard.type('57')
  await page.keyboard.press('Enter')
  expect(await value()).toBe(57)
  await slider.focus()
  await page.keyboard.press(' ')
  await expect.poll(value).toBeGreaterThan(60)
  await page.keyboard.press(' ')
  const paused = await value()
  await page.waitForTimeout(400)
  expect(await value()).toBe(paused)
  await page.keyboard.press('t')
  expect(await view.locator('details.sim-behind').getAttribute('open')).not.toBeNull()
  await page.keyboard.press('?')
  expect(await page.locator('dialog[open]').textContent()).toContain('play, pause')
  await page.keyboard.press('Escape')
  expect(await page.locator('dialog[open]').count()).toBe(0)
})

test('a guess is committed before the number is shown', async () => {
  await openPlayer()
  await page.getByText('Guess before you look').click()
  const box = page.locator('.sim-guess')
  expect(await box.textContent()).not.toContain('449')
  await box.getByRole('button', { name: 'That is my guess' }).click()
  expect((await box.textContent())?.replaceAll('\u00a0', ' ')).toContain('449 985 000 visits')
})

test('a picture, numbers and text can be taken away', async () => {
  await openPlayer()
  const view = page.locator('#view-hero')
  await view.getByText('Take it away').click()
  for (const [name, begins] of [
    ['Text', 'Published seconds'],
    ['CSV', '# Published seconds'],
    ['JSON', '{"findings"'],
    ['SVG', '<svg'],
    ['PNG', '\u0089PNG'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      view.getByRole('button', { name, exact: true }).click(),
    ])
    const file = readFileSync(await download.path(), 'latin1')
    expect(file.slice(0, 200), name).toContain(begins)
    expect(file.length, name).toBeGreaterThan(200)
  }
  expect(reader.faults).toEqual([])
})

describe('when something breaks', () => {
  test('a worker that cannot be loaded is a sentence, and the finished result stays', async () => {
    await page.route(/turbopack-worker/u, (route) => route.abort())
    await page.goto(alone)
    await page.locator('.sim-fault').first().waitFor()
    expect(await page.locator('.sim-fault').first().textContent()).toContain('Run it again')
    expect(await page.locator('.sim-view').count()).toBe(8)
  })

  test('a player that cannot be loaded leaves the article whole', async () => {
    await reader.open(otherThread)
    await page.route(/_next\/static\/chunks/u, (route) => route.abort())
    const figure = page.locator('.sim-embed').first()
    await figure.scrollIntoViewIfNeeded()
    await figure.getByText('could not be loaded').waitFor()
    expect(await figure.locator('svg[role=img]').count()).toBe(1)
  })
})

test('meets WCAG 2.2 AA as a player, by day, by night, in forced colours and on a phone', async () => {
  await openPlayer()
  const violations: Record<string, readonly string[]> = {}
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    violations[colorScheme] = await listViolations()
  }
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' })
  violations['forced colours'] = await listViolations()
  await page.emulateMedia({ forcedColors: 'none' })
  await page.setViewportSize({ width: 360, height: 740 })
  violations.phone = await listViolations()
  expect(violations).toEqual({ light: [], dark: [], 'forced colours': [], phone: [] })
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(tooWide).toBeLessThanOrEqual(0)
}, 180_000)

async function listViolations(): Promise<readonly string[]> {
  await page.evaluate(axeSource)
  const results = await page.evaluate(
    async (options) =>
      await (
        globalThis as unknown as { axe: { run: (o: unknown) => Promise<AxeResults> } }
      ).axe.run(options),
    axeOptions,
  )
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 5).map(({ html }) => `${id}: ${html.slice(0, 160)}`),
  )
}
