// Searching with mail in a browser: entries and mail in one row, as one types, in the palette, and
// without script.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { closeStore, migrate, openStore } from '#store'
import { addMail, list, someMail } from '../support/archives.ts'
import { launchBrowser } from '../support/browser.ts'
import { aMail } from '../support/mail.ts'
import { createReader, type Reader } from '../support/reader.ts'
import { type RunningSite, root, startSite } from '../support/site.ts'
import { listAllViolations, noViolations } from '../support/violations.ts'

const dataFolder = mkdtempSync(path.join(tmpdir(), 'patchlore-site-'))
let site: RunningSite
let browser: Browser
let reader: Reader
let page: Page

/** What an entry says, too. */
const stackMail = aMail({
  headers: {
    'Message-ID': '<stack@example.org>',
    Subject: '[PATCH] x86: a giraffe on the kernel stack',
    Date: 'Wed, 4 Jun 2014 10:00:00 +0000',
  },
  body: 'Every kernel stack needs a giraffe.\n',
})

// Whoever goes on at once skips how a page comes in; and a browser without script refuses each one.
const expected = /Transition was skipped|\.js failed: csp$/u

beforeAll(async () => {
  const store = openStore(path.join(dataFolder, 'patchlore.db'))
  migrate(store, path.join(root, 'prisma/migrations'))
  await addMail(store, [...someMail, stackMail], { folder: dataFolder })
  await closeStore(store)
  site = await startSite({ dataFolder })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})
afterEach(async () => {
  const { faults } = reader
  await reader.leave()
  expect(faults.filter((fault) => !expected.test(fault))).toEqual([])
})

async function open(address: string, options: BrowserContextOptions = {}): Promise<void> {
  reader = await createReader(browser, site.url, options)
  page = reader.page
  await reader.open(address)
}

const kinds = () => page.locator('.hit .kind').allTextContents()

test('entries and mail are one row, told apart, and chosen by their kind', async () => {
  await open('/search?q=kernel+stack')
  const shown = await kinds()
  expect(shown).toContain('message')
  expect(new Set(shown).size).toBeGreaterThan(1)
  await page
    .locator('nav a, aside a, .facets a', { hasText: /^message/u })
    .first()
    .click()
  await page.waitForURL(/kind=message/u)
  const hit = page.locator('.hit', { hasText: 'a giraffe on the' })
  expect(await hit.locator('mark').allTextContents()).toContain('stack')
  await hit.locator('h2 a').click()
  await page.waitForURL(`**/${list}/stack@example.org/`)
})

test('each thread once, with a way to the rest of it and to its mail', async () => {
  await open('/search?q=s%3A%22compare+by+content%22&kind=message')
  expect(await page.locator('#hit-count').textContent()).toBe('2 hits')
  await page.locator('.sorting a', { hasText: 'each thread once' }).click()
  await page.waitForURL(/by=thread/u)
  expect(await page.locator('#hit-count').textContent()).toBe('1 hit')
  expect(await page.locator('.hit').textContent()).toContain('and 1 more in its thread')
  await page.locator('.foot a', { hasText: list }).click()
  await page.waitForURL(`**/${list}/?q=s%3A*`)
  const download = page.waitForEvent('download')
  await page.locator('button', { hasText: 'mbox.gz' }).click()
  expect((await download).suggestedFilename()).toBe(`${list}-results.mbox.gz`)
})

test('mail follows what is typed', async () => {
  await open('/search')
  await page.locator('#page-search').focus()
  await page.keyboard.type('nq:gira', { delay: 40 })
  await expect.poll(kinds).toEqual(['message'])
  await page.keyboard.type('ffe dfn:generic.c', { delay: 20 })
  await expect.poll(() => page.locator('#hit-count').textContent()).toBe('Nothing found')
})

test('the palette goes to a mail by keys alone', async () => {
  await open('/about')
  await page.keyboard.press('Control+k')
  await page.locator('dialog.palette input').waitFor()
  await page.keyboard.type('giraffe kernel')
  const group = page.locator('.palette [cmdk-group]', { hasText: 'Mail' })
  const place = `/${list}/stack@example.org/`
  const item = group.locator(`[data-value="${place}"]`)
  await item.waitFor()
  expect(await item.textContent()).toContain('Ann Author, 2014-06-04')
  const selected = page.locator('.palette [aria-selected=true]')
  for (let step = 0; (await selected.getAttribute('data-value')) !== place; step += 1) {
    expect(step).toBeLessThan(12)
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${place}`)
})

test('everything is there without script', async () => {
  await open(`/search?q=${encodeURIComponent('thread:{nq:deeper OR s:compare} f:bob')}`, {
    javaScriptEnabled: false,
  })
  expect(await kinds()).toEqual(['message'])
  await page.locator('.hit h2 a').click()
  await page.waitForURL(`**/${list}/review@example.org/`)
})

test('a page of mail among hits can be read by everybody', async () => {
  await open('/search?q=kernel+stack')
  expect(await listAllViolations(page)).toEqual(noViolations)
})
