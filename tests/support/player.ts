// The player of a simulation as tests meet it.

import { readFileSync } from 'node:fs'
import type { Locator } from 'playwright-core'
import type { Reader } from './reader.ts'

/** Opens a page and waits until its simulation can be touched. */
/** @param viewId of a view to go to, which comes when a reader is near it */
export async function openPlayer(reader: Reader, path: string, viewId?: string): Promise<void> {
  await reader.open(path)
  await reader.page.locator('.sim-modes, .sim-handles').first().waitFor({ state: 'attached' })
  if (viewId === undefined) return
  const view = reader.page.locator(`#view-${viewId}`)
  await view.scrollIntoViewIfNeeded()
  await view.locator('.sim-tools > *').first().waitFor()
}

/** All views with what can be touched of them: they come once a reader uses one. */
export async function openWholePlayer(reader: Reader, path: string): Promise<void> {
  await openPlayer(reader, path)
  const { page } = reader
  await page.locator('.sim-panel :is(input, summary)').first().focus()
  for (const tools of await page.locator('.sim-place .sim-tools').all()) {
    await tools.locator('> *').first().waitFor({ state: 'attached' })
  }
}

/** What a button of a view saves, byte by byte. */
export async function takeAway(view: Locator, name: string | RegExp): Promise<string> {
  const [download] = await Promise.all([
    view.page().waitForEvent('download'),
    view.getByRole('button', { name, exact: true }).click(),
  ])
  return readFileSync(await download.path(), 'latin1')
}
