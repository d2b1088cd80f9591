// Everything by keyboard, with the focus always in sight.

import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { eachReader } from '../support/each-reader.ts'
import { pageTypes, thread } from '../support/page-types.ts'
import type { Reader } from '../support/reader.ts'

let reader: Reader
let page: Page

eachReader((next) => {
  reader = next
  page = next.page
})

test('the first stop is a link that skips to the content, and it does', async () => {
  await reader.open(thread)
  await page.keyboard.press('Tab')
  const skip = await describeFocus()
  expect(skip.text).toMatch(/^Skip to/u)
  expect(skip.isInView).toBe(true)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const next = await page.evaluate(() => document.activeElement?.closest('main') !== null)
  expect(next).toBe(true)
})

test('/ goes to the search box, Esc leaves what is open, ? lists the keys', async () => {
  await reader.open(thread)
  await page.keyboard.press('/')
  expect((await describeFocus()).name).toBe('q')
  // Typing is typing: neither key does anything else inside the box.
  await page.keyboard.type('a/b?')
  expect(await page.locator('input[name=q]').first().inputValue()).toBe('a/b?')
  await page.locator('h1').click()
  await page.keyboard.press('?')
  expect(await page.locator('dialog[open]').count()).toBe(1)
  await page.keyboard.press('Escape')
  expect(await page.locator('dialog[open]').count()).toBe(0)
})

test('the focus returns to where it was when the list of keys closes', async () => {
  await reader.open('/threads')
  await page.locator('.rows a').first().focus()
  const before = await describeFocus()
  await page.keyboard.press('?')
  await page.keyboard.press('Escape')
  expect(await describeFocus()).toEqual(before)
})

test('Enter on a link follows it', async () => {
  await reader.open('/')
  await page.locator(`main a[href="${thread}"]`).first().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${thread}`)
})

test('the filters of the board are worked with arrow keys', async () => {
  await reader.open(thread)
  await page.locator('.board input[name=stance]').first().focus()
  const all = await page.locator('.board .group:visible').count()
  await page.keyboard.press('ArrowRight')
  expect(await page.locator('.board .group:visible').count()).toBeLessThan(all)
})

describe.each(pageTypes)('on $name ($path)', ({ path }) => {
  test('every stop of the Tab key shows that it has the focus', async () => {
    await reader.open(path)
    const stopsMax = 400
    const unseen: string[] = []
    const seen = new Set<string>()
    for (let stop = 0; stop < stopsMax; stop += 1) {
      await page.keyboard.press('Tab')
      const focus = await describeFocus()
      if (focus.tag === 'body') break
      if (!focus.isMarked || !focus.isInView) unseen.push(JSON.stringify(focus))
      seen.add(focus.path)
    }
    expect(seen.size).toBeGreaterThan(5)
    expect(unseen).toEqual([])
  })
})

/** What has the focus, and whether a reader can tell. */
async function describeFocus() {
  return await page.evaluate(() => {
    const element = document.activeElement ?? document.body
    const box = element.getBoundingClientRect()
    // Some controls hide the input and mark their label instead.
    const marked = [element, element.closest('label')].some((candidate) => {
      if (candidate === null) return false
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(candidate)
      return (
        (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== 'none'
      )
    })
    const steps: string[] = []
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      steps.push(`${at.tagName}${[...(at.parentElement?.children ?? [])].indexOf(at)}`)
    }
    return {
      tag: element.tagName.toLowerCase(),
      name: element.getAttribute('name'),
      text: (element.textContent ?? '').trim().slice(0, 60),
      path: steps.join(' '),
      isMarked: marked,
      isInView:
        box.width > 0 &&
        box.height > 0 &&
        box.bottom > 0 &&
        box.top < innerHeight &&
        box.right > 0 &&
        box.left < innerWidth,
    }
  })
}
