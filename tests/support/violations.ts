// What a page does wrong for those who cannot see it, or see it otherwise: WCAG 2.2 AA as axe checks it.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)
const axeOptions: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'],
}

/** By day, by night, in forced colours and on a phone; to be compared with `noViolations`. */
export async function listAllViolations(
  page: Page,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const violations: Record<string, readonly string[]> = {}
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    violations[colorScheme] = await listViolations(page)
  }
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' })
  violations['forced colours'] = await listViolations(page)
  await page.emulateMedia({ forcedColors: 'none' })
  await page.setViewportSize({ width: 360, height: 740 })
  violations.phone = await listViolations(page)
  return violations
}

export const noViolations: Readonly<Record<string, readonly string[]>> = {
  light: [],
  dark: [],
  'forced colours': [],
  phone: [],
}

/** What axe finds, in one line each. */
export async function listViolations(page: Page): Promise<readonly string[]> {
  // As a function of the debugger's world: the page's own policy would refuse a script element.
  await page.evaluate(axeSource)
  const { violations } = (await page.evaluate(
    (options) =>
      (
        globalThis as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } }
      ).axe.run(options),
    axeOptions,
  )) as AxeResults
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  )
}
