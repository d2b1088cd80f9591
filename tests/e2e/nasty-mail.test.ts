// Mail that tries to run, style or load something, on every page that shows any of it, in a browser that
// is asked for nothing but what the site has.

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { list } from '../support/archives.ts'
import { launchBrowser } from '../support/browser.ts'
import { nastyMail } from '../support/nasty-mail.ts'
import { createReader } from '../support/reader.ts'
import { type MailSite, serveMail } from '../support/serve-mail.ts'

let browser: Browser
let site: MailSite

beforeAll(async () => {
  site = await serveMail(nastyMail)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

function listAddresses(): readonly string[] {
  const ids = site.store.sqlite
    .prepare<[], string>('SELECT messageId FROM MailName ORDER BY id')
    .pluck()
    .all()
  // Of the sixty that answer each other one at the top, one in the middle and one at the end will do.
  const wanted = ids.filter((id) => !/^deep(?!0@|30@|59@)/u.test(id))
  const messages = wanted.flatMap((id) =>
    ['', 'T/', 't/', 'T/?quotes=no', 'd/', 'raw', 't.mbox', 't.atom'].map(
      (view) => `/${list}/${encodeURIComponent(id)}/${view}`,
    ),
  )
  const series = ['series/', 'range-diff/', 'range-diff/raw'].map(
    (view) => `/${list}/diffs-v2@nasty.example/${view}`,
  )
  const pages = ['', 'new.html', 'new.atom', 'topics_new.html', 'topics_active.html']
  const queries = [
    'evil',
    'f:nasty',
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
  ]
  return [
    ...messages,
    ...series,
    ...pages.map((page) => `/${list}/${page}`),
    ...queries.map((query) => `/${list}/?q=${encodeURIComponent(query)}`),
    `/${list}/_/text/config/`,
    `/${list}/1111111/s/`,
    '/all/"><script>alert(1)</script>@x/',
  ]
}

test('no page runs, styles or loads anything that mail says', async () => {
  const reader = await createReader(browser, site.url)
  const { page } = reader
  const dialogs: string[] = []
  page.on('dialog', async (dialog) => {
    dialogs.push(dialog.message())
    await dialog.dismiss()
  })
  const seen = listAddresses()
  expect(seen.length).toBeGreaterThan(90)
  for (const address of seen) {
    const answer = await page.goto(address)
    const type = answer?.headers()['content-type'] ?? ''
    if (!type.startsWith('text/html')) {
      expect(type, address).toMatch(/^(?:text\/plain|application\/atom\+xml)/u)
      continue
    }
    const found = await page.evaluate(() => ({
      scripts: [...document.scripts].map((script) => script.getAttribute('src')),
      styles: document.styleSheets.length,
      odd: document.querySelectorAll(
        'style, iframe, img, svg, object, embed, base, video, audio, template, math, [style]',
      ).length,
      handlers: [...document.querySelectorAll('*')].flatMap((element) =>
        element.getAttributeNames().filter((name) => name.startsWith('on')),
      ),
      targets: [...document.querySelectorAll('a[href], form[action]')].flatMap((element) => {
        const written = element.getAttribute('href') ?? element.getAttribute('action') ?? ''
        const { protocol } = new URL(written, document.baseURI)
        return ['http:', 'https:', 'mailto:'].includes(protocol) ? [] : [written]
      }),
      isMainSeen: document.querySelector('main')?.checkVisibility(),
      title: document.title,
    }))
    expect(found, address).toMatchObject({
      scripts: ['/theme.js', '/mail-keys.js'],
      styles: 1,
      odd: 0,
      handlers: [],
      targets: [],
      isMainSeen: true,
    })
    expect(found.title, address).not.toBe('run')
  }
  expect(dialogs).toEqual([])
  expect(reader.requested.filter((url) => !url.startsWith(`${site.url}/`))).toEqual([])
  // Pages that say 404 on purpose are printed by browsers as a fault.
  expect(reader.faults.filter((fault) => !/status of (?:400|404)/u.test(fault))).toEqual([])
  await reader.leave()
}, 180_000)

test('what is attached is saved under a harmless name, and opens as nothing a browser runs', async () => {
  const shown = await fetch(`${site.url}/${list}/attachments@nasty.example/`)
  const text = await shown.text()
  const links = [...text.matchAll(/<p class="part"><a href="([^"]+)">/gu)].map(
    ([, href = '']) => href,
  )
  expect(links).toHaveLength(11)
  for (const link of links) {
    expect(link).toMatch(/^\/linux-test\/attachments@nasty\.example\/\d+-[\w.%!~*'()-]*$/u)
    const { status, headers } = await fetch(site.url + link.replaceAll('&#39;', "'"))
    expect(status).toBe(200)
    expect(headers.get('x-evil')).toBeNull()
    expect(headers.get('content-type')).toMatch(/^(?:text\/plain|application\/octet-stream)/u)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-disposition') ?? '').not.toMatch(/[/\\\r\n]/u)
  }
})

test('what turns text around or cannot be seen is written as its code', async () => {
  const reader = await createReader(browser, site.url)
  await reader.open(`/${list}/bidi@nasty.example/`)
  const text = (await reader.page.locator('main').textContent()) ?? ''
  for (const unseen of '\u200B\u202C\u202E\u2066\u2069\uFEFF\u001B\u0007')
    expect(text).not.toContain(unseen)
  for (const code of ['[U+202E]', '[U+2066]', '[U+200B]', '[U+FEFF]', '[U+001B]'])
    expect(text).toContain(code)
  await reader.leave()
})
