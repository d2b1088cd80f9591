// The pages of mail in a browser, served by the edge alone: no page of Next is needed for them.

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { list, someMail } from '../support/archives.ts'
import { launchBrowser } from '../support/browser.ts'
import { aDiff, aMail } from '../support/mail.ts'
import { createReader } from '../support/reader.ts'
import { type MailSite, serveMail } from '../support/serve-mail.ts'
import { listViolations } from '../support/violations.ts'

/** A line far longer than a page, so that a block of mail has to scroll. */
const wide = aMail({
  headers: {
    'Message-ID': '<wide@example.org>',
    Subject: 'a wide line',
    Date: 'Sun, 1 Jun 2014 10:00:00 +0000',
  },
  body: `${'wide '.repeat(100)}\n${'> quoted\n'.repeat(40)}`,
})
const poison = '"><script>document.title=1</script><img src=//evil.example/x onerror=alert(1)>'
/** Two revisions of a patch, each a thread of its own. */
const revisions = [1, 2].map((version) =>
  aMail({
    headers: {
      'Message-ID': `<v${version}@example.org>`,
      Subject: `[PATCH v${version}] proc: ${'long '.repeat(12)}names`,
      Date: `Sun, ${version} Jun 2014 10:00:00 +0000`,
    },
    body: `Why ${version}.\n\nReviewed-by: Bob <bob@example.org>\n---\nv${version}: words\n\n${aDiff}`,
  }),
)

const hostile = aMail({
  headers: {
    'Message-ID': '<hostile@example.org>',
    Subject: poison,
    From: `${poison} <a@example.org>`,
    'Content-Type': 'text/html',
  },
  body: `${poison}<style>body{display:none}</style><a href="javascript:alert(1)">x</a>`,
})

let browser: Browser
let site: MailSite
let siteUrl = ''

beforeAll(async () => {
  site = await serveMail([...someMail, wide, hostile, ...revisions])
  siteUrl = site.url
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

const pages = [
  '/all/',
  `/${list}/`,
  `/${list}/new.html`,
  `/${list}/review@example.org/`,
  `/${list}/one@example.org/`,
  `/${list}/one@example.org/T/`,
  `/${list}/one@example.org/t/`,
  `/${list}/one@example.org/T/?quotes=no`,
  `/${list}/?q=names`,
  `/${list}/topics_new.html`,
  `/${list}/_/text/mirror/`,
  `/${list}/3d0a4a2e3f11/s/`,
  `/${list}/hostile@example.org/d/`,
  `/${list}/v2@example.org/`,
  `/${list}/v2@example.org/series/`,
  `/${list}/v2@example.org/range-diff/?from=1&to=2`,
  `/${list}/wide@example.org/`,
  `/${list}/a%2Fb%25c+d@example.org/`,
  `/${list}/hostile@example.org/`,
  `/${list}/nothing@example.org/`,
]

describe.each(pages)('%s', (address) => {
  test('meets WCAG 2.2 AA by day, by night, in forced colours and on a phone', async () => {
    const reader = await createReader(browser, siteUrl)
    await reader.open(address)
    const { page } = reader
    const violations: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      violations.push(...(await listViolations(page)))
    }
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' })
    violations.push(...(await listViolations(page)))
    await page.emulateMedia({ forcedColors: 'none' })
    await page.setViewportSize({ width: 360, height: 740 })
    violations.push(...(await listViolations(page)))
    expect(violations).toEqual([])
    await reader.leave()
  }, 120_000)

  test('loads nothing from elsewhere, runs nothing it was sent, and fits the smallest screen', async () => {
    const reader = await createReader(browser, siteUrl)
    await reader.open(address)
    const faults = reader.faults.filter((fault) => !/status of 404/u.test(fault))
    expect(faults).toEqual([])
    expect(reader.requested.filter((url) => !url.startsWith(`${siteUrl}/`))).toEqual([])
    expect(await reader.context.cookies()).toEqual([])
    for (const width of [1280, 320]) {
      await reader.page.setViewportSize({ width, height: 740 })
      const { scrollWidth, clientWidth } = await reader.page.evaluate(() => ({
        scrollWidth: document.documentElement.scrollWidth,
        clientWidth: document.documentElement.clientWidth,
      }))
      expect(scrollWidth).toBeLessThanOrEqual(clientWidth)
    }
    expect(await reader.page.locator('main').isVisible()).toBe(true)
    await reader.leave()
  })
})

test('by keyboard, j and k go from message to message, n and p through the thread', async () => {
  const reader = await createReader(browser, siteUrl)
  await reader.open(`/${list}/cover@example.org/T/`)
  const { page } = reader
  const focused = () =>
    page.evaluate(() => document.activeElement?.querySelector('h2')?.textContent)
  await page.keyboard.press('j')
  expect(await focused()).toContain('faster names')
  await page.keyboard.press('j')
  expect(await focused()).toContain('compare by content')
  await page.keyboard.press('k')
  expect(await focused()).toContain('faster names')

  await reader.open(`/${list}/cover@example.org/`)
  await Promise.all([page.waitForURL('**/one@example.org/'), page.keyboard.press('n')])
  await Promise.all([page.waitForURL('**/review@example.org/'), page.keyboard.press('n')])
  await Promise.all([page.waitForURL('**/one@example.org/'), page.keyboard.press('u')])
  await Promise.all([page.waitForURL('**/cover@example.org/'), page.keyboard.press('p')])
  await reader.leave()
})

test('without script, quotes fold and unfold, and can be left out', async () => {
  const reader = await createReader(browser, siteUrl, { javaScriptEnabled: false })
  const { page } = reader
  await page.goto(`/${list}/wide@example.org/`)
  const quote = page.locator('.quote').first()
  expect(await quote.isVisible()).toBe(false)
  await page.locator('summary', { hasText: '40 quoted lines' }).click()
  expect(await quote.isVisible()).toBe(true)
  await page.goto(`/${list}/wide@example.org/T/`)
  expect(await page.locator('.fold').isVisible()).toBe(true)
  await page.getByRole('link', { name: 'only new text' }).click()
  expect(await page.locator('.body').isVisible()).toBe(true)
  expect(await page.locator('.fold').count()).toBe(0)
  await page.getByRole('link', { name: 'with quotes' }).click()
  expect(await page.locator('.fold').isVisible()).toBe(true)
  await reader.leave()
})

test('on paper it is black on white, whatever the screen is, and nothing is folded', async () => {
  const reader = await createReader(browser, siteUrl, { colorScheme: 'dark' })
  const { page } = reader
  await page.addInitScript(() => localStorage.setItem('theme', 'dark'))
  await reader.open(`/${list}/wide@example.org/`)
  const quote = page.locator('.quote').first()
  const readColours = () =>
    page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body)
      return { color, backgroundColor }
    })
  const paper = { color: 'rgb(0, 0, 0)', backgroundColor: 'rgb(255, 255, 255)' }
  expect(await readColours()).not.toEqual(paper)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  expect(await readColours()).toEqual(paper)
  expect((await quote.boundingBox())?.height).toBeGreaterThan(100)
  await reader.leave()
})
