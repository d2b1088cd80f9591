// The pages without JavaScript: complete, in the preferred theme, and the board still filters.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { otherThread, pageTypes, thread } from '../support/page-types.ts'
import { createReader, type Reader } from '../support/reader.ts'

const siteUrl = inject('siteUrl')
let browser: Browser
let reader: Reader
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
  reader = await createReader(browser, siteUrl, { javaScriptEnabled: false, colorScheme: 'dark' })
  page = reader.page
})
afterAll(async () => {
  await reader.leave()
  await browser.close()
})

describe.each(pageTypes)('$name ($path)', ({ path }) => {
  test('says the same as with script, but for what runs a claim where it stands', async () => {
    await page.goto(path)
    const without = await page.locator('main').ariaSnapshot()
    expect(without.length).toBeGreaterThan(60)
    const scripted = await createReader(browser, siteUrl, { colorScheme: 'dark' })
    await scripted.open(path)
    const snapshot = await scripted.page.locator('main').ariaSnapshot()
    expect(snapshot.replaceAll(/^ *- button "Run it here"\n/gmu, '')).toBe(without)
    await scripted.leave()
  })

  test('offers no control that only script would work', async () => {
    await page.goto(path)
    const dead = await page.locator('button:visible').evaluateAll((buttons) =>
      buttons
        .filter((button) => {
          const { form, type } = button as HTMLButtonElement
          return form === null || type === 'button'
        })
        .map(({ outerHTML }) => outerHTML),
    )
    expect(dead).toEqual([])
    expect(await page.locator('.theme-switch:visible').count()).toBe(0)
  })
})

test('the theme is the one the reader prefers', async () => {
  await page.goto('/')
  // Scripts are off for the page, so the colour is read off what was painted.
  const dark = await page.screenshot({ clip: { x: 0, y: 300, width: 8, height: 8 } })
  const light = await createReader(browser, siteUrl, {
    javaScriptEnabled: false,
    colorScheme: 'light',
  })
  await light.page.goto('/')
  const bright = await light.page.screenshot({ clip: { x: 0, y: 300, width: 8, height: 8 } })
  expect(dark.equals(bright)).toBe(false)
  await light.leave()
})

test('the board filters', async () => {
  await page.goto(thread)
  const all = await page.locator('.board .group li:visible').count()
  await page.locator('.board input[value=opposes]').check()
  const opposing = await page.locator('.board .group li:visible').count()
  expect(opposing).toBeGreaterThan(0)
  expect(opposing).toBeLessThan(all)
})

test('search and facets work', async () => {
  await page.goto('/search')
  await page.locator('main input[name=q]').fill('dev_snmp6')
  await page.locator('main form button').first().click()
  expect(await page.locator(`main a[href^="${otherThread}"]`).count()).toBeGreaterThan(0)
  await page.goto('/threads')
  const summary = page.locator('.facets > summary')
  if (await summary.isVisible()) await summary.click()
  await page.locator('.facets a[href*="topic=procfs"]').click()
  await page.waitForURL('**topic=procfs**')
  expect(await page.locator('.rows > li').count()).toBe(1)
})
