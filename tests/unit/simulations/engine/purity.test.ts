// The lint rules that keep engine and scenarios the same everywhere bite: our configuration, with a
// small project of one file.

import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aFolder, projectRoot } from '../../../support/stores.ts'

/** What the linter says of a text in this file. */
function lint(file: string, text: string): string {
  const folder = aFolder()
  const configuration = JSON.parse(readFileSync(path.join(projectRoot, 'biome.json'), 'utf8'))
  configuration.vcs.enabled = false
  delete configuration.$schema
  writeFileSync(path.join(folder, 'biome.json'), JSON.stringify(configuration))
  const target = path.join(folder, file)
  mkdirSync(path.dirname(target), { recursive: true })
  cpSync(
    path.join(projectRoot, 'simulations/no-power-operator.grit'),
    path.join(folder, 'simulations/no-power-operator.grit'),
  )
  writeFileSync(target, text)
  const { stdout, stderr } = spawnSync(
    path.join(projectRoot, 'node_modules/.bin/biome'),
    ['lint', '--colors=off', file],
    { cwd: folder, encoding: 'utf8' },
  )
  return stdout + stderr
}

test.each([
  ['export const x = Date.now()', 'A run has no clock'],
  ['export const x = performance.now()', 'A run has no clock'],
  ['export const x = Math.random()', 'chance without a seed'],
  ['export const x = Math.exp(1)', 'round it differently'],
  ['export const x = Math.sin(1)', 'round it differently'],
  ['export const x = (a: number) => a ** 0.5', 'Unexpected **'],
  ['export const x = (a: string) => a.localeCompare("b")', 'disagree about languages'],
  ['export const x = new Intl.NumberFormat()', 'disagree about languages'],
])('a scenario with `%s` is refused', (text, reason) => {
  expect(lint('simulations/scenarios/x/x.ts', `${text}\n`)).toContain(reason)
})

test('what is the same everywhere is left alone', () => {
  const text = 'export const x = Math.imul(3, 4) + Math.sqrt(2) + Math.floor(1.5)\n'
  expect(lint('simulations/engine/x.ts', text)).toMatch(/Checked 1 file.*No fixes applied/u)
})
