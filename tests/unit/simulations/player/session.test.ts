import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { FromWorker, ToWorker } from '../../../../simulations/engine/index.ts'
import { loadStillFace } from '../../../../simulations/player/load-still-face.ts'
import { createSession, type Session } from '../../../../simulations/player/session.ts'
import type { StillFace, View } from '../../../../simulations/player/view.ts'
import { createRunner, type WorkerHandle } from '../../../../simulations/worker/index.ts'
import { serveRuns } from '../../../../simulations/worker/serve-runs.ts'

let face: StillFace
let sessions: Session[] = []

beforeEach(async () => {
  const loaded = await loadStillFace('procfs-directory')
  if (loaded === undefined) throw new Error('no face')
  face = loaded
})
afterEach(() => {
  for (const session of sessions) session.close()
  sessions = []
})

/** The program of the worker, in this thread: the same messages, and none is lost. */
function spawnHere(): WorkerHandle {
  let hear: (message: FromWorker) => void = () => {}
  let isEnded = false
  const receive = serveRuns({
    post: (message) => {
      if (!isEnded) queueMicrotask(() => hear(structuredClone(message)))
    },
    now: () => performance.now(),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  })
  return {
    post: (message: ToWorker) => receive(structuredClone(message)),
    end: () => {
      isEnded = true
    },
    listen: ({ onMessage }) => {
      hear = onMessage
    },
  }
}

function aSession(
  options: { preset?: string; spawn?: () => WorkerHandle; sees?: readonly View[] } = {},
): Session {
  const { spawn = spawnHere, sees = face.views, ...rest } = options
  const session = createSession({
    face,
    createRunner: () => createRunner(spawn),
    delayMs: 0,
    ...rest,
  })
  sessions.push(session)
  for (const view of sees) session.see(view)
  return session
}

async function settled(session: Session) {
  await vi.waitFor(
    () => {
      const { drawn, fault, running, values } = session.state()
      if (running !== undefined) throw new Error('still running')
      if (fault === undefined && drawn?.values !== values) throw new Error('not drawn')
    },
    { timeout: 30_000, interval: 5 },
  )
  return session.state()
}

describe('a session', () => {
  test('runs what is set, with what the views need beside it', async () => {
    const session = aSession({ preset: 'half-minute' })
    session.run()
    const { drawn, problems } = await settled(session)
    expect(problems).toEqual([])
    expect(Object.keys(drawn?.others ?? {}).sort()).toEqual([
      'fold-hash_32',
      'fold-low',
      'reading',
      'structure',
    ])
  })

  test('runs nothing for views that nobody came near, and all of it for those that come late', async () => {
    const session = aSession({ sees: [] })
    session.run()
    expect((await settled(session)).drawn?.others).toEqual({})
    // Several at once: each must get its own.
    for (const view of face.views) session.see(view)
    await vi.waitFor(() => {
      expect(Object.keys(session.state().drawn?.others ?? {}).sort()).toEqual([
        'fold-hash_32',
        'fold-low',
        'reading',
        'structure',
      ])
    })
  })

  test('a view that comes while something runs is not forgotten', async () => {
    const session = aSession({ sees: [] })
    session.change({ n: 500 })
    session.run()
    for (const view of face.views) session.see(view)
    const { drawn } = await settled(session)
    expect(Object.keys(drawn?.others ?? {})).toContain('reading')
    expect(drawn?.values.n).toBe(500)
  })

  test('a change runs again, and only the last of several is drawn', async () => {
    const session = aSession()
    session.change({ n: 100 })
    session.change({ n: 200 })
    session.change({ n: 300, st: ['list'] })
    const { drawn } = await settled(session)
    expect(drawn?.result.model).toMatchObject({ registrations: 300 })
  })

  test('its link gives the same result, and says so', async () => {
    const author = aSession()
    author.change({ n: 500, st: ['list', 'rbtree'], rm: 'random' })
    await settled(author)
    const link = author.permalink()
    expect(link).toMatch(/^#procfs-directory\?v=1&n=500&.*h=[0-9a-f]{8}$/u)
    const reader = aSession()
    expect(reader.follow(link)).toBe(true)
    const { drawn, link: followed } = await settled(reader)
    expect(followed?.agreement).toBe('same')
    expect(drawn?.result.hash).toBe(author.state().drawn?.result.hash)
  })

  test.each([
    ['h=00000000', 'different'],
    ['v=99&h=00000000', 'other-version'],
    ['n=40', 'unsaid'],
  ] as const)('a link with %s is %s', async (query, agreement) => {
    const session = aSession()
    session.follow(`#procfs-directory?n=40&${query}`)
    expect((await settled(session)).link?.agreement).toBe(agreement)
  })

  test('a hostile link is mended, with a sentence for each mistake, and runs', async () => {
    const session = aSession()
    const hostile =
      '#procfs-directory?v=1&n=1e999&st=<script>&B=7&__proto__=x&constructor=y&seed=%E0%A4%A&rm=fifo;drop'
    expect(session.follow(hostile)).toBe(true)
    const { problems, drawn, fault } = await settled(session)
    expect(fault).toBeUndefined()
    expect(drawn).toBeDefined()
    expect(problems.length).toBeGreaterThan(2)
    for (const problem of problems) expect(problem).toMatch(/^Unexpected /u)
  })

  test('what is no link to this scenario changes nothing', () => {
    const session = aSession()
    const before = session.state()
    for (const fragment of [
      '',
      '#formula-visits',
      '#kernel-stack?v=1',
      `#${'x'.repeat(20_000)}?`,
    ]) {
      expect(session.follow(fragment)).toBe(false)
    }
    expect(session.state()).toBe(before)
  })

  test('a link never starts what takes long by itself', async () => {
    const session = aSession()
    session.follow('#procfs-directory?m=heap&n=50&place=dispersed')
    await settled(session)
    await vi.waitFor(() => expect(session.state().mode).toBe('heap'))
    expect(session.state().drawn?.result.mode).toBe('count')
    expect(session.state().running).toBeUndefined()
  })

  test('a worker that cannot start is a sentence and a way on', async () => {
    const session = aSession({
      spawn: () => {
        throw new Error('no workers here')
      },
    })
    session.run()
    const { fault, said } = await settled(session)
    expect(fault?.says).toMatch(/\.$/u)
    expect(fault?.advice).toMatch(/\.$/u)
    expect(said).toBe('')
  })

  test('a worker that dies leaves the last result, and the next run gets a new one', async () => {
    let isDeadly = false
    const session = aSession({
      spawn: () => {
        const handle = spawnHere()
        let die = () => {}
        return {
          ...handle,
          post: (message) => (isDeadly ? die() : handle.post(message)),
          listen: (listeners) => {
            die = listeners.onDeath
            handle.listen(listeners)
          },
        }
      },
    })
    session.change({ n: 20 })
    const first = (await settled(session)).drawn
    isDeadly = true
    session.run()
    await vi.waitFor(() => expect(session.state().fault).toBeDefined())
    expect(session.state().drawn).toBe(first)
    isDeadly = false
    session.run()
    await vi.waitFor(() => expect(session.state().fault).toBeUndefined())
    await settled(session)
    expect(session.state().drawn?.result.hash).toBe(first?.result.hash)
  })

  test('a long run is cancelled, and the last result stays', async () => {
    const session = aSession()
    session.change({ n: 30 })
    const before = (await settled(session)).drawn
    session.chooseMode('walk')
    session.change({ n: 30_000, st: ['list'] })
    session.run()
    await vi.waitFor(() => expect(session.state().running?.done).toBeGreaterThan(0))
    session.cancel()
    await vi.waitFor(() => expect(session.state().running).toBeUndefined())
    expect(session.state().drawn).toBe(before)
    expect(session.state().said).toBe('Cancelled.')
  })
})
