// The stacks of a machine in a browser: finished without script, then changed by hand, by finger and
// by keyboard, and taken away.

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { eachReader } from '../support/each-reader.ts'
import { openPlayer, openWholePlayer, takeAway } from '../support/player.ts'
import type { Reader } from '../support/reader.ts'
import { listAllViolations, noViolations } from '../support/violations.ts'

const alone = '/simulations/stack-memory'

let reader: Reader
let page: Page

const createOther = eachReader((next) => {
  reader = next
  page = next.page
})

const textOf = async (selector: string): Promise<string> =>
  ((await page.locator(selector).textContent()) ?? '').replaceAll('\u00a0', ' ')

test('without script every picture, table and formula is there', async () => {
  const still = await createOther({ javaScriptEnabled: false })
  await still.page.goto(`${alone}?preset=hansen-single-pages`)
  const views = still.page.locator('.sim-view')
  expect(
    await views.evaluateAll((all) => all.map((view) => view.getAttribute('data-view'))),
  ).toEqual(['fragmentation', 'memory', 'depths', 'forks', 'table'])
  expect(await still.page.locator('.mem-mosaic path').count()).toBeGreaterThan(3)
  const text = (await still.page.locator('main').textContent())?.replaceAll('\u00a0', ' ')
  for (const number of ['3 276', '0.4', '74 112', 'Node 0, zone   Normal', 'f⁸']) {
    expect(text).toContain(number)
  }
  expect(await still.page.locator('main button:visible').count()).toBe(0)
  await still.leave()
})

test('threads are slid and dragged along, and all views follow', async () => {
  await openPlayer(reader, alone, 'memory')
  const view = page.locator('#view-memory')
  const slider = view.getByRole('slider', { name: 'Threads' })
  await slider.focus()
  await page.keyboard.press('End')
  await expect.poll(() => textOf('#view-memory .sim-takeaway')).toContain('1 000 000 threads')
  const plot = view.locator('.mem-drag')
  await plot.scrollIntoViewIfNeeded()
  const box = await plot.boundingBox()
  if (box === null) throw new Error('There is no plot to drag in')
  await page.mouse.move(box.x + box.width * 0.9, box.y + 100)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.4, box.y + 120, { steps: 4 })
  await page.mouse.up()
  // Two fifths of the way from 10 to a million, by powers.
  await expect.poll(() => textOf('#view-memory .sim-takeaway')).toContain('1 000 threads')
  await expect.poll(() => textOf('#view-depths table')).toContain('up to')
  await expect.poll(() => page.url()).toMatch(/threads=1000&h=[0-9a-f]{8}$/u)
  await view.getByRole('radio', { name: 'even' }).check()
  expect(await textOf('#view-memory .sim-plot')).toContain('2 000')
  expect(reader.faults).toEqual([])
})

test('pages are walked with the arrow keys and say what they are in', async () => {
  await openPlayer(reader, `${alone}?preset=torvalds-four-pages`, 'fragmentation')
  const view = page.locator('#view-fragmentation')
  const pages = view.getByRole('group', { name: /arrow keys walk/u })
  const says = view.locator('.sim-picked')
  await pages.focus()
  await page.keyboard.press('ArrowRight')
  expect(await says.textContent()).toMatch(/^Page 0: /u)
  for (let row = 0; row < 14; row += 1) await page.keyboard.press('ArrowDown')
  // There a whole page block is free.
  expect(await says.textContent()).toMatch(/^Page 1.792: free, in a block of (?:512|1.024) pages/u)
  expect(await view.locator('.mem-picked').count()).toBe(1)
})

test('grouping free pages ends the waiting; without reclaim nobody waits', async () => {
  await openPlayer(reader, `${alone}?preset=weinberger-pressure`, 'forks')
  const view = page.locator('#view-forks')
  const label = () => view.locator('.mem-forks').getAttribute('aria-label')
  const of16k = async () => /16K in one piece: ([^.]*)\./u.exec((await label()) ?? '')?.[1]
  expect(await of16k()).toContain('waited')
  const grouped = view.getByRole('slider', { name: 'Grouped' })
  await grouped.focus()
  await page.keyboard.press('End')
  await expect.poll(async () => (await of16k())?.replace('\u00a0', ' ')).toBe('1 000 at once')
  await page.keyboard.press('Home')
  await view.getByRole('radio', { name: 'fail' }).check()
  await expect.poll(of16k).toMatch(/at once, .* got none/u)
  expect(reader.faults).toEqual([])
})

test('the mosaic, its numbers and its text can be taken away', async () => {
  await openPlayer(reader, alone, 'fragmentation')
  const view = page.locator('#view-fragmentation')
  await view.getByText('Take it away').click()
  for (const [name, begins] of [
    ['Text', 'Whole blocks'],
    ['CSV', 'free (%),two pages,'],
    ['JSON', '{"findings"'],
    ['SVG', '<svg'],
    ['PNG', '\u0089PNG'],
  ] as const) {
    const file = await takeAway(view, name)
    expect(file.slice(0, 200), name).toContain(begins)
    expect(file.length, name).toBeGreaterThan(200)
  }
})

test('meets WCAG 2.2 AA by day, by night, in forced colours and on a phone', async () => {
  await openWholePlayer(reader, alone)
  expect(await listAllViolations(page)).toEqual(noViolations)
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(tooWide).toBeLessThanOrEqual(0)
}, 180_000)
