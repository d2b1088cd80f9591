// The page's side of reading a reader's own text: questions and answers, and a sentence where the
// worker is gone. The text goes to a worker of this page and nowhere else.

import type { FunctionFrame, PasteRun } from '../scenarios/kernel-stack/paste.ts'
import type { FromPasteWorker, PasteAnswer, ToPasteWorker } from './paste-messages.ts'
import type { Handle } from './to-handle.ts'

export type PasteWorkerHandle = Handle<ToPasteWorker, FromPasteWorker>

export interface PasteReader {
  /** Never rejects; nothing if a later text took its place. */
  readonly read: (source: string | Blob) => Promise<PasteAnswer | undefined>
  readonly find: (wanted: string) => Promise<readonly FunctionFrame[]>
  /** Nothing if a later chain took its place. */
  readonly stack: (calls: readonly string[]) => Promise<PasteRun | undefined>
  readonly close: () => void
}

type Answer = FromPasteWorker | 'gone' | 'replaced'

/** A message without the number that it is answered by. */
type Question = ToPasteWorker extends infer Message
  ? Message extends ToPasteWorker
    ? Omit<Message, 'id'>
    : never
  : never

const goneReason = 'The program that reads it ended unexpectedly. Try again, or with less.'
const goneRun: PasteRun = { kind: 'nothing', reason: goneReason }

/** @param spawn starts a worker; it may throw where there are none. */
export function createPasteReader(spawn: () => PasteWorkerHandle): PasteReader {
  let worker: PasteWorkerHandle | undefined
  let lastId = 0
  const waiting = new Map<number, { readonly kind: string; readonly settle: (a: Answer) => void }>()

  function settleAll(answer: Answer, kind?: string): void {
    for (const [id, one] of waiting) {
      if (kind !== undefined && one.kind !== kind) continue
      waiting.delete(id)
      one.settle(answer)
    }
  }

  function start(): PasteWorkerHandle {
    if (worker !== undefined) return worker
    const started = spawn()
    started.listen({
      onMessage: (message) => {
        const one = waiting.get(message.id)
        waiting.delete(message.id)
        one?.settle(message)
      },
      onDeath: () => {
        if (worker !== started) return
        end()
      },
    })
    worker = started
    return started
  }

  function end(): void {
    worker?.end()
    worker = undefined
    settleAll('gone')
  }

  function ask(question: Question): Promise<Answer> {
    // Only the last text, the last search, the last chain is wanted.
    settleAll('replaced', question.kind)
    lastId += 1
    const id = lastId
    return new Promise((settle) => {
      waiting.set(id, { kind: question.kind, settle })
      try {
        start().post({ ...question, id } as ToPasteWorker)
      } catch {
        end()
      }
    })
  }

  return {
    read: async (source) => {
      const answer = await ask({ kind: 'read', source })
      if (answer === 'replaced') return undefined
      if (answer !== 'gone' && answer.kind === 'read') return answer
      return { kind: 'read', says: [goneReason], run: goneRun, functionsCount: 0 }
    },
    find: async (wanted) => {
      const answer = await ask({ kind: 'find', wanted })
      return typeof answer !== 'string' && answer.kind === 'found' ? answer.functions : []
    },
    stack: async (calls) => {
      const answer = await ask({ kind: 'stack', calls })
      if (answer === 'replaced') return undefined
      return typeof answer !== 'string' && answer.kind === 'stacked' ? answer.run : goneRun
    },
    close: end,
  }
}
