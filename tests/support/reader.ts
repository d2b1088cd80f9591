// A reader in a browser, and everything the pages did behind the reader's back.

import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

export interface Reader {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors, warnings, policy violations and failed requests, in the order they happened. */
  readonly faults: readonly string[]
  /** Every address that was asked for. */
  readonly requested: readonly string[]
  /** Goes there and waits until nothing loads any more. */
  readonly open: (path: string) => Promise<void>
  readonly leave: () => Promise<void>
}

/** A new reader, who has never been here. */
export async function createReader(
  browser: Browser,
  siteUrl: string,
  options: BrowserContextOptions = {},
): Promise<Reader> {
  const context = await browser.newContext({ baseURL: siteUrl, locale: 'en', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const faults: string[] = []
  const requested: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('request', (request) => requested.push(request.url()))
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText
    // A reader who goes on stops what was still loading.
    if (reason !== 'net::ERR_ABORTED') faults.push(`${request.url()} failed: ${reason}`)
  })
  return {
    page,
    context,
    faults,
    requested,
    open: async (path) => {
      await page.goto(path, { waitUntil: 'networkidle' })
      await page.evaluate(async () => await document.fonts.ready)
    },
    leave: async () => await context.close(),
  }
}
