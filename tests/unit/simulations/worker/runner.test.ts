// The worker in a real thread: what it answers, how soon it stops, and what becomes of the page when
// it dies.

import { afterEach, describe, expect, test } from 'vitest'
import {
  finishRun,
  protocolVersion,
  runScenario,
  type ToWorker,
  toResultJson,
  toRunInput,
} from '../../../../simulations/engine/index.ts'
import { procfsDirectory } from '../../../../simulations/scenarios/procfs-directory/index.ts'
import {
  createRunner,
  type Runner,
  type RunProgress,
  type WorkerHandle,
} from '../../../../simulations/worker/index.ts'
import { spawnNodeWorker } from '../../../support/spawn-node-worker.ts'
import { toValues } from '../procfs-directory/procfs-run.ts'

const open: Runner[] = []

function aRunner(
  spawn: () => WorkerHandle = spawnNodeWorker,
  limits?: Parameters<typeof createRunner>[1],
) {
  const runner = createRunner(spawn, limits)
  open.push(runner)
  return runner
}

afterEach(() => {
  for (const runner of open.splice(0)) runner.close()
})

const scenario = 'procfs-directory'
const toInput = (parameters: Readonly<Record<string, string>>) =>
  toRunInput(procfsDirectory.schema, toValues(parameters))

const small = { scenario, input: toInput({ n: '1000', st: 'list,rbtree' }), mode: 'count' } as const
/** Some seconds of walking. */
const long = { scenario, input: toInput({ st: 'list' }), mode: 'walk' } as const

test('a run in a worker gives the bytes of a run here', async () => {
  const outcome = await aRunner().run(small)
  const here = finishRun(
    runScenario(procfsDirectory, toValues({ n: '1000', st: 'list,rbtree' }), { mode: 'count' }),
  )
  expect(outcome.kind === 'done' && toResultJson(outcome.result)).toBe(toResultJson(here))
})

test('the events of a run come with it', async () => {
  const outcome = await aRunner().run({
    ...small,
    input: toInput({ n: '20', st: 'rbtree' }),
    mode: 'step',
  })
  expect(outcome.kind === 'done' && outcome.result.log?.words).toBeInstanceOf(Int32Array)
})

test('a cancelled run stops by itself, and the same worker takes the next one', async () => {
  let workers = 0
  const spawn = () => {
    workers += 1
    return spawnNodeWorker()
  }
  // No deadline that a run of some seconds could reach.
  const runner = aRunner(spawn, { silenceMs: 30_000, hardCancelMs: 30_000 })
  const progress: RunProgress[] = []
  const first = runner.run(long, {
    onProgress: (seen) => {
      progress.push(seen)
      if (progress.length === 2) runner.cancel()
    },
  })
  expect((await first).kind).toBe('cancelled')
  expect(progress).toHaveLength(2)
  expect((await runner.run(small)).kind).toBe('done')
  expect(workers).toBe(1)
})

test('a new run takes the place of the one before', async () => {
  const runner = aRunner()
  const [first, second] = await Promise.all([runner.run(long), runner.run(small)])
  expect([first.kind, second.kind]).toEqual(['cancelled', 'done'])
})

test('a run says how far it is, and never more often than twenty times in a second', async () => {
  const runner = aRunner()
  const times: number[] = []
  const seen: RunProgress[] = []
  await runner.run(small)
  const stop = setTimeout(() => runner.cancel(), 700)
  await runner.run(long, {
    onProgress: (progress) => {
      times.push(performance.now())
      seen.push(progress)
    },
  })
  clearTimeout(stop)
  expect(seen.length).toBeGreaterThan(1)
  expect(seen.map(({ phase }) => phase)).toContain('list create')
  // Sent at least 50 ms apart; three of them can then not arrive within 50.
  times.forEach((time, index) => {
    expect(time - (times[index - 3] ?? 0)).toBeGreaterThan(50)
  })
})

describe('faults become a sentence and a way on', () => {
  test('a simulation that does not exist', async () => {
    const outcome = await aRunner().run({ ...small, scenario: '__proto__' })
    expect(outcome).toMatchObject({
      kind: 'failed',
      message: 'There is no simulation of this name.',
    })
  })

  test('a worker of another version', async () => {
    const outcome = await aRunner(() => {
      const worker = spawnNodeWorker()
      return {
        ...worker,
        post: (message: ToWorker) =>
          worker.post(
            message.kind === 'run' ? { ...message, protocol: protocolVersion + 1 } : message,
          ),
      }
    }).run(small)
    expect(outcome).toMatchObject({ kind: 'failed', advice: 'Load the page again.' })
  })

  test('memory that is refused', async () => {
    // 100 000 entries, 4288 bytes apart: the thread is told that it may not have so much.
    const text = `// A worker whose memory is short.
      const refuse = class extends ArrayBuffer {
        constructor(size) { if (size > 1e8) throw new RangeError('Array buffer allocation failed'); super(size) }
      }
      globalThis.ArrayBuffer = refuse
      import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(
        new URL('../../../support/simulation-worker.ts', import.meta.url).href,
      )}) })`
    const outcome = await aRunner(() => spawnNodeWorker(text)).run({
      scenario,
      input: toInput({
        n: '30000',
        st: 'list',
        place: 'dispersed',
        ops: 'create',
        naming: 'explicit',
      }),
      mode: 'heap',
    })
    expect(outcome).toEqual({
      kind: 'failed',
      message: 'This run needs more memory than it was given.',
      advice: 'Choose fewer entries, or entries closer together.',
    })
  })

  test('a worker that dies is replaced', async () => {
    const runner = aRunner(
      once(
        () =>
          spawnNodeWorker(
            '// Dies at the first message.\nrequire("node:worker_threads").parentPort.once("message", () => process.exit(3))',
          ),
        spawnNodeWorker,
      ),
    )
    expect(await runner.run(small)).toMatchObject({
      kind: 'failed',
      message: 'The program that runs the simulation ended unexpectedly.',
    })
    expect((await runner.run(small)).kind).toBe('done')
  })

  test('a worker that hangs is ended when it is cancelled, and replaced', async () => {
    const runner = aRunner(once(() => spawnNodeWorker(hangs), spawnNodeWorker))
    const outcome = runner.run(small)
    runner.cancel()
    expect((await outcome).kind).toBe('cancelled')
    expect((await runner.run(small)).kind).toBe('done')
  })

  test('a worker that falls silent is given up', async () => {
    const runner = aRunner(() => spawnNodeWorker(hangs), { silenceMs: 200, hardCancelMs: 100 })
    expect(await runner.run(small)).toMatchObject({
      kind: 'failed',
      message: 'The run has not been heard of for a while and was ended.',
    })
  })

  test('a browser without workers', async () => {
    const outcome = await aRunner(() => {
      throw new Error('blocked')
    }).run(small)
    expect(outcome).toMatchObject({
      kind: 'failed',
      advice: 'The finished figures and tables are complete without it.',
    })
  })
})

const hangs =
  '// Never answers.\nrequire("node:worker_threads").parentPort.on("message", () => { for (;;); })'

/** The first worker, then others. */
function once(first: () => WorkerHandle, then: () => WorkerHandle): () => WorkerHandle {
  let isFirst = true
  return () => {
    if (!isFirst) return then()
    isFirst = false
    return first()
  }
}
