// How long runs of the procfs directory take, beside the same work in C; how fast a moment of a
// played run is found, how soon a run stops, and how much a browser loads for it.

import { setTimeout } from 'node:timers/promises'
import {
  createTimeline,
  finishRun,
  type Mode,
  readParameters,
  runScenario,
  softCancelMs,
  toRunInput,
} from '../../simulations/engine/index.ts'
import {
  createDirectoryMachine,
  procfsDirectory,
  splitLog,
} from '../../simulations/scenarios/procfs-directory/index.ts'
import { createRunner } from '../../simulations/worker/index.ts'
import { measureCores } from '../support/bundle-simulations.ts'
import { spawnNodeWorker } from '../support/spawn-node-worker.ts'
import { type Spread, toSpread } from './statistics.ts'
import { drawTable, formatMs } from './table.ts'

export interface SimulationFigure {
  readonly name: string
  /** Of the first run in this process, or the first since other structures were run. */
  readonly firstMs?: number
  readonly ms: Spread
  /** What the processor spent, which other programs disturb less; ms. */
  readonly processorMs?: Spread
  readonly aimMs?: number
  /** The same in C, on the machine of the laboratory. */
  readonly cMs?: number
}

export interface SimulationFigures {
  readonly figures: readonly SimulationFigure[]
  /** Compressed with Brotli. */
  readonly cores: readonly { readonly name: string; readonly bytes: number }[]
  readonly coreBytesAim: number
}

const coreFolders = [
  { name: 'procfs-directory', folders: ['procfs-directory'] },
  { name: 'kernel-stack, stack-memory', folders: ['kernel-stack', 'kernel-stack/stack-memory'] },
] as const

const runsMax = 40
const enoughMs = 6000
/** Engines compile as they go: after the first the runs of so many ms are not counted. */
const warmMs = 1000
/** Of a run that takes longer in C, one is enough; the longest is left to `patchlore simulate --bench`. */
const leftOutMs = 10_000

export async function measureSimulations(log: (line: string) => void): Promise<SimulationFigures> {
  const figures: SimulationFigure[] = []
  for (const benchmark of procfsDirectory.benchmarks ?? []) {
    const { label, parameters, mode, cMs, targetMs } = benchmark
    if ((cMs ?? 0) > leftOutMs) continue
    log(`  ${label}`)
    figures.push({
      ...timeRuns(label, parameters, mode),
      ...(targetMs !== undefined && { aimMs: targetMs }),
      ...(cMs !== undefined && { cMs }),
    })
  }
  figures.push({
    ...timeRuns('created alone, all structures counted, 30 000', onlyCreate, 'count'),
  })
  figures.push(timeSeeks(), ...(await timeCancels()))
  const cores = await Promise.all(
    coreFolders.map(async ({ name, folders }) => ({ name, bytes: await measureCores(folders) })),
  )
  return { figures, cores, coreBytesAim: 18 * 1024 }
}

const onlyCreate = { st: 'list,hash,hlist,rbtree,none,virtual,flat,map', ops: 'create' }

function timeRuns(
  name: string,
  parameters: Readonly<Record<string, string>>,
  mode: Mode,
): SimulationFigure {
  const { values } = readParameters(procfsDirectory.schema, parameters)
  const run = (): readonly [wall: number, processor: number] => {
    const before = process.cpuUsage()
    const started = performance.now()
    finishRun(runScenario(procfsDirectory, values, { mode }))
    const ms = performance.now() - started
    const { user, system } = process.cpuUsage(before)
    return [ms, (user + system) / 1000]
  }
  const began = performance.now()
  const [firstMs] = run()
  while (performance.now() - began < warmMs) run()
  const runs = [run()]
  while (runs.length < runsMax && performance.now() - began < enoughMs) runs.push(run())
  return {
    name,
    firstMs,
    ms: toSpread(runs.map(([ms]) => ms)),
    processorMs: toSpread(runs.map(([, ms]) => ms)),
  }
}

/** Jumps through the longest run that is kept whole. */
function timeSeeks(): SimulationFigure {
  const { values } = readParameters(procfsDirectory.schema, { st: 'rbtree', n: '2000' })
  const { log } = finishRun(runScenario(procfsDirectory, values, { mode: 'step' }))
  const [segment] = log === undefined ? [] : splitLog(log)
  if (segment === undefined) throw new Error('Nothing was written down')
  const timeline = createTimeline(
    segment.log,
    createDirectoryMachine({ kind: 'tree', log: segment.log, lists: 1 }),
  )
  const times: number[] = []
  for (let jump = 0; jump < 500; jump += 1) {
    const started = performance.now()
    timeline.seek((jump * 7919) % timeline.length)
    times.push(performance.now() - started)
  }
  return { name: `a jump in ${timeline.length} events`, ms: toSpread(times), aimMs: 4 }
}

/** From the cancel to its answer, in a thread of Node: of a walk, and of counting at any moment. */
async function timeCancels(): Promise<readonly SimulationFigure[]> {
  const runner = createRunner(() => spawnNodeWorker(), { silenceMs: 60_000, hardCancelMs: 60_000 })
  const time = async (name: string, parameters: Readonly<Record<string, string>>, mode: Mode) => {
    const { values } = readParameters(procfsDirectory.schema, parameters)
    const request = {
      scenario: procfsDirectory.id,
      input: toRunInput(procfsDirectory.schema, values),
      mode,
    }
    await runner.run(request)
    const times: number[] = []
    for (const delayMs of [2, 5, 9, 14, 20, 27, 35]) {
      const run = runner.run(request)
      await setTimeout(delayMs)
      const asked = performance.now()
      runner.cancel()
      const { kind } = await run
      if (kind === 'cancelled') times.push(performance.now() - asked)
    }
    return { name, ms: toSpread(times), aimMs: softCancelMs }
  }
  const figures = [
    await time('a cancel of a walk until its answer', { st: 'list', n: '10000' }, 'walk'),
    await time('a cancel of counting until its answer', { st: onlyCreate.st }, 'count'),
  ]
  runner.close()
  return figures
}

export function drawSimulations({ figures, cores, coreBytesAim }: SimulationFigures): string {
  const table = drawTable(
    'Simulations: the procfs directory',
    ['what', 'first', 'median', 'best', 'processor', 'aim', 'C', 'best / C'],
    figures.map(({ name, firstMs, ms, processorMs, aimMs, cMs }) => [
      name,
      firstMs === undefined ? '' : formatMs(firstMs),
      formatMs(ms.median),
      formatMs(ms.min),
      processorMs === undefined ? '' : formatMs(processorMs.median),
      aimMs === undefined ? '' : formatMs(aimMs),
      cMs === undefined ? '' : formatMs(cMs),
      cMs === undefined ? '' : (ms.min / cMs).toFixed(2),
    ]),
  )
  return [
    table,
    '',
    'C: gcc 12.2 -O2 on a Xeon of the laboratory, so a ratio compares two machines. The list whose',
    'entries are dispersed is timed by `npx patchlore simulate procfs-directory --bench --measured`.',
    '',
    ...cores.map(
      ({ name, bytes }) =>
        `Engine and ${name}: ${(bytes / 1024).toFixed(1)} KiB compressed; aim ${coreBytesAim / 1024} KiB.`,
    ),
  ].join('\n')
}
