// What a chain overwrites, and that no change of stack, tail or frames makes it come out the wrong
// way round.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createRandom,
  createTimeline,
  defaultValues,
  finishRun,
  readParameters,
  runScenario,
} from '../../../../simulations/engine/index.ts'
import {
  addLayers,
  type Chain,
  depthOf,
  offloadAfter,
  toChain,
  workerBaseBytes,
} from '../../../../simulations/scenarios/kernel-stack/change-chain.ts'
import {
  formatCompactFrames,
  parseCompactFrames,
} from '../../../../simulations/scenarios/kernel-stack/compact-frames.ts'
import { findInterruptProbability } from '../../../../simulations/scenarios/kernel-stack/detectors.ts'
import { hiddenTailBytes } from '../../../../simulations/scenarios/kernel-stack/double-fault.ts'
import { kernelStack, machine } from '../../../../simulations/scenarios/kernel-stack/index.ts'
import {
  listFields,
  type StackLayout,
  usableBytes,
} from '../../../../simulations/scenarios/kernel-stack/layout.ts'
import { computeModel } from '../../../../simulations/scenarios/kernel-stack/model.ts'
import { endings, replay } from '../../../../simulations/scenarios/kernel-stack/replay.ts'
import { traceIds, traces } from '../../../../simulations/scenarios/kernel-stack/traces.ts'

type Given = Partial<Parameters<typeof computeModel>[0]>

function compute(given: Given = {}) {
  return computeModel({ ...defaultValues(kernelStack.schema), ...given }, createRandom('test'))
}

const smallStack: StackLayout = { bytes: 8_192, threadInfo: 'in-stack', below: 'silent' }
const stackSizes = [4_096, 8_192, 16_384, 32_768, 65_536]

const anyChain = fc
  .array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 60 })
  .map((words): Chain => toChain(words.map((count, at) => ({ symbol: `f${at}`, size: count * 8 }))))

const anyLayout = fc.record({
  bytes: fc.constantFrom(...stackSizes),
  threadInfo: fc.constantFrom('in-stack' as const, 'in-task' as const),
  below: fc.constantFrom('silent' as const, 'unmapped' as const, 'guard-page' as const),
})

const anyTail = fc.nat(512).map((words) => words * 8)
const anyDensity = fc.constantFrom(0, 1, 10, 50, 99, 100)
const severityOf = (options: Omit<Parameters<typeof replay>[0], 'random'>) =>
  endings.indexOf(replay({ ...options, random: createRandom('words') }).ending)

describe('where a chain comes to lie', () => {
  test.each([
    ['as reported', {}, 8_856, 'below-the-stack', 664],
    ['of the page fault', { trace: 'minchan2' }, 8_376, 'below-the-stack', 184],
    ['of the double fault', { trace: 'minchan3' }, 8_360, 'below-the-stack', 168],
    ['of the interim patch', { trace: 'minchan4' }, 8_056, 'fits', 0],
    ['with the virtio clean-ups', { trace: 'minchan5' }, 8_440, 'below-the-stack', 248],
    ['without DEBUG_PAGEALLOC', { without: ['debug'] }, 8_408, 'below-the-stack', 216],
    ['without swapping out', { cut: 'shrink_page_list' }, 5_640, 'fits', 0],
    ['with the plug in kblockd', { offload: 'io_schedule_timeout' }, 6_168, 'fits', 0],
    ['with allocation in a worker', { offload: 'ext4_map_blocks' }, 7_576, 'fits', 0],
    ['with the slow path apart', { noinline: true }, 8_688, 'below-the-stack', 496],
    ['a tenth thinner', { diet: 10 }, 8_088, 'magic-lost', 0],
    ['a quarter thinner', { diet: 25 }, 7_120, 'fits', 0],
    ['with SCSI', { scsi: true }, 9_856, 'below-the-stack', 1_664],
    [
      'with SCSI and three devices',
      { scsi: true, md: 1, lvm: 2 },
      10_756,
      'below-the-stack',
      2_564,
    ],
    ['of XFS', { trace: 'xfs-10.5k' }, 11_912, 'below-the-stack', 3_720],
    ['of XFS on 16K', { trace: 'xfs-10.5k', size: 16 }, 11_912, 'fits', 0],
    ['on 4K, without a tail', { size: 4, tail: 0 }, 7_696, 'below-the-stack', 3_600],
  ] as const)('%s', (_, given, reached, ending, bytesBelow) => {
    const model = compute(given as Given)
    expect(model.reached).toBe(reached)
    expect(model.ending).toBe(ending)
    expect(model.stacks[model.worst]?.replay.bytesBelow).toBe(bytesBelow)
  })

  test('4K would have been too little in shrink_inactive_list() already', () => {
    const { stacks } = compute({ size: 4, tail: 0 })
    const by = stacks[0]?.brink.fields[0]?.by
    const frame = stacks[0]?.icicle.frames.find(({ key }) => key === by)
    expect(frame).toMatchObject({ symbol: 'shrink_inactive_list', to: 4_160 })
  })

  test('the caller and its worker add up to the chain and what each needs besides', () => {
    const chain = toChain(traces.minchan1.frames)
    fc.assert(
      fc.property(fc.nat(chain.length - 1), fc.nat(1_024), (place, waiterBytes) => {
        const { caller, worker } = offloadAfter(chain, { place, waiterBytes })
        expect(depthOf(caller) + depthOf(worker)).toBe(7_696 + workerBaseBytes + waiterBytes)
      }),
      { seed: 1 },
    )
  })
})

describe('what an overflow overwrites', () => {
  test('goes field by field, each beyond the depth at which it must', () => {
    const { stacks } = compute({ tail: 496 })
    const fields = stacks[0]?.brink.fields ?? []
    expect(fields.map(({ name, limit, order }) => [name, limit, order])).toEqual([
      ['STACK_END_MAGIC', 8_080, 1],
      ['uaccess bits', 8_092, 2],
      ['sysenter_return', 8_096, 3],
      ['restart_block', 8_104, 4],
      ['addr_limit', 8_152, 5],
      ['saved_preempt_count', 8_160, 6],
      ['cpu', 8_164, 7],
      ['status', 8_168, 8],
      ['flags', 8_172, 9],
      ['exec_domain', 8_176, 10],
      ['task', 8_184, 11],
    ])
  })

  test('is exactly what lies beyond the depth', () => {
    fc.assert(
      fc.property(anyChain, anyLayout, anyTail, (chain, layout, tail) => {
        const result = replay({ chain, layout, tail, density: 100, random: createRandom('words') })
        const expected = listFields(layout).filter(
          ({ offset, bytes }) => result.reached > layout.bytes - offset - bytes,
        )
        expect(result.lost.map(({ name }) => name)).toEqual(expected.map(({ name }) => name))
        expect(result.reached).toBe(depthOf(chain) + tail)
        if (result.reached > usableBytes(layout)) {
          expect(result.lost[0]?.name).toBe('STACK_END_MAGIC')
          expect(result.isMagicSteppedOver).toBe(false)
        }
      }),
      { seed: 1 },
    )
  })

  test('may step over the magic where not every word is written, and then nobody sees it', () => {
    const seeds = Array.from({ length: 40 }, (_, at) => String(at))
    const stepped = seeds.map((seed) => {
      const { values } = readParameters(kernelStack.schema, { density: '10', seed })
      return finishRun(runScenario(kernelStack, values, { mode: 'count' })).model
    })
    const over = stepped.filter(({ stacks }) => stacks[0]?.replay.isMagicSteppedOver)
    expect(over.length).toBeGreaterThan(20)
    expect(over.length).toBeLessThan(40)
    for (const { ending, detections } of over) {
      expect(ending).toBe('below-the-stack')
      expect(detections).toMatchObject([{ id: 'schedule', verdict: 'misses' }])
    }
  })
})

describe('never the wrong way round:', () => {
  test('a larger stack is never worse', () => {
    fc.assert(
      fc.property(anyChain, anyLayout, anyTail, anyDensity, (chain, layout, tail, density) => {
        const severities = stackSizes.map((bytes) =>
          severityOf({ chain, tail, density, layout: { ...layout, bytes } }),
        )
        expect(severities).toEqual(severities.toSorted((a, b) => b - a))
      }),
      { seed: 1 },
    )
  })

  test('a longer tail is never better', () => {
    fc.assert(
      fc.property(anyChain, anyLayout, anyTail, anyTail, (chain, layout, tail, more) => {
        const options = { chain, layout, density: 100 }
        expect(severityOf({ ...options, tail: tail + more })).toBeGreaterThanOrEqual(
          severityOf({ ...options, tail }),
        )
      }),
      { seed: 1 },
    )
  })

  test('a frame less is never worse, whatever words the others write', () => {
    fc.assert(
      fc.property(
        anyChain,
        anyLayout,
        anyTail,
        anyDensity,
        fc.nat(59),
        (chain, layout, tail, density, at) => {
          const fewer = chain.filter((_, index) => index !== at % chain.length)
          const options = { layout, tail, density }
          expect(severityOf({ ...options, chain: fewer })).toBeLessThanOrEqual(
            severityOf({ ...options, chain }),
          )
        },
      ),
      { seed: 1 },
    )
  })

  test('what is said to suffice suffices, and less does not', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...traceIds),
        fc.integer({ min: 0, max: 300 }).map((words) => words * 8),
        (trace, tail) => {
          const { dietPercent } = compute({ trace, tail }).needed
          if (dietPercent === null) return
          expect(compute({ trace, tail, diet: dietPercent }).ending).toBe('fits')
          if (dietPercent === 0) return
          expect(compute({ trace, tail, diet: dietPercent - 1 }).ending).not.toBe('fits')
        },
      ),
      { seed: 1, numRuns: 30 },
    )
  })
})

test('how much tail each trace bears is told up to the byte', () => {
  const spans = compute().tails.map(({ subject, spans: [first] }) => [
    subject,
    first?.ending === 'fits' ? first.to : -1,
  ])
  expect(spans).toEqual([
    ['minchan1', 384],
    ['minchan2', 864],
    ['minchan3', 880],
    ['minchan4', 1_184],
    ['minchan5', 800],
    ['xfs-10.5k', -1],
  ])
  for (const { subject, spans: all } of compute({ size: 16 }).tails) {
    for (const { ending, to } of all) {
      const { depth } = traces[subject as keyof typeof traces]
      const chain = toChain([{ symbol: 'f', size: depth + to }])
      const layout = { ...smallStack, bytes: 16_384 }
      const result = replay({ chain, layout, tail: 0, density: 100, random: createRandom('x') })
      expect(result.ending).toBe(ending)
    }
  }
})

test('the tail is the depth of the double fault less what the tracer saw', () => {
  expect(hiddenTailBytes).toBe(8_360 - traces.minchan3.depth)
})

test('every trace, size and policy has a cell, and only sizes that a policy gives are judged', () => {
  const { cells, subjects } = compute().verdicts
  expect(subjects).toHaveLength(6)
  expect(cells).toHaveLength(6 * 5 * 6)
  const offered = (policy: string) =>
    cells
      .filter((cell) => cell.policy === policy && cell.subject === 'minchan1')
      .filter(({ ending }) => ending !== 'not-offered')
      .map(({ sizeKib, ending }) => [sizeKib, ending])
  expect(offered('fixed-8k')).toEqual([[8, 'below-the-stack']])
  expect(offered('select')).toEqual([[8, 'below-the-stack']])
  expect(offered('dynamic')).toEqual([[16, 'fits']])
  expect(offered('vmap').map(([size]) => size)).toEqual([4, 8, 16, 32, 64])
  const xfs = compute({ fs: ['ext4', 'xfs'] }).verdicts.cells
  expect(xfs.find((cell) => cell.policy === 'select' && cell.sizeKib === 16)?.ending).toBe('fits')
})

test('layers stand where they belong: stacked devices above the block layer, drivers below it', () => {
  const chain = addLayers(toChain(traces.minchan1.frames), [
    { key: 'md', symbol: '(MD)', bytes: 300, place: 'above-block' },
    { key: 'scsi', symbol: '(SCSI)', bytes: 1_000, place: 'below-block' },
  ])
  const symbols = chain.map(({ symbol }) => symbol)
  expect(symbols[symbols.indexOf('(MD)') + 1]).toBe('get_swap_bio')
  expect(symbols[symbols.indexOf('(SCSI)') - 1]).toBe('__blk_mq_run_hw_queue')
  expect(symbols[symbols.indexOf('(SCSI)') + 1]).toBe('virtio_queue_rq')
})

test('three allocations nest in the first trace, and their places are marked', () => {
  const { icicle } = compute().stacks[0] ?? {}
  expect(icicle?.allocations).toBe(3)
  expect(
    icicle?.frames.filter(({ allocation }) => allocation !== undefined).map(({ symbol }) => symbol),
  ).toEqual(['find_or_create_page', 'mempool_alloc', '__kmalloc'])
})

test('a place the chain has not is told, and nothing is cut', () => {
  const { notes, reached } = compute({ cut: 'nowhere', offload: 'nowhere_else' })
  expect(notes).toEqual([
    'The chain has no `nowhere` to stop after.',
    'The chain has no `nowhere_else` to hand over after.',
  ])
  expect(reached).toBe(8_856)
})

test('handing over one operation in a hundred costs a hundredth', () => {
  const offload = 'ext4_map_blocks'
  expect(compute({ offload }).handover).toEqual({
    switchesPerThousand: 2_000,
    usPerThousand: 5_000,
  })
  expect(compute({ offload, ratio: 100 }).handover).toEqual({
    switchesPerThousand: 20,
    usPerThousand: 50,
  })
})

test('an interrupt comes in a time with the chance of at least one in its microseconds', () => {
  expect(findInterruptProbability(1_000, 1)).toBeCloseTo(0.001, 12)
  expect(findInterruptProbability(1_000, 10)).toBeCloseTo(1 - 0.999 ** 10, 12)
  expect(findInterruptProbability(0, 1_000)).toBe(0)
  expect(findInterruptProbability(1_000_000, 1)).toBe(1)
})

test('a chain of one’s own goes into a parameter and comes back', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          symbol: fc.stringMatching(/^[a-z_:;.]{1,20}$/u),
          size: fc.integer({ min: 0, max: 9_999 }),
        }),
        { maxLength: 60 },
      ),
      (frames) => {
        const { frames: again, faults } = parseCompactFrames(formatCompactFrames(frames))
        expect(again).toEqual(frames)
        expect(faults).toBe(0)
      },
    ),
    { seed: 1 },
  )
})

describe('frame by frame', () => {
  const given = [
    {},
    { offload: 'io_schedule_timeout' },
    { trace: 'minchan3', below: 'unmapped' },
    { density: '20', diet: '5' },
    { policy: 'vmap' },
  ]

  test.each(given)(
    '%j: every push is popped, and each moment is the same from both sides',
    (texts) => {
      const { values } = readParameters(kernelStack.schema, texts as Record<string, string>)
      const { log, model } = finishRun(runScenario(kernelStack, values, { mode: 'step' }))
      if (log === undefined) throw new Error('no events were written')
      const timeline = createTimeline(log, machine)
      const depths: number[] = []
      const moments: string[] = []
      for (let at = 0; at <= timeline.length; at++) {
        const moment = timeline.seek(at)
        depths.push(moment.depth)
        moments.push(JSON.stringify(moment))
      }
      expect(Math.max(...depths)).toBe(
        Math.max(...model.stacks.map(({ replay: { reached } }) => reached)),
      )
      expect(depths.at(-1)).toBe(0)
      for (let at = timeline.length; at >= 0; at--) {
        expect(JSON.stringify(timeline.seek(at))).toBe(moments[at])
      }
    },
  )
})
