// One browser for a file of tests, and for each of them a reader who has never been here.

import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest'
import { launchBrowser } from './browser.ts'
import { createReader, type Reader } from './reader.ts'

/**
 * Tells `arrive` of the reader of each test, who leaves after it.
 * @returns what brings another reader, whom the test itself sends away
 */
export function eachReader(
  arrive: (reader: Reader) => void,
): (options?: BrowserContextOptions) => Promise<Reader> {
  const siteUrl = inject('siteUrl')
  let browser: Browser
  let reader: Reader
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(async () => await browser.close())
  beforeEach(async () => {
    reader = await createReader(browser, siteUrl)
    arrive(reader)
  })
  afterEach(async () => await reader.leave())
  return async (options) => await createReader(browser, siteUrl, options)
}
