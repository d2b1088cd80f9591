// The palette: by keys alone to anything there is, from any page, and back to where one was.

import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { otherThread, thread } from '../support/page-types.ts'
import { createReader, type Reader } from '../support/reader.ts'
import { listAllViolations, noViolations } from '../support/violations.ts'

const siteUrl = inject('siteUrl')
let browser: Browser
let reader: Reader
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => await browser.close())
afterEach(async () => {
  const { faults } = reader
  await reader.leave()
  // Nothing the policy refuses, above all; a wrong query is answered with 400, which browsers print.
  expect(faults.filter((fault) => !/status of 400|ERR_FAILED/u.test(fault))).toEqual([])
})

async function open(path: string, options: BrowserContextOptions = {}): Promise<void> {
  reader = await createReader(browser, siteUrl, options)
  page = reader.page
  await reader.open(path)
}

const palette = () => page.locator('dialog.palette')
const options = () => palette().locator('[role=option]')
const selected = () => palette().locator('[role=option][aria-selected=true]')

async function openPalette(): Promise<void> {
  await page.keyboard.press('Control+k')
  await palette().locator('input').waitFor()
}

test('is loaded only when it is asked for', async () => {
  await open('/')
  const before = reader.requested.filter((url) => url.endsWith('.js')).length
  await openPalette()
  expect(reader.requested.filter((url) => url.endsWith('.js')).length).toBeGreaterThan(before)
})

test.each([
  ['kernel sta', 'Threads', thread],
  ['anvin', 'People', '/people/h-peter-anvin'],
  ['red-bl', 'Topics', '/topics/red-black-trees'],
  // Not called so, but found.
  ['procfs dir', 'Found in', '/simulations/procfs-directory'],
])('%s finds, among %s, %s, and Enter goes there', async (text, heading, path) => {
  await open('/about')
  await openPalette()
  await page.keyboard.type(text)
  const group = palette().locator('[cmdk-group]', { hasText: heading })
  await group.locator(`[data-value="${path}"]`).waitFor()
  for (let step = 0; (await selected().getAttribute('data-value')) !== path; step += 1) {
    expect(step).toBeLessThan(12)
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${path}`)
})

test('Enter waits for the places that belong to what was typed', async () => {
  await open('/about')
  await openPalette()
  await options().first().waitFor()
  const held: Route[] = []
  await page.route('**/api/search?*', (route) => {
    held.push(route)
  })
  await page.keyboard.type('minchan')
  await page.keyboard.press('Enter')
  await expect.poll(() => held.at(-1)?.request().url()).toContain('q=minchan&')
  expect(new URL(page.url()).pathname).toBe('/about')
  await held.at(-1)?.continue()
  await page.waitForURL('**/people/minchan-kim')
})

test('offers the newest threads before anything is typed, and the search for what is', async () => {
  await open('/about')
  await openPalette()
  await expect.poll(() => options().first().getAttribute('data-value')).toBe(otherThread)
  expect(await selected().getAttribute('data-value')).toBe(otherThread)
  await page.keyboard.type('zzyzx')
  await expect.poll(() => options().allTextContents()).toEqual(['Search for “zzyzx”'])
  await page.keyboard.press('Enter')
  await page.waitForURL('**/search?q=zzyzx')
})

test('a wrong query leaves the search, which explains it', async () => {
  await open('/about')
  await openPalette()
  await page.keyboard.type('stance:zz')
  await expect.poll(() => options().allTextContents()).toEqual(['Search for “stance:zz”'])
})

test('changes the colours, and the switch in the header knows', async () => {
  await open('/', { colorScheme: 'light' })
  await openPalette()
  await page.keyboard.type('theme dark')
  await expect.poll(() => selected().textContent()).toBe('Colours: dark')
  await page.keyboard.press('Enter')
  await palette().waitFor({ state: 'detached' })
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  expect(await page.locator('.theme-switch input[value=dark]').isChecked()).toBe(true)
})

test('shows the keys, which name it', async () => {
  await open('/')
  await openPalette()
  await page.keyboard.type('keys')
  await expect.poll(() => selected().textContent()).toBe('Help: keys')
  await page.keyboard.press('Enter')
  await page.locator('dialog.keys[open]').waitFor()
  expect(await page.locator('dialog.keys').textContent()).toContain('Ctrl K')
  await page.keyboard.press('Control+k')
  await palette().waitFor()
  expect(await page.locator('dialog.keys[open]').count()).toBe(0)
})

test('goes to the feed of the page it is opened on', async () => {
  await open('/people/dave-chinner')
  await openPalette()
  await page.keyboard.type('rss')
  await expect.poll(() => selected().textContent()).toBe('Feed of this page')
  const asked = page.waitForRequest('**/people/dave-chinner/feed.atom')
  await page.keyboard.press('Enter')
  await asked
})

test.each(['Escape', 'Control+k', 'click beside it'])(
  '%s closes it, and the focus is where it was',
  async (way) => {
    await open('/threads')
    const link = page.locator('.rows a').first()
    await link.focus()
    await openPalette()
    await page.keyboard.type('st')
    if (way === 'click beside it') await page.mouse.click(5, 5)
    else await page.keyboard.press(way)
    await palette().waitFor({ state: 'detached' })
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true)
    await openPalette()
    expect(await palette().locator('input').inputValue()).toBe('')
  },
)

test('opens from inside the search box, and from the button that names its key', async () => {
  await open('/')
  await page.locator('#page-search').focus()
  await openPalette()
  await page.keyboard.press('Escape')
  await page.locator('button.palette-opener').click()
  await palette().waitFor()
})

test('says so where it cannot be loaded', async () => {
  await open('/')
  await page.route('**/*.js', (route) => route.abort())
  await page.keyboard.press('Control+k')
  await page.locator('.said', { hasText: 'needs a connection' }).waitFor()
})

test('meets WCAG 2.2 AA, empty and with places', async () => {
  await open('/')
  await openPalette()
  await options().first().waitFor()
  expect(await listAllViolations(page)).toEqual(noViolations)
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.keyboard.type('stack')
  await palette().locator('[cmdk-group-heading]', { hasText: 'Topics' }).waitFor()
  expect(await listAllViolations(page)).toEqual(noViolations)
  const { x, width } = (await palette().boundingBox()) ?? { x: -1, width: 0 }
  expect(x).toBeGreaterThanOrEqual(0)
  expect(x + width).toBeLessThanOrEqual(360)
}, 120_000)

test('shows in forced colours which choice the keys are at', async () => {
  await open('/', { forcedColors: 'active' })
  await openPalette()
  const outline = await selected().evaluate((element) => getComputedStyle(element).outlineStyle)
  expect(outline).not.toBe('none')
})
