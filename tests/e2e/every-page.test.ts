// What holds for every kind of page in a browser: for everybody, on any screen, and in quiet.

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { pageTypes, thread } from '../support/page-types.ts'
import { createReader } from '../support/reader.ts'
import { listAllViolations, noViolations } from '../support/violations.ts'

const siteUrl = inject('siteUrl')
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => await browser.close())

describe.each(pageTypes)('$name ($path)', ({ path, status }) => {
  test('meets WCAG 2.2 AA by day, by night, in forced colours and on a phone', async () => {
    const reader = await createReader(browser, siteUrl)
    await reader.open(path)
    expect(await listAllViolations(reader.page)).toEqual(noViolations)
    await reader.leave()
  }, 180_000)

  test('does nothing behind the reader’s back', async () => {
    const reader = await createReader(browser, siteUrl)
    await reader.open(path)
    // The status of a page that is not there is itself reported on the console.
    const faults = reader.faults.filter(
      (fault) => status === 200 || !fault.includes(`status of ${status}`),
    )
    expect(faults).toEqual([])
    const elsewhere = reader.requested.filter(
      (url) => !url.startsWith(`${siteUrl}/`) && !url.startsWith('data:'),
    )
    expect(elsewhere).toEqual([])
    expect(await reader.context.cookies()).toEqual([])
    const kept = await reader.page.evaluate(() => localStorage.length + sessionStorage.length)
    expect(kept).toBe(0)
    await reader.leave()
  })

  test.each([
    [1280, 800],
    [360, 740],
  ])('shifts nothing while it loads at %i by %i', async (width, height) => {
    const reader = await createReader(browser, siteUrl, { viewport: { width, height } })
    await reader.page.addInitScript(() => {
      const shifts: unknown[] = []
      Object.assign(globalThis, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value, sources } = entry as PerformanceEntry & {
            value: number
            sources: readonly { node: Node | null }[]
          }
          shifts.push({
            value,
            nodes: sources.map(({ node }) => node?.parentElement?.outerHTML.slice(0, 120)),
          })
        }
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await reader.open(path)
    const shifts = await reader.page.evaluate(
      () => (globalThis as unknown as { shifts: { value: number }[] }).shifts,
    )
    // A font that comes a moment late may move a line by a pixel or two, which nobody sees; 0.1 is
    // where a shift begins to be felt.
    const seen = shifts.reduce((sum, { value }) => sum + value, 0)
    expect(seen, JSON.stringify(shifts)).toBeLessThan(0.01)
    await reader.leave()
  })

  test('has the emblem of every page', async () => {
    const reader = await createReader(browser, siteUrl)
    await reader.open('/about')
    const elsewhere = await reader.page.evaluate(paintEmblem)
    await reader.open(path)
    expect(await reader.page.evaluate(paintEmblem)).toEqual(elsewhere)
    expect(elsewhere.filter(({ stroke }) => stroke !== 'none')).toHaveLength(2)
    await reader.leave()
  })

  test('never scrolls sideways, down to 320 pixels', async () => {
    const reader = await createReader(browser, siteUrl)
    await reader.open(path)
    for (const width of [1280, 768, 360, 320]) {
      await reader.page.setViewportSize({ width, height: 740 })
      expect(await reader.page.evaluate(listTooWide), `${width} pixels`).toEqual([])
    }
    await reader.leave()
  })

  test('moves nothing when less motion is asked for', async () => {
    const reader = await createReader(browser, siteUrl, { reducedMotion: 'reduce' })
    await reader.open(path)
    const moving = await reader.page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) => {
        const { animationName, animationDuration, transitionDuration, scrollBehavior } =
          getComputedStyle(element)
        const isStill = (durations: string) =>
          durations.split(',').every((duration) => Number.parseFloat(duration) <= 0.01)
        const moves =
          (animationName !== 'none' && !isStill(animationDuration)) ||
          !isStill(transitionDuration) ||
          scrollBehavior === 'smooth'
        return moves ? element.outerHTML.slice(0, 120) : []
      }),
    )
    expect(moving).toEqual([])
    await reader.leave()
  })

  test('prints as black text on white, without the controls of the screen', async () => {
    const reader = await createReader(browser, siteUrl, { colorScheme: 'dark' })
    await reader.open(path)
    await reader.page.emulateMedia({ media: 'print' })
    const printed = await reader.page.evaluate(() => ({
      ink: getComputedStyle(document.querySelector('h1') ?? document.body).color,
      ground: getComputedStyle(document.body).backgroundColor,
    }))
    expect(printed).toEqual({ ink: 'rgb(0, 0, 0)', ground: 'rgb(255, 255, 255)' })
    expect(await reader.page.locator('.theme-switch:visible, .skip:visible').count()).toBe(0)
    const pdf = (await reader.page.pdf()).toString('latin1')
    // A PDF with text in it embeds the fonts of that text.
    expect(pdf).toMatch(/^%PDF-/u)
    expect(pdf).toContain('/ToUnicode')
    await reader.leave()
  })
})

test('paper shows where links lead, and what is folded on the screen', async () => {
  const reader = await createReader(browser, siteUrl)
  await reader.open(thread)
  await reader.page.emulateMedia({ media: 'print' })
  const link = reader.page.locator('.thread .story a[href^=http], .thread a[href^=http]').first()
  const shown = await link.evaluate((element) => getComputedStyle(element, '::after').content)
  expect(shown).toContain('http')
  const folded = await reader.page
    .locator('details:not([open]) table')
    .evaluateAll(
      (tables) =>
        tables.filter((table) => !table.checkVisibility({ contentVisibilityAuto: true })).length,
    )
  expect(folded).toBe(0)
  await reader.leave()
})

function paintEmblem() {
  return [...document.querySelectorAll('.emblem *')].map((part) => {
    const { fill, stroke, strokeWidth } = getComputedStyle(part)
    return { fill, stroke, strokeWidth }
  })
}

/** Runs in the page: what reaches beyond its width and is not inside something that scrolls. */
function listTooWide(): readonly string[] {
  const isInside = (element: Element): boolean =>
    element.parentElement !== null &&
    (/auto|scroll|hidden|clip/u.test(getComputedStyle(element.parentElement).overflowX) ||
      isInside(element.parentElement))
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  return [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
    .filter((element) => !isInside(element))
    .map((element) => element.outerHTML.slice(0, 120))
    .concat(`page: ${scrollWidth} > ${clientWidth}`)
}
