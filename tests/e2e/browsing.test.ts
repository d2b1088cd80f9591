// A reader finds a thread, narrows the list, and opens a position by its address.

import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { eachReader } from '../support/each-reader.ts'
import { otherThread, thread } from '../support/page-types.ts'
import type { Reader } from '../support/reader.ts'

const siteUrl = inject('siteUrl')
let reader: Reader
let page: Page

const createOther = eachReader((next) => {
  reader = next
  page = next.page
})
afterEach(() => expect(reader.faults).toEqual([]))

test('from the front page a click on a question opens its thread', async () => {
  await reader.open('/')
  const link = page.locator(`main a[href="${thread}"]`).first()
  const question = (await link.textContent())?.trim() ?? ''
  await link.click()
  await page.waitForURL(`**${thread}`)
  expect(await page.locator('h1').textContent()).toContain(question)
})

test('the words typed into the search box are searched for', async () => {
  await reader.open('/')
  await page.locator('main input[name=q]').fill('dev_snmp6')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/search?q=dev_snmp6')
  const hit = page.locator(`main a[href^="${otherThread}"]`).first()
  await hit.click()
  await page.waitForURL(`**${otherThread}**`)
})

test('a facet narrows the list and says so, and taking it back shows all again', async () => {
  await reader.open('/threads')
  expect(await rows().count()).toBe(2)
  await openFacets()
  await page.locator('.facets a[href*="topic=procfs"]').click()
  await page.waitForURL('**topic=procfs**')
  expect(await rows().count()).toBe(1)
  expect(await page.getByRole('status').first().textContent()).toMatch(/^1 thread\b/u)
  await page.locator('.chosen a').first().click()
  await page.waitForURL((url) => url.search === '')
  expect(await rows().count()).toBe(2)
})

test('facets join: a second one narrows what the first one left', async () => {
  await reader.open('/threads?outcome=merged')
  expect(await rows().count()).toBe(2)
  await openFacets()
  await page.locator('.facets a[href*="person=dave-chinner"]').first().click({ force: true })
  await page.waitForURL('**person=dave-chinner**')
  expect(page.url()).toContain('outcome=merged')
  expect(await rows().count()).toBe(1)
})

test('an empty list suggests which choice to take back', async () => {
  await reader.open('/threads?outcome=stalled')
  expect(await rows().count()).toBe(0)
  await page.locator('.empty a').first().click()
  await page.waitForURL((url) => !url.search.includes('stalled'))
  expect(await rows().count()).toBe(2)
})

test('a position opens by its address: in view, and marked', async () => {
  await reader.open(thread)
  const ids = await page
    .locator('article.position')
    .evaluateAll((cards) => cards.map(({ id }) => id))
  expect(ids.length).toBeGreaterThan(10)
  for (const id of [ids[0], ids[Math.floor(ids.length / 2)], ids.at(-1)]) {
    const deep = await createOther()
    await deep.open(`${thread}#${id}`)
    const card = deep.page.locator(`#${id}`)
    const seen = await card.evaluate((element) => ({
      isTarget: element.matches(':target'),
      top: element.getBoundingClientRect().top,
      height: innerHeight,
      mark: getComputedStyle(element.querySelector('.what') ?? element).backgroundColor,
    }))
    expect(seen.isTarget).toBe(true)
    expect(seen.top, id).toBeGreaterThanOrEqual(-1)
    expect(seen.top, id).toBeLessThan(seen.height * 0.6)
    const plain = await deep.page
      .locator(`article.position:not(#${id}) .what`)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor)
    expect(seen.mark).not.toBe(plain)
    await deep.leave()
  }
})

test('the board shows one stance when it is chosen, and all when it is taken back', async () => {
  await reader.open(thread)
  const all = await shownOnBoard()
  await page.locator('.board input[value=opposes]').check()
  const opposing = await shownOnBoard()
  expect(opposing).toBeGreaterThan(0)
  expect(opposing).toBeLessThan(all)
  expect(await page.locator('.board .group:visible').count()).toBe(1)
  await page.locator('.board button[type=reset]').click()
  expect(await shownOnBoard()).toBe(all)
})

test('a name on the board leads to what that person wrote', async () => {
  await reader.open(thread)
  const link = page.locator('.board .group a:visible').first()
  const href = await link.getAttribute('href')
  await link.click()
  expect(new URL(page.url()).hash).toBe(href)
  expect(await page.locator(':target').count()).toBe(1)
})

test('going back returns to the list as it was', async () => {
  await reader.open('/threads?topic=procfs')
  await page.locator('.rows a').first().click()
  await page.waitForURL(`**${otherThread}`)
  await page.goBack()
  await page.waitForURL('**topic=procfs**')
  expect(await rows().count()).toBe(1)
})

test('the link beside a position is copied with a click', async () => {
  await reader.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await reader.open(thread)
  const anchor = page.locator('article.position a.anchor').first()
  const href = await anchor.getAttribute('href')
  await anchor.click()
  await page.getByText('Link copied').waitFor()
  const copied = await page.evaluate(async () => await navigator.clipboard.readText())
  expect(copied).toBe(siteUrl + thread + href)
})

describe('over plain http, where browsers have no clipboard for pages,', () => {
  beforeEach(async () => {
    await reader.context.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined })
    })
  })

  test('the link beside a position is copied all the same', async () => {
    await reader.open(thread)
    const anchor = page.locator('article.position a.anchor').first()
    const href = await anchor.getAttribute('href')
    await anchor.click()
    await page.getByText('Link copied').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.press('ControlOrMeta+v')
    expect(await page.locator('input[name=q]').first().inputValue()).toBe(siteUrl + thread + href)
  })

  test('a reader whose browser refuses is told where the link is', async () => {
    await reader.open(thread)
    await page.evaluate(() => {
      document.execCommand = () => false
    })
    const anchor = page.locator('article.position a.anchor').first()
    await anchor.click()
    await page.getByRole('status').getByText('the link is the address of this page').waitFor()
    expect(new URL(page.url()).hash).toBe(await anchor.getAttribute('href'))
  })
})

function rows() {
  return page.locator('.rows > li')
}

async function openFacets() {
  for (const summary of await page.locator('.facets summary').all()) {
    if (await summary.isVisible()) await summary.click()
  }
}

async function shownOnBoard(): Promise<number> {
  return await page.locator('.board .group li:visible').count()
}
