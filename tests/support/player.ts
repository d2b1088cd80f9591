// The player of a simulation as tests meet it.

import { readFileSync } from 'node:fs'
import type { Locator } from 'playwright-core'
import type { Reader } from './reader.ts'

/** Opens a page and waits until its simulation can be touched. */
export async function openPlayer(reader: Reader, path: string): Promise<void> {
  await reader.open(path)
  await reader.page.locator('.sim-modes, .sim-handles').first().waitFor({ state: 'attached' })
}

/** What a button of a view saves, byte by byte. */
export async function takeAway(view: Locator, name: string | RegExp): Promise<string> {
  const [download] = await Promise.all([
    view.page().waitForEvent('download'),
    view.getByRole('button', { name, exact: true }).click(),
  ])
  return readFileSync(await download.path(), 'latin1')
}
