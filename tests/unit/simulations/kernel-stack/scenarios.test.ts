// Both scenarios as wholes: what they promise holds, what they predict lies within what was said
// beforehand, and what a preset tells is what its run shows.

import { describe, expect, test } from 'vitest'
import {
  defaultValues,
  finishRun,
  judge,
  runScenario,
  toCsv,
  toPlainText,
  toResultJson,
} from '../../../../simulations/engine/index.ts'
import { catalog, loadScenario } from '../../../../simulations/index.ts'
import {
  foldStacks,
  kernelStack,
  stackMemory,
} from '../../../../simulations/scenarios/kernel-stack/index.ts'
import { parsePaste } from '../../../../simulations/scenarios/kernel-stack/paste.ts'

const stackPresets = kernelStack.presets.map((preset) => [preset.id, preset] as const)
const memoryPresets = stackMemory.presets.map((preset) => [preset.id, preset] as const)

function runStack(id: string) {
  const preset = kernelStack.presets.find((one) => one.id === id)
  const values = { ...defaultValues(kernelStack.schema), ...preset?.values }
  return { values, ...finishRun(runScenario(kernelStack, values, { mode: 'count' })) }
}

function runMemory(id: string, given: object = {}) {
  const preset = stackMemory.presets.find((one) => one.id === id)
  const values = { ...defaultValues(stackMemory.schema), ...preset?.values, ...given }
  return { values, ...finishRun(runScenario(stackMemory, values, { mode: 'count' })) }
}

describe('validations', () => {
  test.each(kernelStack.validations.map((one) => [one.id, one] as const))('%s', (_, validation) => {
    expect(finishRun(judge(validation))).toMatchObject({ verdict: 'within' })
  })

  test('say of the interim trace only what a message says', () => {
    const interim = kernelStack.validations.find(({ id }) => id === 'W1.4')
    expect(interim?.published).toBeUndefined()
    expect(interim?.isInference).toBe(true)
    expect(finishRun(judge(interim ?? fail())).predicted).toEqual({ value: 8_056 })
  })

  test('say which of them was fitted', () => {
    const fitted = kernelStack.validations.filter(({ isFitted }) => isFitted === true)
    expect(fitted.map(({ id }) => id)).toEqual(['W1.3'])
  })
})

function fail(): never {
  throw new Error('the validation is missing')
}

describe('every preset', () => {
  test.each(stackPresets)('kernel-stack %s runs, and what must hold of it holds', (id) => {
    const { findings, notes } = { ...runStack(id), notes: runStack(id).model.notes }
    expect(findings.filter(({ holds }) => !holds)).toEqual([])
    expect(notes).toEqual([])
  })

  test.each(memoryPresets)('stack-memory %s runs, and what must hold of it holds', (id) => {
    const { findings } = runMemory(id, { ram: 64, forks: 20 })
    expect(findings.filter(({ holds }) => !holds)).toEqual([])
  })

  test('of the two has an id of its own', () => {
    const ids = [...stackPresets, ...memoryPresets].map(([id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('what a preset tells is what its run shows:', () => {
  const headroomOf = (id: string) => runStack(id).model.headroom
  const belowOf = (id: string) => {
    const { model } = runStack(id)
    return model.stacks[model.worst]?.replay.bytesBelow
  }

  test.each([
    ['kim-interim', 24],
    ['kim-diet', -8],
    ['kim-diet-and-scsi', -40],
    ['chinner-kblockd', 1_912],
    ['chinner-xfs-worker', 504],
    ['chinner-xfs-in-16k', 4_360],
    ['torvalds-16k', 7_416],
  ])('%s leaves %i bytes', (id, headroom) => {
    expect(headroomOf(id)).toBe(headroom)
  })

  test.each([
    ['kim-crash', 664],
    ['kim-double-fault', 168],
    ['torvalds-noinline', 496],
    ['anvin-thread-info', 664],
    ['russell-cleanups', 248],
    ['russell-newer-compiler', 152],
    ['rostedt-tracer', 384],
  ])('%s goes %i bytes beyond the stack', (id, bytes) => {
    expect(belowOf(id)).toBe(bytes)
  })

  test('kim-diet: eleven per cent or 32 bytes are needed', () => {
    expect(runStack('kim-crash').model.needed).toMatchObject({ dietPercent: 11, trimBytes: 32 })
    expect(runStack('kleen-frame-limits').model.ending).toBe('fits')
  })

  test('chinner-layers: 10 756 deep, and 16K would leave 5516', () => {
    const { model } = runStack('chinner-layers')
    expect(model.reached).toBe(10_756)
    expect(16_272 - model.reached).toBe(5_516)
  })

  test('petkov: eleven stacked devices leave 60 bytes, twelve are too many', () => {
    expect(headroomOf('petkov-where-does-it-end')).toBe(60 - 300)
  })

  test('cox: one more level leaves 3656 bytes, two end in thread_info at 16 376', () => {
    const { model, values } = runStack('cox-recursion')
    expect(model).toMatchObject({ reached: 16_376, ending: 'fields-lost' })
    const once = finishRun(runScenario(kernelStack, { ...values, nesting: 1 }, { mode: 'count' }))
    expect(once.model.headroom).toBe(3_656)
    expect(runStack('cox-wait').model.stacks.map(({ icicle }) => icicle.depth)).toEqual([
      3_232, 5_136,
    ])
  })

  test('torvalds: swapping costs 3216 bytes, ten frames hold 3280, allocation and reclaim 2952', () => {
    const { model } = runStack('torvalds-no-swap')
    expect(model.waterfall.find(({ id }) => id === 'cut')?.change).toBe(-3_216)
    const { frames } = runStack('torvalds-largest-frames').model.stacks[0]?.icicle ?? fail()
    const sizes = frames.map(({ size }) => size).sort((a, b) => b - a)
    expect(sizes.slice(0, 10).reduce((sum, size) => sum + size, 0)).toBe(3_280)
    const shares = new Map(model.subsystems.map(({ name, bytes }) => [name, bytes]))
    expect(shares.get('filesystem')).toBe(1_184)
    const all = new Map(
      runStack('kim-crash').model.subsystems.map(({ name, bytes }) => [name, bytes]),
    )
    expect((all.get('page and slab allocator') ?? 0) + (all.get('reclaim and swap') ?? 0)).toBe(
      2_952,
    )
  })

  test('rostedt: 0.98 per cent of a small box, and 16K as soon as XFS is built', () => {
    const small = runMemory('rostedt-small-box').model
    expect(small.extra.percent).toBeCloseTo(0.98, 2)
    expect(small.policies.find(({ policy }) => policy === 'select')?.stackBytes).toBe(8_192)
    const withXfs = runMemory('rostedt-select-xfs').model
    expect(withXfs.policies.find(({ policy }) => policy === 'select')?.stackBytes).toBe(16_384)
  })

  test('rostedt: without reclaim at 3 per cent free hardly a stack of 16K is had', () => {
    const { forks } = runMemory('rostedt-tasks').model
    const large = forks.find(({ id }) => id === 'contiguous-16k')
    expect(large?.served).toBeLessThan(5)
    expect(large?.stalled).toBe(0)
  })

  test('anvin: one per cent at 83 886 threads', () => {
    const { extra, depths } = runMemory('anvin-huge-hit', { forks: 1 }).model
    expect(extra.onePercentThreads).toBe(83_886)
    expect(depths.inOnePagePercent).toBeCloseTo(97.9, 1)
  })

  test('weinberger: 8K at once for all, 16K after waiting for nearly all', () => {
    const { forks } = runMemory('weinberger-pressure').model
    expect(forks.find(({ id }) => id === 'contiguous-8k')?.served).toBe(1_000)
    expect(forks.find(({ id }) => id === 'contiguous-16k')?.stalled).toBeGreaterThan(900)
  })

  test('torvalds: in whole page blocks nobody waits', () => {
    const { forks } = runMemory('torvalds-four-pages').model
    expect(forks.every(({ stalled, failed }) => stalled + failed === 0)).toBe(true)
  })

  test('hansen: 0.4 blocks of four pages expected, 3276 stacks of single pages', () => {
    const { fragmentation } = runMemory('hansen-single-pages', { forks: 1 }).model
    expect(fragmentation.available.find(({ order }) => order === 2)?.expected).toBeCloseTo(0.41, 2)
    expect(Math.floor(fragmentation.freePages / 4)).toBe(3_276)
  })

  test('tatashin: 74.5 per cent', () => {
    expect(runMemory('tatashin-dynamic', { forks: 1 }).model.depths.savingPercent).toBeCloseTo(
      74.5,
      1,
    )
  })
})

describe('the same parameters', () => {
  test('give the same result, to the bit, as when this was written', () => {
    expect(runStack('kim-crash').hash).toBe('89bbd5255532d749')
    const memory = { ram: 64, forks: 50 }
    expect(runMemory('', memory).hash).toBe('d006015b66dbf3ce')
    expect(runMemory('', memory).hash).toBe(runMemory('', memory).hash)
    expect(runMemory('', { ...memory, seed: '2' }).hash).not.toBe(runMemory('', memory).hash)
  })

  test('give the same model all at once and frame by frame', () => {
    const values = defaultValues(kernelStack.schema)
    const whole = finishRun(runScenario(kernelStack, values, { mode: 'count' }))
    const stepped = finishRun(runScenario(kernelStack, values, { mode: 'step' }))
    expect(stepped.hash).toBe(whole.hash)
    expect(stepped.log?.length).toBeGreaterThan(100)
    expect(toResultJson(whole)).toContain('"hash"')
  })
})

test('every table has as many cells in each row as columns, and goes into a mail and a sheet', () => {
  const stack = runStack('kim-crash')
  const memory = runMemory('', { ram: 64, forks: 20 })
  const tables = [
    ...kernelStack.tables(stack.values, stack.model),
    ...stackMemory.tables(memory.values, memory.model),
  ]
  expect(new Set(tables.map(({ id }) => id)).size).toBe(tables.length)
  for (const table of tables) {
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length)
    expect(toCsv(table).split('\r\n')).toHaveLength(table.rows.length + 2)
    for (const line of toPlainText(table).split('\n')) expect(line.length).toBeLessThanOrEqual(72)
  }
})

test('the sentence of a run tells depth, room and what comes of it', () => {
  const { values, model } = runStack('kim-crash')
  expect(kernelStack.takeaway(values, model)).toBe(
    '7 696 bytes traced are 8 856 with the hidden tail, of which 8 080 have room. It goes 664 bytes beyond the stack, where calls that the tracer does not see overwrite what lies there, in silence.',
  )
})

test('the catalog names both as they are, and they are loaded by their ids', async () => {
  for (const scenario of [kernelStack, stackMemory]) {
    const { id, title, question, summary, presets } = scenario
    expect(catalog[id]).toEqual({ title, question, summary, presets: presets.map((one) => one.id) })
    expect(await loadScenario(id)).toBe(scenario)
  }
})

test('both stacks of a replay go out as folded lines, and each comes back', () => {
  const { model } = runStack('chinner-kblockd')
  const lines = foldStacks(model).trimEnd().split('\n')
  expect(lines.filter((line) => !line.includes(';'))).toEqual([
    'ret_from_fork 176',
    '(worker thread) 672',
  ])
  const sizes = lines.map((line) => Number(line.slice(line.lastIndexOf(' ') + 1)))
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(7_696 + 672 + 2 * 1_160)
  const paste = parsePaste(foldStacks(runStack('kim-crash').model))
  expect(paste).toMatchObject({ kind: 'chain', depth: 8_856 })
})
