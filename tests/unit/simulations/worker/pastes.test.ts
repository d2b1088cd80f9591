import { afterEach, describe, expect, test } from 'vitest'
import { toExampleText } from '../../../../simulations/player/kernel-stack/to-example-text.ts'
import {
  createPasteReader,
  type PasteReader,
  type PasteWorkerHandle,
} from '../../../../simulations/worker/create-paste-reader.ts'
import { servePastes } from '../../../../simulations/worker/serve-pastes.ts'
import { stackUsage } from '../kernel-stack/pastes.ts'

let reader: PasteReader | undefined
afterEach(() => reader?.close())

/** The worker's own loop, in this thread, answering a little later as a worker does. */
function spawnHere(): PasteWorkerHandle {
  let answer: Parameters<PasteWorkerHandle['listen']>[0] | undefined
  const receive = servePastes((message) => queueMicrotask(() => answer?.onMessage(message)))
  return {
    post: (message) => void receive(message),
    end: () => {
      answer = undefined
    },
    listen: (listeners) => {
      answer = listeners
    },
  }
}

function open(spawn: () => PasteWorkerHandle = spawnHere): PasteReader {
  reader = createPasteReader(spawn)
  return reader
}

describe('a text of a reader', () => {
  test('is read, and the tail follows from the stack pointer in it', async () => {
    const answer = await open().read(toExampleText())
    expect(answer?.run).toMatchObject({
      kind: 'run',
      scenario: 'kernel-stack',
      parameters: { trace: 'pasted', tail: '1160', size: '8' },
    })
    expect(answer?.says.join(' ')).toContain('8360 bytes deep in __lock_acquire(), 168 bytes below')
  })

  test('can be a file', async () => {
    const answer = await open().read(new Blob([toExampleText(), '\n']))
    expect(answer?.run.kind).toBe('run')
  })

  test('in a file that is gone is a sentence, and the next is read', async () => {
    const own = open()
    const gone = new Blob(['kstack_4k 3'])
    Object.defineProperty(gone, 'text', {
      value: () => Promise.reject(new DOMException('gone', 'NotFoundError')),
    })
    const answer = await own.read(gone)
    expect(answer?.says.join(' ')).toContain('cannot be read')
    expect(answer?.run.kind).toBe('nothing')
    expect((await own.read('kstack_4k 3'))?.run.kind).toBe('run')
  })

  test('makes one before it, still being read, give way', async () => {
    const own = open()
    const first = own.read(new Blob([toExampleText()]))
    const second = own.read('kstack_4k 3')
    expect(await first).toBeUndefined()
    expect((await second)?.run).toMatchObject({ kind: 'run', scenario: 'stack-memory' })
  })

  test('that says nothing is answered with what would', async () => {
    const answer = await open().read('Hello')
    expect(answer?.says[0]).toContain('expected a stack_trace of ftrace')
    expect(answer?.run.kind).toBe('nothing')
  })
})

describe('functions without a chain of calls', () => {
  test('are found by a part of their name and put upon each other', async () => {
    const own = open()
    const answer = await own.read(stackUsage)
    expect(answer?.functionsCount).toBeGreaterThan(1)
    const all = await own.find('')
    const [first, second] = all
    if (first === undefined || second === undefined) throw new Error('too few functions')
    expect(first.bytes).toBeGreaterThanOrEqual(second.bytes)
    const found = await own.find(second.symbol.slice(1).toUpperCase())
    expect(found.map(({ symbol }) => symbol)).toContain(second.symbol)
    const run = await own.stack([second.symbol, first.symbol])
    expect(run).toMatchObject({ kind: 'run', parameters: { trace: 'pasted' } })
  })

  test('of one name are told apart by their files', async () => {
    const own = open()
    await own.read('mm/a.c:1:2:free_one\t320\tstatic\nmm/b.c:3:4:free_one\t80\tstatic\n')
    const found = await own.find('free_one')
    expect(found.map(({ file, bytes }) => [file, bytes])).toEqual([
      ['mm/a.c', 320],
      ['mm/b.c', 80],
    ])
    const run = await own.stack(['mm/b.c:free_one'])
    expect(run).toMatchObject({ kind: 'run', parameters: { frames: 'free_one:80' } })
  })

  test('that are not there are named', async () => {
    const own = open()
    await own.read(stackUsage)
    const run = await own.stack(['no_such_function'])
    expect(run?.kind === 'nothing' && run.reason).toContain('no_such_function')
  })

  test('chosen quickly are one chain, the last: none before it is a fault', async () => {
    const own = open()
    await own.read(stackUsage)
    const [first, second] = await own.find('')
    if (first === undefined || second === undefined) throw new Error('too few functions')
    const replaced = own.stack([first.symbol])
    const last = own.stack([first.symbol, second.symbol])
    expect(await replaced).toBeUndefined()
    expect((await last)?.kind).toBe('run')
  })

  test('of a text that the worker no longer has are asked for again', async () => {
    const run = await open().stack(['any_function'])
    expect(run?.kind === 'nothing' && run.reason).toContain('Paste it again')
  })
})

describe('a worker that is gone', () => {
  test('is a sentence, and the next text gets a new one', async () => {
    let spawned = 0
    const own = open(() => {
      spawned += 1
      if (spawned > 1) return spawnHere()
      return {
        post: () => {},
        end: () => {},
        listen: ({ onDeath }) => void setTimeout(onDeath, 1),
      }
    })
    const answer = await own.read('kstack_4k 3')
    expect(answer?.says).toEqual([
      'The program that reads it ended unexpectedly. Try again, or with less.',
    ])
    expect((await own.read('kstack_4k 3'))?.run.kind).toBe('run')
  })

  test('or cannot be started is the same sentence', async () => {
    const own = open(() => {
      throw new Error('refused')
    })
    expect((await own.read('kstack_4k 3'))?.run.kind).toBe('nothing')
  })
})
