// The room stands alone: copied to where nothing else of this project can be reached, and by its own
// name, its doors open, its scenarios run to the same bytes, and a new one is added by the five steps
// of its README.

import { execFile } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../../support/site.ts'
import { run } from './procfs-directory/procfs-run.ts'

interface PackageJson {
  readonly dependencies: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

const room = path.join(root, 'simulations')
const readJson = (folder: string): PackageJson =>
  JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
const { dependencies, peerDependencies } = readJson(room)
const needed = { ...dependencies, ...peerDependencies }

let folder: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'patchlore-simulations-'))
  cpSync(room, folder, { recursive: true })
  // Of packages only those that it says it needs.
  const packages = path.join(folder, 'node_modules')
  mkdirSync(packages)
  for (const name of Object.keys(needed)) {
    symlinkSync(path.join(root, 'node_modules', name), path.join(packages, name))
  }
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** What a module of the copy prints, as JSON. */
async function runInCopy(text: string): Promise<unknown> {
  const file = path.join(folder, 'program.ts')
  writeFileSync(file, text)
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', tsx, file], {
    cwd: folder,
  })
  return JSON.parse(stdout)
}

function replaceIn(name: string, found: string, by: string): void {
  const file = path.join(folder, name)
  const text = readFileSync(file, 'utf8')
  expect(text).toContain(found)
  writeFileSync(file, text.replace(found, by))
}

test('it needs the same versions of packages as the site', () => {
  expect(readJson(root).dependencies).toMatchObject(needed)
})

test('every door opens by the name of the package, and a run gives the same bytes', async () => {
  const there = await runInCopy(`
    import { catalog } from '@patchlore/simulations/catalog'
    import { finishRun, readParameters, runScenario } from '@patchlore/simulations/engine'
    import { createRunner } from '@patchlore/simulations/worker'
    import { SimulationPage } from '@patchlore/simulations/player'
    import { loadScenario } from '@patchlore/simulations'
    const scenario = await loadScenario('procfs-directory')
    const { values } = readParameters(scenario.schema, { n: '1000' })
    const { hash } = finishRun(runScenario(scenario, values, { mode: 'count' }))
    const doors = [typeof createRunner, typeof SimulationPage]
    console.log(JSON.stringify({ ids: Object.keys(catalog), doors, hash }))
  `)
  expect(there).toEqual({
    ids: expect.arrayContaining(['procfs-directory', 'kernel-stack']),
    doors: ['function', 'function'],
    hash: run({ n: '1000' }).hash,
  })
})

test('a new scenario is added by the steps of the README', async () => {
  // 1. A schema and presets.
  const made = path.join(folder, 'scenarios/queue')
  mkdirSync(made)
  const write = (name: string, text: string) => writeFileSync(path.join(made, name), text)
  write(
    'parameters.ts',
    `import { numberParameter } from '../../engine/index.ts'
     export const parameters = {
       n: numberParameter({
         ...{ label: 'Tasks', doc: 'Tasks waiting.', group: 'Work' },
         ...{ default: 10, min: 1, max: 1000, step: 1 },
       }),
     }`,
  )
  write(
    'presets.ts',
    `export const presets = [
       {
         ...{ id: 'hundred', title: 'A hundred', question: 'How long does the last one wait?' },
         ...{ claim: 'Too long.', source: 'nobody', finding: '4950', view: 'table', values: { n: 100 } },
       },
     ]`,
  )
  // 2. The model.
  write(
    'core.ts',
    `import type { Outcome, Tick } from '../../engine/index.ts'
     interface Model { readonly waits: number }
     export const core = {
       ...{ id: 'queue', version: 1 },
       *run({ n }: { readonly n: number }): Generator<Tick, Outcome<Model>, void> {
         let waits = 0
         for (let task = 0; task < n; task += 1) waits += task
         yield { phase: 'queue', done: n, total: n }
         return { model: { waits } }
       },
       check: ({ n }: { readonly n: number }, { waits }: Model) => [
         { id: 'pairs', says: 'Every pair waits once.', holds: waits === (n * (n - 1)) / 2 },
       ],
     }`,
  )
  // 3. A prediction with its tolerance.
  write(
    'scenario.ts',
    `import { defineScenario } from '../../engine/index.ts'
     import { core } from './core.ts'
     import { parameters } from './parameters.ts'
     import { presets } from './presets.ts'
     export const queue = defineScenario({
       ...{ ...core, schema: parameters, presets, title: 'A queue', question: 'How long?' },
       summary: 'Counts waits.',
       modes: [{ id: 'count', label: 'count', doc: 'Counts.' }],
       validations: [
         {
           ...{ id: 'V1', title: 'Waits of a hundred', formula: 'n(n-1)/2', unit: 'waits' },
           ...{ published: 5000, tolerance: { kind: 'relative', share: 0.02 }, source: 'nobody' },
           *predict() {
             return { value: (100 * 99) / 2 }
           },
         },
       ],
       takeaway: (_, { waits }) => \`\${waits} waits.\`,
       tables: (_, { waits }) => [
         { id: 'waits', title: 'Waits', columns: [{ label: 'waits' }], rows: [[waits]] },
       ],
     })`,
  )
  // 4. Registered, for pages, workers and content.
  const loader = (what: string) =>
    `  queue: async () => (await import('./queue/${what}.ts')).${what === 'core' ? what : 'queue'},\n`
  const [all, cores] = ['const loaders', 'const coreLoaders']
  for (const [name, what] of [
    [`${all}: Readonly<Record<string, () => Promise<AnyScenario>>> = {\n`, 'scenario'],
    [`${cores}: Readonly<Record<string, () => Promise<AnyScenarioCore>>> = {\n`, 'core'],
  ] as const) {
    replaceIn('scenarios/index.ts', name, name + loader(what))
  }
  const card = `queue: { title: 'A queue', question: 'How long?', summary: 'Counts waits.', presets: ['hundred'] },`
  replaceIn('catalog.ts', "\n  'kernel-stack': {", `\n  ${card}\n  'kernel-stack': {`)
  // 5. Run and verified; a scenario without views of its own is shown by its tables.
  const there = await runInCopy(`
    import { defaultValues, finishRun, judge, runCore, toRunInput } from '@patchlore/simulations/engine'
    import { catalog, loadScenario } from '@patchlore/simulations'
    import { loadScenarioCore } from './scenarios/index.ts'
    import { loadStillFace } from './player/load-still-face.ts'
    const scenario = await loadScenario('queue')
    const core = await loadScenarioCore('queue')
    const values = { ...defaultValues(scenario.schema), ...scenario.presets[0].values }
    const { model, findings } = finishRun(runCore(core, toRunInput(scenario.schema, values), { mode: 'count' }))
    const { verdict } = finishRun(judge(scenario.validations[0]))
    const { views } = await loadStillFace('queue')
    console.log(JSON.stringify({
      ...{ model, findings, verdict, presets: catalog.queue.presets },
      views: views.map(({ id }) => id),
    }))
  `)
  expect(there).toEqual({
    ...{ model: { waits: 4950 }, verdict: 'within', presets: ['hundred'], views: ['table'] },
    findings: [{ id: 'pairs', says: 'Every pair waits once.', holds: true }],
  })
})
