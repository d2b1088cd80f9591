// Results as one types, and what the search box offers: for those who see it, hear it, and have only
// keys or only a thumb.

import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
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
  // Browsers print the status of a wrong query, and those that tests ask for.
  expect(faults.filter((fault) => !/status of (?:400|429|503)/u.test(fault))).toEqual([])
})

async function open(path: string, options: BrowserContextOptions = {}): Promise<void> {
  reader = await createReader(browser, siteUrl, options)
  page = reader.page
  await reader.open(path)
}

const box = () => page.locator('#page-search')
const count = () => page.locator('#hit-count')
const list = () => page.locator('[role=listbox]')
const option = (name: string) => page.locator('[role=option]', { hasText: name })

async function type(text: string): Promise<void> {
  await box().focus()
  await page.keyboard.press('End')
  await page.keyboard.type(text, { delay: 40 })
}

/** As readers do, who first see where they are. */
async function goBack(): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.goBack()
}

/** Until the page shows the answer to this text. */
async function untilAnswered(text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => new URLSearchParams(location.search).get('q') === wanted,
    text.trim(),
  )
}

describe('results as one types', () => {
  test('are those of the words in the box; the address, the title and the focus keep up', async () => {
    await open('/search')
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }))
    await type('stack')
    await untilAnswered('stack')
    const few = await count().textContent()
    await page.keyboard.type(' overflow', { delay: 40 })
    await untilAnswered('stack overflow')
    expect(await count().textContent()).not.toBe(few)
    expect(await page.title()).toContain('stack overflow')
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true)
    expect(
      await box().evaluate((element: HTMLInputElement) => [
        element === document.activeElement,
        element.value,
        element.selectionStart,
      ]),
    ).toEqual([true, 'stack overflow', 'stack overflow'.length])
    const shown = await page.locator('#answer').ariaSnapshot()
    await page.reload()
    // All but how long it took, and how the links begin.
    const toHits = (snapshot: string) => snapshot.replace(/answered by.*/u, '')
    expect(toHits(await page.locator('#answer').ariaSnapshot())).toBe(toHits(shown))
  })

  test('leave the caret where it is', async () => {
    await open('/search?q=stack')
    await box().focus()
    await page.keyboard.press('Home')
    await page.keyboard.type('kernel ', { delay: 40 })
    await untilAnswered('kernel stack')
    expect(await box().evaluate((element: HTMLInputElement) => element.selectionStart)).toBe(7)
  })

  test('never leave the page without hits between two answers', async () => {
    await open('/search?q=stack')
    await page.evaluate(() => {
      const seen: number[] = []
      Object.assign(globalThis, { seen })
      const look = () => {
        seen.push(document.querySelectorAll('.hits > li').length)
        requestAnimationFrame(look)
      }
      look()
    })
    await type(' overflow')
    await untilAnswered('stack overflow')
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: number[] }).seen)
    expect(new Set(seen).size).toBeGreaterThan(1)
    expect(seen).not.toContain(0)
  })

  test('are never those of an older question that was answered late', async () => {
    await open('/search')
    const late: Route[] = []
    await page.route('**/search?q=v&typing=1', (route) => {
      late.push(route)
    })
    await type('v')
    await expect.poll(() => late.length).toBe(1)
    await page.keyboard.type('malloc')
    await untilAnswered('vmalloc')
    const shown = await page.locator('.hits').textContent()
    // Its question was taken back, so it cannot even be answered; if it could, it would be passed over.
    await late[0]?.continue().catch(() => {})
    await page.waitForTimeout(300)
    expect(await page.locator('.hits').textContent()).toBe(shown)
    expect(new URL(page.url()).searchParams.get('q')).toBe('vmalloc')
  })

  test('of a name that is begun are those of everybody called so, without complaint', async () => {
    await open('/search')
    await type('who:dav')
    await untilAnswered('who:dav')
    expect(await page.locator('.hits').textContent()).toContain('Dave Chinner')
    expect(await page.locator('#answer .notice, #answer .problem').count()).toBe(0)
  })

  test('stay while a mistake may be half a query, which is shown when the typing stops', async () => {
    await open('/search')
    await type('stack')
    await untilAnswered('stack')
    const answered = page.waitForResponse((response) => response.url().includes('opz'))
    await page.keyboard.type(' stance:opz')
    await answered
    expect(await page.locator('#answer .problem').count()).toBe(0)
    expect(await page.locator('.hits > li').count()).toBeGreaterThan(0)
    await page.locator('#answer .problem').waitFor()
    expect(await page.locator('#answer .problem').textContent()).toContain('Unexpected stance')
    await page.keyboard.press('Backspace')
    await page.locator('.hits').waitFor()
  })

  test('are announced once the typing stops, by their number', async () => {
    await open('/search')
    const status = page.locator('main [role=status]')
    expect(await status.textContent()).toBe('')
    await type('sta')
    await untilAnswered('sta')
    expect(await status.textContent()).toBe('')
    await expect.poll(() => status.textContent()).toMatch(/\d+ hits/u)
    expect(await status.textContent()).toBe(await count().textContent())
  })

  test('are there again after a hit was followed and left', async () => {
    await open('/')
    await page.goto('/search')
    await type('rbtree')
    await untilAnswered('rbtree')
    const hits = await page.locator('.hits').textContent()
    await page.locator('.hits a').first().click()
    await page.waitForURL(/\/(?:threads|topics|people)\//u)
    await goBack()
    await page.waitForURL('**/search?q=rbtree&typing=1')
    expect(await box().inputValue()).toBe('rbtree')
    expect(await page.locator('.hits').textContent()).toBe(hits)
    await goBack()
    await page.waitForURL(`${siteUrl}/`)
  })

  test('typed over a search that was sent leave it one step back', async () => {
    await open('/search?q=stack')
    await box().fill('vmalloc')
    await untilAnswered('vmalloc')
    await box().fill('rbtree')
    await untilAnswered('rbtree')
    await goBack()
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('#page-search')?.value === 'stack',
    )
    expect(await page.locator('.hits').textContent()).toContain('stack')
    await page.waitForLoadState('networkidle')
    await page.goForward()
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('#page-search')?.value === 'rbtree',
    )
    expect(await page.title()).toContain('rbtree')
  })

  test('become a page of their own with Enter, in one step of the history', async () => {
    await open('/')
    await page.goto('/search')
    await type('rbtree')
    await untilAnswered('rbtree')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/search?q=rbtree')
    await goBack()
    await page.waitForURL(`${siteUrl}/`)
  })

  test('keep what was chosen and what was opened', async () => {
    await open('/search?q=stack&kind=position&sort=newest', {
      viewport: { width: 360, height: 740 },
    })
    await page.locator('.facets > summary').click()
    await type(' page')
    await untilAnswered('stack page')
    expect(await page.locator('.facets').getAttribute('open')).not.toBeNull()
    expect(new URL(page.url()).searchParams.get('sort')).toBe('newest')
    const kinds = await page.locator('.hits .kind').allTextContents()
    expect(new Set(kinds)).toEqual(new Set(['position']))
  })

  test('answer what was typed before script arrived', async () => {
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    reader = await createReader(browser, siteUrl)
    page = reader.page
    await page.route('**/_next/static/**/*.js', async (route) => {
      await released
      await route.continue()
    })
    await page.goto('/search', { waitUntil: 'commit' })
    await type('vmalloc')
    expect(await box().getAttribute('role')).toBeNull()
    release()
    await untilAnswered('vmalloc')
    expect(await count().textContent()).toMatch(/hits?$/u)
    expect(await box().getAttribute('role')).toBe('combobox')
  })

  test('stay, and say so, when no answer comes; Enter works', async () => {
    await open('/search?q=stack')
    await page.route('**/search?*typing=1*', (route) =>
      route.fulfill({ status: 503, contentType: 'text/plain', body: 'Too slow\n' }),
    )
    await type(' page')
    await page.locator('.search-head', { hasText: 'No answer came' }).waitFor()
    expect(await page.locator('.hits > li').count()).toBeGreaterThan(0)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/search?q=stack+page')
  })

  test('wait as long as they are told to when too many were asked for', async () => {
    await open('/search')
    let refusals = 0
    await page.route('**/search?*typing=1*', async (route) => {
      refusals += 1
      if (refusals > 1) return await route.continue()
      await route.fulfill({ status: 429, headers: { 'retry-after': '1' }, body: 'Too many\n' })
    })
    await box().fill('vmalloc')
    await untilAnswered('vmalloc')
    expect(refusals).toBe(2)
  })
})

describe('the search box', () => {
  test('is a plain box until it has the focus, then a combobox that is closed', async () => {
    await open('/threads')
    const search = page.locator('#site-search')
    expect(await search.getAttribute('role')).toBeNull()
    await search.focus()
    expect(await search.getAttribute('role')).toBe('combobox')
    expect(await search.getAttribute('aria-expanded')).toBe('false')
    expect(await search.getAttribute('aria-controls')).toBeNull()
  })

  test('completes prefixes, then their values, by keys alone', async () => {
    await open('/')
    await type('stan')
    await option('stance:').waitFor()
    await page.keyboard.press('ArrowDown')
    // The list of the letter before may still be shown; the key counts for the one underway.
    await expect.poll(describeList).toEqual({ expanded: 'true', active: 'stance:', selected: 1 })
    await page.keyboard.press('Enter')
    expect(await box().inputValue()).toBe('stance:')
    await option('opposes').waitFor()
    await page.keyboard.press('ArrowUp')
    expect((await describeList()).active).toBe('informs')
    // Round and round, with the box itself in between.
    await page.keyboard.press('ArrowDown')
    expect((await describeList()).active).toBeUndefined()
    await page.keyboard.type('op')
    await page.keyboard.press('ArrowDown')
    await expect.poll(async () => (await describeList()).active).toBe('opposes')
    await page.keyboard.press('Enter')
    expect(await box().inputValue()).toBe('stance:opposes ')
    await expect.poll(() => list().count()).toBe(0)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/search?q=stance%3Aopposes*')
  })

  test('takes a choice from mouse and finger, and keeps the focus', async () => {
    await open('/search', { hasTouch: true, viewport: { width: 360, height: 740 } })
    await type('who:hp')
    const { x, width } = (await list().boundingBox()) ?? { x: -1, width: 0 }
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x + width).toBeLessThanOrEqual(360)
    await option('H. Peter Anvin').tap()
    expect(await box().inputValue()).toBe('who:h-peter-anvin ')
    expect(await box().evaluate((element) => element === document.activeElement)).toBe(true)
    await untilAnswered('who:h-peter-anvin')
  })

  test('closes its list with Escape and leaves it closed for that word; the next one leaves', async () => {
    await open('/search')
    await type('who:d')
    await list().waitFor()
    await page.keyboard.press('Escape')
    expect(await list().count()).toBe(0)
    expect(await box().inputValue()).toBe('who:d')
    await page.keyboard.type('av')
    await untilAnswered('who:dav')
    await page.waitForTimeout(150)
    expect(await list().count()).toBe(0)
    await page.keyboard.press('ArrowDown')
    await list().waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    expect(await box().inputValue()).toBe('who:dav')
    expect(await box().evaluate((element) => element === document.activeElement)).toBe(false)
    await page.keyboard.press('/')
    expect(await box().evaluate((element) => element === document.activeElement)).toBe(true)
  })

  test('offers in an empty box what was sent before, and forgets it on demand', async () => {
    await open('/search')
    await type('vmalloc stack')
    await untilAnswered('vmalloc stack')
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/search?q=vmalloc+stack')
    await page.goto('/threads')
    await page.locator('#site-search').click()
    await option('vmalloc stack').waitFor()
    expect(await list().getAttribute('aria-label')).toBe('Searched before')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/search?q=vmalloc+stack')
    await box().fill('')
    await option('Forget these searches').click()
    expect(await list().count()).toBe(0)
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
  })

  test('keeps no more than eight, newest first, each once', async () => {
    await open('/threads')
    const queries = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'c']
    for (const query of queries) {
      await page.locator('#site-search').fill(query)
      await page.keyboard.press('Enter')
      await page.waitForURL(`**/search?q=${query}`)
    }
    await page.locator('#site-search').fill('')
    await page.locator('#site-search').focus()
    await list().waitFor()
    const offered = await page.locator('[role=option].recent').allTextContents()
    expect(offered.map((text) => text.trim())).toEqual(['c', 'i', 'h', 'g', 'f', 'e', 'd', 'b'])
  })

  test('meets WCAG 2.2 AA while its list is open', async () => {
    await open('/search')
    await type('who:')
    await list().waitFor()
    await page.keyboard.press('ArrowDown')
    expect(await listAllViolations(page)).toEqual(noViolations)
    expect(await list().count()).toBe(1)
  }, 120_000)

  test('shows in forced colours which choice the keys are at', async () => {
    await open('/search', { forcedColors: 'active' })
    await type('who:')
    await list().waitFor()
    await page.keyboard.press('ArrowDown')
    const outline = await page
      .locator('[role=option][aria-selected=true]')
      .evaluate((element) => getComputedStyle(element).outlineStyle)
    expect(outline).not.toBe('none')
  })
})

/** As assistive technology is told. */
async function describeList() {
  return await page.evaluate(() => {
    const input = document.activeElement
    const active = input?.getAttribute('aria-activedescendant')
    return {
      expanded: input?.getAttribute('aria-expanded'),
      active: document
        .getElementById(active ?? '')
        ?.querySelector('.choice-label')
        ?.textContent?.trim(),
      selected: document.querySelectorAll('[role=option][aria-selected=true]').length,
    }
  })
}
