// The table of rooms bites: a small project with one breach of each rule, cruised as ours is.

import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aFolder, projectRoot } from '../support/stores.ts'

interface Violation {
  readonly from: string
  readonly to: string
  readonly rule: { readonly name: string }
}

/** Each breach of the rules in a project of these files, as `rule: from → to`. */
function cruise(files: Readonly<Record<string, string>>): readonly string[] {
  const folder = aFolder()
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'))
  const imports = { '#domain': './src/domain/index.ts', '#store': './src/store/index.ts' }
  const packageJson = {
    name: 'x',
    type: 'module',
    imports,
    dependencies: { react: '*', next: '*' },
  }
  const all: Record<string, string> = {
    'package.json': JSON.stringify(packageJson),
    'tsconfig.json': '{}',
    'src/domain/index.ts': 'export * from "./slug.ts"',
    'src/domain/slug.ts': 'export const slug = 1',
    'src/store/index.ts': 'export { slug as stored } from "#domain"',
    'app/page.tsx': 'import { stored } from "#store"\nexport default stored',
    'simulations/engine/index.ts': 'export const engine = 1',
    'simulations/scenarios/a/index.ts':
      'import { engine } from "../../engine/index.ts"\nexport const a = engine',
    ...files,
  }
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  const output = execFileSync(
    path.join(projectRoot, 'node_modules/.bin/depcruise'),
    [
      ...['--config', path.join(projectRoot, '.dependency-cruiser.mjs')],
      ...['--output-type', 'json', 'app', 'simulations', 'src'],
    ],
    { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const { summary } = JSON.parse(output) as { summary: { violations: readonly Violation[] } }
  return summary.violations.map(({ rule, from, to }) => {
    const [, name = to] = /node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(to) ?? []
    return `${rule.name}: ${from}${from === to ? '' : ` → ${name}`}`
  })
}

test('rooms that come through doors in the right direction are left alone', () => {
  expect(cruise({})).toEqual([])
})

test('every breach is named, with the file it is in', () => {
  const breaches = cruise({
    'src/domain/index.ts':
      'export * from "./slug.ts"; export * from "./upward.ts"; export * from "./disk.ts"',
    // A room that its row does not name.
    'src/domain/upward.ts': 'import type { stored } from "#store"; export type X = typeof stored',
    'src/domain/disk.ts':
      'import { readFileSync } from "node:fs"; export const disk = () => readFileSync',
    'src/domain/alone.ts': 'export const alone = 1',
    'src/domain/dead.ts': 'import { slug } from "./slug.ts"; export const dead = slug',
    'src/store/index.ts': [
      'export { slug as stored } from "#domain"',
      'export * from "../domain/slug.ts"',
      'export * from "./round.ts"',
      'import "react"',
      'import "vfile"',
      'import { createServer } from "node:http"',
      'export const server = () => createServer',
    ].join('\n'),
    'src/store/round.ts': 'import { trip } from "./trip.ts"; export const round = () => trip',
    'src/store/trip.ts': 'import { round } from "./round.ts"; export const trip = () => round',
    'app/page.tsx':
      'import { stored } from "#store"; import "better-sqlite3"; export default stored',
    'simulations/engine/up.ts': 'export * from "../scenarios/a/index.ts"',
    'simulations/scenarios/b/index.ts': 'export { a as b } from "../a/index.ts"',
    'simulations/scenarios/b/page.ts': 'import "next"',
    'simulations/worker/out.ts': 'export { slug as out } from "../../src/domain/slug.ts"',
  })
  const expected = [
    'door-domain: src/store/index.ts → src/domain/slug.ts',
    'no-cycles: src/store/round.ts → src/store/trip.ts',
    'no-dead-files: src/domain/dead.ts',
    'no-missing-packages: src/store/index.ts → vfile',
    'no-orphans: src/domain/alone.ts',
    'only-pages-know-react: src/store/index.ts → react',
    'only-serve-knows-sockets: src/store/index.ts → http',
    'only-store-knows-prisma: app/page.tsx → better-sqlite3',
    'pure-rooms-touch-nothing: src/domain/disk.ts → fs',
    'room-domain: src/domain/upward.ts → src/store/index.ts',
    'room-simulations: simulations/worker/out.ts → src/domain/slug.ts',
    'scenarios-know-not-each-other: simulations/scenarios/b/index.ts → simulations/scenarios/a/index.ts',
    'simulation-engine: simulations/engine/up.ts → simulations/scenarios/a/index.ts',
    'simulation-scenario: simulations/scenarios/b/page.ts → next',
    'simulation-worker: simulations/worker/out.ts → src/domain/slug.ts',
  ]
  expect(expected.filter((breach) => !breaches.includes(breach))).toEqual([])
})
