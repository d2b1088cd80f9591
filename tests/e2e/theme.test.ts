// Light and dark: by preference, by the switch, on every page, and never the wrong one first.

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { thread } from '../support/page-types.ts'
import { createReader, type Reader } from '../support/reader.ts'

const siteUrl = inject('siteUrl')
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => await browser.close())

test('without a choice the preference of the system holds', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const reader = await createReader(browser, siteUrl, { colorScheme })
    await reader.open('/')
    expect(await isDark(reader), colorScheme).toBe(colorScheme === 'dark')
    await reader.leave()
  }
})

test('a choice holds over navigation and reloading, against the system', async () => {
  const reader = await createReader(browser, siteUrl, { colorScheme: 'light' })
  await reader.open('/')
  await choose(reader, 'dark')
  expect(await isDark(reader)).toBe(true)
  await reader.page.locator(`main a[href="${thread}"]`).first().click()
  await reader.page.waitForURL(`**${thread}`)
  expect(await isDark(reader)).toBe(true)
  await reader.page.reload({ waitUntil: 'networkidle' })
  expect(await isDark(reader)).toBe(true)
  expect(await chosen(reader)).toBe('dark')
  await choose(reader, 'auto')
  expect(await isDark(reader)).toBe(false)
  expect(await reader.page.evaluate(() => localStorage.length)).toBe(0)
  expect(reader.faults).toEqual([])
  await reader.leave()
})

test('the chosen theme is there before anything is drawn', async () => {
  const reader = await createReader(browser, siteUrl, { colorScheme: 'light' })
  await reader.open('/')
  await choose(reader, 'dark')
  // Watches from the first moment of the next document which grounds are ever painted.
  await reader.page.addInitScript(() => {
    const grounds: string[] = []
    Object.assign(globalThis, { grounds })
    const look = () => {
      if (document.body !== null) grounds.push(getComputedStyle(document.body).backgroundColor)
      requestAnimationFrame(look)
    }
    look()
  })
  await reader.open(thread)
  const grounds = await reader.page.evaluate(
    () => (globalThis as unknown as { grounds: readonly string[] }).grounds,
  )
  expect(grounds.length).toBeGreaterThan(0)
  expect(new Set(grounds).size).toBe(1)
  expect(await isDark(reader)).toBe(true)
  await reader.leave()
})

test.each(['dark', 'light'] as const)('paper is light where the system is %s', async (system) => {
  // Without script, so that nothing on a page changes between two looks.
  const still = { javaScriptEnabled: false }
  const light = await createReader(browser, siteUrl, { colorScheme: 'light', ...still })
  const dark = await createReader(browser, siteUrl, { colorScheme: system, ...still })
  for (const path of [
    thread,
    '/simulations/kernel-stack',
    '/simulations/procfs-directory',
    '/all/',
  ]) {
    await light.open(path)
    await dark.open(path)
    if (system === 'light') {
      await dark.page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'))
    }
    expect(await listColours(dark), path).not.toEqual(await listColours(light))
    for (const { page } of [light, dark]) await page.emulateMedia({ media: 'print' })
    expect(await listColours(dark), path).toEqual(await listColours(light))
    for (const { page } of [light, dark]) await page.emulateMedia({ media: 'screen' })
  }
  await light.leave()
  await dark.leave()
})

/** Of everything on the page, drawings too. */
async function listColours({ page }: Reader): Promise<readonly string[]> {
  return await page.evaluate(() =>
    Array.from(document.querySelectorAll('*'), (element) => {
      const { color, backgroundColor, borderColor, fill, stroke } = getComputedStyle(element)
      return [element.localName, color, backgroundColor, borderColor, fill, stroke].join(' ')
    }),
  )
}

test('where storage is forbidden the switch still works on the page', async () => {
  const reader = await createReader(browser, siteUrl, { colorScheme: 'light' })
  await reader.page.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      get() {
        throw new DOMException('Forbidden', 'SecurityError')
      },
    })
  })
  await reader.open('/')
  await choose(reader, 'dark')
  expect(await isDark(reader)).toBe(true)
  expect(reader.faults).toEqual([])
  await reader.leave()
})

async function choose({ page }: Reader, theme: string): Promise<void> {
  await page.locator(`input[name=theme][value=${theme}]`).check({ force: true })
}

async function chosen({ page }: Reader): Promise<string | null> {
  return await page.locator('input[name=theme]:checked').getAttribute('value')
}

async function isDark({ page }: Reader): Promise<boolean> {
  return await page.evaluate(() => {
    const [red = 255] = getComputedStyle(document.body).backgroundColor.match(/\d+/gu) ?? []
    return Number(red) < 128
  })
}
