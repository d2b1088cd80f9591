// A simulation in a browser: complete without script, then run, cancelled, played, linked and taken
// away; and what it says when something breaks.

import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { eachReader } from '../support/each-reader.ts'
import { otherThread } from '../support/page-types.ts'
import { openPlayer, openWholePlayer, takeAway } from '../support/player.ts'
import type { Reader } from '../support/reader.ts'
import { listAllViolations, noViolations } from '../support/violations.ts'

const alone = '/simulations/procfs-directory'
let reader: Reader
let page: Page

const createOther = eachReader((next) => {
  reader = next
  page = next.page
})

const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? ''

const entries = () => page.getByLabel('Entries n', { exact: true })

describe('without script', () => {
  test('everything is there: pictures, tables, formulas, questions', async () => {
    const still = await createOther({ javaScriptEnabled: false })
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
    const still = await createOther({ javaScriptEnabled: false })
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

test('a finger drags the slice of the first picture, and beside it scrolls the page', async () => {
  const viewport = { width: 390, height: 844 }
  const phone = await createOther({ hasTouch: true, isMobile: true, viewport })
  await openPlayer(phone, alone)
  const picture = phone.page.locator('.sim-drag').first()
  await picture.waitFor()
  const devtools = await phone.page.context().newCDPSession(phone.page)
  /** Moves a finger upward from the middle of an element, and says how far the page scrolled. */
  const swipe = async (from: Locator, pixels: number): Promise<number> => {
    await from.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    const box = await from.boundingBox()
    if (box === null) throw new Error('Nothing to put a finger on')
    const x = box.x + box.width / 2
    const y = box.y + box.height / 2
    const before = await phone.page.evaluate(() => scrollY)
    const touch = async (type: 'touchStart' | 'touchMove' | 'touchEnd', up?: number) => {
      const touchPoints = up === undefined ? [] : [{ x, y: y - up }]
      await devtools.send('Input.dispatchTouchEvent', { type, touchPoints })
    }
    await touch('touchStart', 0)
    for (let step = 1; step <= 10; step += 1) await touch('touchMove', (pixels * step) / 10)
    await touch('touchEnd')
    await phone.page.waitForTimeout(300)
    return (await phone.page.evaluate(() => scrollY)) - before
  }
  const slider = phone.page.getByRole('slider', { name: 'Cut off of what /proc took' }).first()
  expect(await slider.inputValue()).toBe('1000')
  expect(await swipe(picture.locator('rect.k-slice').first(), 120)).toBe(0)
  expect(await slider.inputValue()).toBe('0')
  expect(await swipe(picture.locator('text').first(), 120)).toBeGreaterThan(40)
  expect(await slider.inputValue()).toBe('0')
  await phone.leave()
})

test('a parameter changes every view, and the address says what was run', async () => {
  await openPlayer(reader, alone)
  await entries().fill('1000')
  await entries().press('Enter')
  const takeaway = page.locator('#view-table .sim-takeaway')
  await expect.poll(() => takeaway.textContent()).toContain('499\u00a0500')
  await expect.poll(() => page.url()).toMatch(/#procfs-directory\?v=1&n=1000&h=[0-9a-f]{8}$/u)
  expect(reader.faults).toEqual([])
})

test('a visit is priced as in another published run, or as on the machine at hand', async () => {
  await openPlayer(reader, `${alone}?preset=dichtel-slow`)
  const view = page.locator('#view-curve')
  await view.scrollIntoViewIfNeeded()
  expect(await view.getByRole('radio', { name: 'create, 2014' }).isChecked()).toBe(true)
  await view.getByRole('radio', { name: 'rmmod, 2014' }).check()
  // 449 985 000 visits of 51.3 ns.
  await view.locator('.sim-takeaway').getByText('23.08').waitFor()
  await expect.poll(() => page.url()).toContain('c_visit=51.3')
  await view.getByRole('button', { name: 'As on this machine' }).click()
  await view.getByText('This machine:').waitFor({ timeout: 60_000 })
  const [, ns] = /machine: ([\d.]+) ns/u.exec((await view.textContent()) ?? '') ?? []
  await expect.poll(() => page.url()).toContain(`c_visit=${Number(ns)}`)
  expect(await view.getByRole('radio', { name: 'rmmod, 2014' }).isChecked()).toBe(false)
  await view.getByRole('radio', { name: 'create, 2012' }).check()
  await expect.poll(() => page.url()).toMatch(/\ba=75&c_visit=53&/u)
  expect(reader.faults).toEqual([])
}, 120_000)

test('the machine at hand is measured in every placement, and measuring can be stopped', async () => {
  await openPlayer(reader, `${alone}?preset=placement`)
  const view = page.locator('#view-memory')
  await view.getByRole('button', { name: 'Measure my machine' }).click()
  await view.getByText(/^Your machine/u).waitFor({ timeout: 60_000 })
  const said = plain(await view.getByText(/^Your machine/u).textContent())
  const [, times = ''] = /3 000 entries: ([\d., ]+) ns per visit/u.exec(said) ?? []
  const ns = times.split(', ').map(Number)
  expect(ns).toHaveLength(await view.locator('.k-own').count())
  expect(ns.every((one) => one > 0)).toBe(true)
  await view.getByRole('radio', { name: /^30 000/u }).check()
  await view.getByRole('button', { name: 'Measure my machine' }).click()
  await view.getByRole('button', { name: 'Stop' }).click()
  await view.getByRole('button', { name: 'Measure my machine' }).waitFor()
  expect(reader.faults).toEqual([])
}, 120_000)

test('the question about buckets is answered where it is asked', async () => {
  await openPlayer(reader, `${alone}?preset=dichtel-buckets`)
  const view = page.locator('.sim-view').first()
  const share = async () =>
    Number(/in \/proc \(([\d.]+)/u.exec((await view.textContent()) ?? '')?.[1])
  expect(await share()).toBeLessThan(1)
  const chains = page.locator('#view-chains')
  await chains.scrollIntoViewIfNeeded()
  expect(await chains.getByRole('radio', { name: '32', exact: true }).isChecked()).toBe(true)
  await chains.getByRole('radio', { name: '16', exact: true }).check()
  await expect.poll(share).toBeGreaterThan(1)
})

test('whoever follows a link learns whether they see what its author saw', async () => {
  await openPlayer(reader, alone)
  await entries().fill('700')
  await entries().press('Enter')
  await expect.poll(() => page.url()).toContain('h=')
  const link = page.url()
  const other = await createOther()
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
    reader,
    `${alone}#procfs-directory?n=-5&st=<img+src=x+onerror=alert(1)>&__proto__=1&B=%ff&seed=${'a'.repeat(500)}`,
  )
  await page.locator('.sim-fault').first().waitFor()
  expect(await page.locator('.sim-fault').first().textContent()).toContain('Unexpected n')
  expect(await page.locator('main img').count()).toBe(0)
  expect(await page.locator('.sim-view').count()).toBe(8)
  expect(reader.faults).toEqual([])
})

test('a question that is none is said to be none, and what was meant is offered', async () => {
  await reader.open(`${alone}?preset=half-minut`)
  await page.getByText('names a question that is none of').waitFor()
  await page.getByRole('link', { name: 'Where did 31.72 seconds go?' }).first().click()
  await page.waitForURL(/preset=half-minute$/u)
  await reader.open(`${alone}?preset=<script>alert(1)</script>`)
  const says = await page.locator('.sim-head .sim-fault').textContent()
  expect(says).not.toMatch(/script|Did you mean/u)
})

test('a long run is cancelled within the bound, and the page answers while it runs', async ({
  annotate,
}) => {
  await openPlayer(reader, alone, 'wait')
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
    const view = document.querySelector('#view-wait')
    while (!view?.textContent?.includes('Stopped after')) {
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    return performance.now() - started
  })
  const longest = await page.evaluate(() =>
    Math.max(0, ...(globalThis as unknown as { tasks: readonly number[] }).tasks),
  )
  await annotate(`longest task of the page while it ran: ${longest} ms; cancelled in ${ms} ms`)
  // The run takes half a minute: a page that did it itself would be blocked for longer than this.
  expect(longest).toBeLessThan(2000)
  // 16 ms in the worker, 250 ms until it would be ended by force, and a busy machine.
  expect(ms).toBeLessThan(1000)
  expect(await wait.getByRole('status').textContent()).toContain('Stopped after')
})

test('events are played, sought and stepped by keyboard', async () => {
  await openPlayer(reader, alone, 'structure')
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
  const speed = view.getByRole('slider', { name: 'events a second' })
  const slow = await speed.getAttribute('aria-valuetext')
  await speed.focus()
  await page.keyboard.press('ArrowRight')
  expect(await speed.getAttribute('aria-valuetext')).not.toBe(slow)
  expect(await value()).toBe(paused)
  await page.keyboard.press('[')
  expect(await speed.getAttribute('aria-valuetext')).toBe(slow)
  await page.keyboard.press('t')
  expect(await view.locator('details.sim-behind').getAttribute('open')).not.toBeNull()
  await page.keyboard.press('?')
  expect(await page.locator('dialog[open]').textContent()).toContain('play, pause')
  await page.keyboard.press('Escape')
  expect(await page.locator('dialog[open]').count()).toBe(0)
})

test('a claim is run where it stands, its number dragged, and the run followed to its page', async () => {
  await reader.open(otherThread)
  const claim = page.locator('.sim-test').first()
  const before = reader.requested.length
  await claim.getByRole('button', { name: 'Run it here' }).click()
  await claim.locator('.sim-takeaway').waitFor()
  expect(reader.requested.length).toBeGreaterThan(before)
  expect(plain(await claim.locator('.sim-takeaway').textContent())).toContain('30 000 entries')
  await claim.getByRole('slider', { name: /Entries/u }).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('PageUp')
  await expect
    .poll(async () => plain(await claim.locator('.sim-takeaway').textContent()))
    .not.toContain('30 000 entries')
  const run = plain(await claim.locator('.sim-takeaway').textContent())
  await claim.getByRole('link', { name: 'This run with every view' }).click()
  await page.getByText('The same result as the author').waitFor()
  expect(plain(await page.locator('#view-curve .sim-takeaway').textContent())).toBe(run)
})

test('two claims run side by side, and each is put away again', async () => {
  await reader.open(otherThread)
  for (const at of [0, 1]) {
    const claim = page.locator('.sim-test').nth(at)
    await claim.getByRole('button', { name: 'Run it here' }).click()
    await claim.locator('.sim-takeaway').waitFor()
  }
  const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
  await page.getByRole('button', { name: 'Put it away' }).first().click()
  expect(await page.locator('.sim-test-run .sim-takeaway').count()).toBe(1)
  expect(reader.faults).toEqual([])
})

test('a guess is committed before the number is shown', async () => {
  await openPlayer(reader, alone)
  await page.getByText('Guess before you look').click()
  const box = page.locator('.sim-guess')
  expect(await box.textContent()).not.toContain('449')
  await box.getByRole('button', { name: 'That is my guess' }).click()
  expect((await box.textContent())?.replaceAll('\u00a0', ' ')).toContain('449 985 000 visits')
})

test('a picture, numbers and text can be taken away', async () => {
  await openPlayer(reader, alone)
  const view = page.locator('#view-hero')
  await view.getByText('Take it away').click()
  for (const [name, begins] of [
    ['Text', 'Published seconds'],
    ['CSV', 'run,before (s),after (s)'],
    ['JSON', '{"findings"'],
    ['SVG', 'viewBox="0 0 800 256"'],
    ['PNG', '\u0089PNG'],
  ] as const) {
    const file = await takeAway(view, name)
    expect(file.slice(0, 200), name).toContain(begins)
    expect(file.length, name).toBeGreaterThan(200)
  }
  const all = page.locator('#view-table')
  await all.getByText('Take it away').click()
  expect(await takeAway(all, 'SVG')).toContain('Everything that was counted')
  expect(reader.faults).toEqual([])
})

test('a link that cannot be copied stands in a field to copy it from, and says so', async () => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined })
  })
  await openPlayer(reader, alone)
  await page.getByRole('button', { name: 'Copy a link to this run' }).click()
  await page.getByRole('status').getByText('The link is in the field').waitFor()
  const field = page.getByRole('textbox', { name: 'Link to this run' })
  await field.focus()
  const link = await field.inputValue()
  expect(link).toContain(new URL(alone, page.url()).href)
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(link)
})

test('results are said one at a time while a hand drags', async () => {
  await openPlayer(reader, alone)
  await page.evaluate(() => {
    const spoken: string[] = []
    Object.assign(globalThis, { spoken })
    const region = document.querySelector('p.vh[role=status]')
    new MutationObserver(() => spoken.push(region?.textContent ?? '')).observe(region as Element, {
      childList: true,
      characterData: true,
      subtree: true,
    })
  })
  const slider = page.getByRole('slider', { name: 'Entries, slider' })
  await slider.focus()
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press('ArrowLeft')
    await page.waitForTimeout(100)
  }
  const value = await entries().inputValue()
  const said = () =>
    page.evaluate(() => (globalThis as unknown as { spoken: readonly string[] }).spoken)
  const number = Number(value).toLocaleString('en').replaceAll(',', ' ')
  await expect.poll(async () => (await said()).at(-1)).toContain(`create ${number} entries`)
  expect((await said()).length).toBeLessThanOrEqual(3)
})

test('in forced colours letters stand out from what they stand on', async () => {
  const forced = await createOther({ forcedColors: 'active' })
  await openPlayer(forced, alone)
  const fills = await forced.page.evaluate(() =>
    [...document.querySelectorAll('.sim-structure .node, .fate, .sim-hero g')].map((group) => {
      const [shape, text] = ['rect, circle', '.t-mid, .t-on-bar'].map((selector) => {
        const element = group.querySelector(selector)
        return element === null ? '' : getComputedStyle(element).fill
      })
      return { name: group.getAttribute('class') ?? 'bar', shape, text }
    }),
  )
  expect(fills.length).toBeGreaterThan(60)
  expect(fills.filter(({ shape, text }) => shape === text)).toEqual([])
  const fillOf = (fate: string) => fills.find(({ name }) => name.includes(fate))?.shape
  expect(fillOf('fate once')).not.toBe(fillOf('fate gone'))
  expect(fillOf('black')).not.toBe(fillOf('red'))
  await forced.leave()
})

test('the slice is dragged off the bar, by a mouse and by a finger', async () => {
  await openPlayer(reader, alone)
  const view = page.locator('#view-hero')
  const cut = view.getByLabel('Cut off of what /proc took')
  const slice = view.locator('.sim-drag rect.k-slice').first()
  await view.locator('.sim-drag').scrollIntoViewIfNeeded()
  const drag = async (by: number) => {
    const box = await slice.boundingBox()
    if (box === null) throw new Error('There is no slice to drag')
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x, y + by, { steps: 4 })
    await page.mouse.up()
  }
  await drag(-60)
  expect(await cut.inputValue()).toBe('0')
  expect((await view.locator('.t-num').first().textContent())?.trim()).toMatch(/^141\.44/u)
  await drag(60)
  expect(await cut.inputValue()).toBe('1000')
  expect((await view.locator('.t-num').first().textContent())?.trim()).toMatch(/^109\.72/u)
  expect(await slice.evaluate((element) => getComputedStyle(element).touchAction)).toBe('none')
})

test('entries are walked with the arrow keys, and each says what is beside it', async () => {
  await openPlayer(reader, alone, 'structure')
  const view = page.locator('#view-structure')
  await view.scrollIntoViewIfNeeded()
  const stage = view.getByRole('group', { name: /arrow keys walk/u })
  const says = view.locator('.sim-picked')
  const moment = view.getByRole('slider', { name: 'Moment' })
  const before = await moment.inputValue()
  await stage.focus()
  await page.keyboard.press('ArrowDown')
  expect(await says.textContent()).toContain('the root')
  await page.keyboard.press('ArrowLeft')
  expect(await says.textContent()).toContain('2 visits to find it')
  await page.keyboard.press('ArrowUp')
  expect(await says.textContent()).toContain('the root')
  await page.keyboard.press('Home')
  expect(await says.textContent()).toMatch(/^dummy0: /u)
  expect(await view.locator('.picked').count()).toBe(1)
  expect(await moment.inputValue()).toBe(before)
})

describe('when something breaks', () => {
  /** Lets the worker run this before its own program. */
  async function breakWorker(code: string): Promise<void> {
    await page.route(/turbopack-worker/u, async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: `${code};${await response.text()}` })
    })
  }

  test('a browser that refuses the memory is a sentence, and less is offered', async () => {
    await breakWorker(`{ const Whole = ArrayBuffer; globalThis.ArrayBuffer = class extends Whole {
      constructor(size) {
        if (size > 1e8) throw new RangeError('Array buffer allocation failed')
        super(size)
      } } }`)
    await openPlayer(reader, alone, 'wait')
    const wait = page.locator('#view-wait')
    await wait.scrollIntoViewIfNeeded()
    await wait.getByRole('button', { name: /^Lose/u }).click()
    await wait.getByText('needs more memory than it was given').waitFor()
    await wait.getByRole('button', { name: 'Try with 30 MB' }).click()
    await wait.getByRole('button', { name: 'Stop waiting' }).click()
    await wait.getByText('Stopped after').waitFor()
  })

  test('a worker that dies is a sentence, and a new one runs', async () => {
    await breakWorker(`addEventListener('message', ({ data }) => {
      if (data?.mode === 'walk' && data.input.values.n === 12345) {
        setTimeout(() => { throw new Error('died') })
      } })`)
    await openPlayer(reader, `${alone}#procfs-directory?v=1&n=12345&m=walk`)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByText('ended unexpectedly').waitFor()
    expect(await page.locator('.sim-view').count()).toBe(8)
    await entries().fill('1000')
    await entries().press('Enter')
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByText('Wall time here').waitFor()
    expect(await page.getByText('ended unexpectedly').count()).toBe(0)
  })

  test('times of a tab that was hidden are said to be worth little', async () => {
    await openPlayer(reader, `${alone}#procfs-directory?v=1&n=12000&m=walk`)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.locator('.sim-progress').waitFor()
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await page.getByText('The tab was hidden meanwhile').waitFor()
  })

  test('a worker that cannot be loaded is a sentence, and the finished result stays', async () => {
    await page.route(/turbopack-worker/u, (route) => route.abort())
    await page.goto(alone)
    await page.locator('.sim-fault').first().waitFor()
    expect(await page.locator('.sim-fault').first().textContent()).toContain('Run it again')
    expect(await page.locator('.sim-view').count()).toBe(8)
  })

  test('a claim that cannot be run here can be run on its page', async () => {
    await reader.open(otherThread)
    await page.route(/_next\/static\/chunks/u, (route) => route.abort())
    const claim = page.locator('.sim-test').first()
    await claim.getByRole('button', { name: 'Run it here' }).click()
    await claim.getByText('could not be loaded').waitFor()
    expect(await claim.getByRole('link', { name: 'Run it on its page' }).count()).toBe(1)
  })

  test('a claim whose view cannot be loaded says so, and promises nothing', async () => {
    await reader.open(otherThread)
    const claim = page.locator('.sim-test').first()
    // The player comes; what it asks for then does not.
    await claim.getByRole('button', { name: 'Run it here' }).click()
    await claim.locator('.sim-takeaway').waitFor()
    await claim.getByRole('button', { name: 'Put it away' }).click()
    // The worker is there already; its other view is not.
    const known = new Set(reader.requested)
    await page.route(/_next\/static\/chunks/u, (route) =>
      known.has(route.request().url()) ? route.continue() : route.abort(),
    )
    const other = page.locator('.sim-test').nth(1)
    await other.getByRole('button', { name: 'Run it here' }).click()
    await other.getByText('The view could not be loaded').waitFor()
    expect(await other.getByText('Being counted').count()).toBe(0)
  })

  test('a claim whose worker cannot be loaded says so, and counts no longer', async () => {
    await page.route(/turbopack-worker/u, (route) => route.abort())
    await reader.open(otherThread)
    const claim = page.locator('.sim-test').first()
    await claim.getByRole('button', { name: 'Run it here' }).click()
    await claim.locator('.sim-fault').waitFor()
    expect(await claim.locator('.sim-fault').textContent()).toContain('Run again')
    expect(await claim.getByText('Being counted').count()).toBe(0)
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

test('a finger finds everything that it can move or press', async () => {
  const viewport = { width: 820, height: 1100 }
  const tablet = await createOther({ hasTouch: true, isMobile: true, viewport })
  await openPlayer(tablet, alone)
  await tablet.page.locator('.sim-sheet > summary').tap()
  const closed = tablet.page.locator('.sim-group:not([open]) > summary')
  while ((await closed.count()) > 0) await closed.first().tap()
  const small = await tablet.page.evaluate(() =>
    [...document.querySelectorAll('.sim-layout :is(button, summary, select, input)')]
      .map((element) => element.closest('label:has([type=checkbox], [type=radio])') ?? element)
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 44)
      .map((element) => element.outerHTML.slice(0, 90)),
  )
  // The one flag has its box alone.
  expect(small.filter((element) => !element.includes('type="checkbox"'))).toEqual([])
  await tablet.leave()
})

test('meets WCAG 2.2 AA as a player, by day, by night, in forced colours and on a phone', async () => {
  await openWholePlayer(reader, alone)
  expect(await listAllViolations(page)).toEqual(noViolations)
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(tooWide).toBeLessThanOrEqual(0)
}, 180_000)

test('claims that run in an entry meet it as well', async () => {
  await reader.open(otherThread)
  for (const claim of await page.locator('.sim-test').all()) {
    await claim.getByRole('button', { name: 'Run it here' }).click()
    await claim.locator('.sim-takeaway').waitFor()
  }
  expect(await listAllViolations(page)).toEqual(noViolations)
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(tooWide).toBeLessThanOrEqual(0)
}, 180_000)
