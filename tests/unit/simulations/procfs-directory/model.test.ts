// Costs, monotony, and everything else that holds of every result.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { finishRun, judge, toPlainText } from '../../../../simulations/engine/index.ts'
import { catalog, loadScenario, scenarioIds } from '../../../../simulations/index.ts'
import {
  type Counters,
  calibrations,
  parameters,
  procfsDirectory,
  publishedRuns,
  toSeconds,
  toVisitNs,
} from '../../../../simulations/scenarios/procfs-directory/index.ts'
import { everyStructure, run, runOne, toValues } from './procfs-run.ts'

test('counters grow with the entries, for the same names', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 800 }), fc.integer({ min: 1, max: 200 }), (n, more) => {
      const texts = { st: 'list,hash,hlist,flat,map', naming: 'explicit' }
      const [fewer, many] = [n, n + more].map((size) => run({ ...texts, n: String(size) }).model)
      fewer?.structures.forEach((structure, index) => {
        const larger = many?.structures[index]
        for (const phase of ['create', 'lookup', 'remove'] as const) {
          for (const [key, value] of Object.entries(structure[phase] ?? {})) {
            const after = larger?.[phase]?.[key as keyof Counters] ?? 0
            expect(after, `${structure.id} ${phase} ${key}`).toBeGreaterThanOrEqual(value ?? 0)
          }
        }
      })
    }),
    { numRuns: 30 },
  )
})

test('a hash visits L(L−1)/2 for each list of length L', () => {
  const { create, shape } = runOne({ st: 'hash', B: '64' })
  const pairs = shape.chains.reduce(
    (sum, [length, many]) => sum + many * ((length * (length - 1)) / 2),
    0,
  )
  expect(create.visits).toBe(pairs)
})

test('files that are not made cost nothing, and their names can still be looked up', () => {
  const [none, virtual] = run({ st: 'none,virtual' }).model.structures
  for (const structure of [none, virtual]) {
    expect(structure).toMatchObject({ entries: 0, memory: { requested: 0, slab: 0, index: 0 } })
    expect(structure?.create).toMatchObject({ visits: 0, comparisons: 0, bytes: 0, lines: 0 })
  }
  expect(virtual?.lookup?.visits).toBe(1_758_855 + 30_000)
  expect(virtual?.reading).toMatchObject({ emitted: 30_000, missed: 0 })
})

describe('model time', () => {
  const costs = fc.record({
    a: fc.double({ min: 10, max: 500, noNaN: true }),
    c_name: fc.double({ min: 0, max: 500, noNaN: true }),
    c_visit: fc.double({ min: 0.5, max: 200, noNaN: true }),
    c_alloc: fc.double({ min: 0, max: 5, noNaN: true }),
  })
  const work = {
    structure: 'list',
    registrations: 30_000,
    entries: 30_000,
    create: { visits: 449_985_000, lines: null },
  } as const

  test('is the sum of its parts, each linear in its cost', () => {
    fc.assert(
      fc.property(costs, fc.double({ min: 0.1, max: 10, noNaN: true }), (given, factor) => {
        const before = toSeconds({ ...given, naming: 'auto' }, work)
        const parts = before.fixed + before.naming + before.visits + before.allocation
        expect(Math.abs(parts - before.total)).toBeLessThanOrEqual(1e-9 * before.total)
        for (const [cost, part] of [
          ['a', 'fixed'],
          ['c_name', 'naming'],
          ['c_visit', 'visits'],
          ['c_alloc', 'allocation'],
        ] as const) {
          const after = toSeconds({ ...given, [cost]: given[cost] * factor, naming: 'auto' }, work)
          expect(after[part]).toBeCloseTo(before[part] * factor, 6)
        }
      }),
    )
  })

  test('has no naming where names are given', () => {
    const { seconds } = runOne({ st: 'list', naming: 'explicit' })
    expect(seconds.naming).toBe(0)
  })
})

test('published figures give the nanoseconds that we state', () => {
  const stated = publishedRuns.map((published) => [published.id, toVisitNs(published).toFixed(1)])
  expect(Object.fromEntries(stated)).toEqual({
    'tree-create': '70.5',
    'tree-create-real': '69.1',
    'tree-remove': '51.3',
    'tree-remove-real': '48.4',
    'hash-create': '76.6',
    'hash-create-real': '77.8',
    'none-create': '53.0',
  })
})

test('a visit can be priced by any published run, and its help names each', () => {
  const runs = ['tree-create', 'tree-remove', 'hash-create', 'none-create']
  const prices = publishedRuns.filter(({ id }) => runs.includes(id)).map(toVisitNs)
  expect(calibrations.map(({ values }) => values.c_visit)).toEqual(
    prices.map((ns) => Number(ns.toFixed(1))),
  )
  const { doc, default: usual } = parameters.c_visit
  for (const { values } of calibrations) expect(`${doc} ${usual}`).toContain(`${values.c_visit}`)
})

test('every validation is within the tolerance said beforehand, or needs a machine', () => {
  const verdicts = procfsDirectory.validations.map((validation) => finishRun(judge(validation)))
  expect(verdicts.map(({ id, verdict }) => `${id}: ${verdict}`)).toEqual([
    'V1: within',
    'V2: within',
    'V3: within',
    'V4: needs a measured run',
    'V5: within',
    'V6: within',
    'V7a: within',
    'V7b: within',
  ])
  const byId = new Map(verdicts.map((verdict) => [verdict.id, verdict]))
  expect(byId.get('V1')?.deviation).toBeCloseTo(0.374, 3)
  expect(byId.get('V2')?.deviation).toBeCloseTo(0.33, 2)
  expect(byId.get('V7a')?.status).toBe('fitted, inference')
})

test('the sentence of a run gives no ratio to what costs nothing', () => {
  const say = (texts: Record<string, string>) =>
    procfsDirectory.takeaway(toValues(texts), run(texts).model)
  expect(say({ n: '6', st: 'list,hash' })).toBe('hash needs 0 visits to create 6 entries, list 15.')
  expect(say({ n: '3000', st: 'list,rbtree' })).toMatch(/: 85 times as many\.$/u)
})

describe('presets', () => {
  test.each(procfsDirectory.presets.map((preset) => [preset.id, preset] as const))(
    '%s runs, and no law is broken',
    (_, preset) => {
      const values = { ...toValues({}), ...preset.values }
      const { findings, model } = run(
        Object.fromEntries(
          Object.entries(preset.values).map(([key, value]) => [
            key,
            value === true ? '1' : String(value),
          ]),
        ),
      )
      expect(findings.filter(({ holds }) => !holds)).toEqual([])
      expect(procfsDirectory.takeaway(values, model)).toMatch(/^.{20,160}\.$/u)
    },
  )

  const runPreset = (id: string) => {
    const preset = procfsDirectory.presets.find((one) => one.id === id)
    const texts = Object.entries(preset?.values ?? {}).map(([key, value]) => [
      key,
      value === true ? '1' : String(value),
    ])
    return run(Object.fromEntries(texts)).model.structures
  }

  test('thirty-two lists bring /proc below one per cent, sixteen do not', () => {
    const share = (B: string) => {
      const { seconds } = runOne({ st: 'hash', B })
      return (seconds.visits + seconds.allocation) / seconds.total
    }
    const hash = runPreset('dichtel-buckets').find(({ id }) => id === 'hash')
    expect((hash?.seconds.visits ?? 0) / (hash?.seconds.total ?? 1)).toBeLessThan(0.01)
    expect(share('16')).toBeGreaterThan(0.01)
  })

  test('hlist changes no visit; the slab only for the hundred shortest names', () => {
    const [hash, hlist] = runPreset('hemminger-hlist')
    expect(hlist?.create.visits).toBe(hash?.create.visits)
    expect((hlist?.memory.slab ?? 0) - (hash?.memory.slab ?? 0)).toBe(100 * 64)
    expect(hlist?.create.lines).toBeGreaterThan(hash?.create.lines ?? 0)
  })

  test('dropping the files after the tree saves less than a thousandth', () => {
    const [, tree, none] = runPreset('biederman-what-is-left')
    const saved = (tree?.seconds.total ?? 0) - (none?.seconds.total ?? 0)
    expect(saved / (tree?.seconds.total ?? 1)).toBeLessThan(0.001)
    expect((tree?.memory.slab ?? 0) / 1024 / 1024).toBeCloseTo(5.5, 1)
  })

  test('with names given, dropping the files makes it 4.5 times as fast', () => {
    const [list, , none] = runPreset('biederman-named')
    expect((list?.seconds.total ?? 0) / (none?.seconds.total ?? 1)).toBeCloseTo(4.5, 1)
  })

  test('the tree overtakes 256 lists between 10 000 and 12 000 entries', () => {
    const visits = (n: string) =>
      run({ n, st: 'hash,rbtree', ops: 'create' }).model.structures.map(
        ({ create }) => create.visits,
      )
    const [hashBefore = 0, treeBefore = 0] = visits('10000')
    const [hashAfter = 0, treeAfter = 0] = visits('12000')
    expect(treeBefore).toBeGreaterThan(hashBefore)
    expect(treeAfter).toBeLessThan(hashAfter)
  })
})

test('the catalog says of every scenario what it says itself', async () => {
  expect(Object.keys(catalog)).toEqual(scenarioIds)
  for (const id of scenarioIds) {
    const scenario = await loadScenario(id)
    expect(catalog[id]).toEqual({
      title: scenario?.title,
      question: scenario?.question,
      summary: scenario?.summary,
      presets: scenario?.presets.map((preset) => preset.id),
    })
  }
  expect(await loadScenario('toString')).toBeUndefined()
})

test('every parameter says what it is, and none has a reserved name', () => {
  for (const [key, parameter] of Object.entries(parameters)) {
    expect(['v', 'h', 'm', 'preset']).not.toContain(key)
    expect(parameter.label).not.toBe('')
    expect(parameter.doc).toMatch(/\.$/u)
  }
  expect(parameters.c_name.isInference).toBe(true)
  expect(parameters.naming.isInference).toBe(true)
})

test('no table is wider than a mail', () => {
  const texts = { n: '2000', st: everyStructure, mut: 'rmmod' }
  const { model } = run(texts)
  for (const table of procfsDirectory.tables(toValues(texts), model)) {
    for (const line of toPlainText(table).split('\n')) expect(line.length).toBeLessThanOrEqual(72)
  }
})

test('chance comes from the seed: another seed, another run; the same, the same bytes', () => {
  const texts = { n: '500', names: 'vethX', rm: 'random', st: 'list,rbtree' }
  const [first, again, other] = ['1', '1', '2'].map((seed) => run({ ...texts, seed }))
  expect(again?.hash).toBe(first?.hash)
  expect(other?.hash).not.toBe(first?.hash)
})
