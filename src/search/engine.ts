// The contract every search engine keeps. The planner asks the first one that is well and can answer
// a request exactly; when it fails, the next one, within the same request.

import type { EngineAnswer, SearchRequest } from '#domain'

export interface SearchEngine {
  /** For programs, e.g. `sqlite`. */
  readonly name: string
  /** For readers, e.g. `SQLite full text`. */
  readonly label: string
  /**
   * Whether it gives exactly the documents the request asks for: every operator, field, facet and
   * order of it. Costs nothing and asks nobody.
   */
  readonly canAnswer: (request: SearchRequest) => boolean
  /** As last known; costs nothing. Whoever keeps the engine alive keeps this up to date. */
  readonly health: () => EngineHealth
  /**
   * Throws whatever went wrong, `EngineTooSlow` and `EngineStarting` among it; the planner then asks
   * the next engine.
   * A request that has no answer has no hits; it is no error.
   */
  readonly answer: (request: SearchRequest, limits: AnswerLimits) => Promise<EngineAnswer>
}

export interface AnswerLimits {
  /** Aborted when the reader no longer waits. */
  readonly signal: AbortSignal
  /** When to give up, in milliseconds of `performance.now()`. */
  readonly deadline: number
}

export type EngineHealth =
  | { readonly state: 'ready' }
  /** Not there, on its way, or in trouble; `reason` is one sentence for the operator. */
  | { readonly state: 'absent' | 'starting' | 'failing'; readonly reason: string }

/** It cannot answer yet, and nothing went wrong. The message is one sentence for the operator. */
export class EngineStarting extends Error {
  override name = 'EngineStarting'
}

/** The deadline passed. */
export class EngineTooSlow extends Error {
  override name = 'EngineTooSlow'
}

/** Throws where nobody waits any more, or the deadline has passed. */
export function requireTime({ signal, deadline }: AnswerLimits): void {
  signal.throwIfAborted()
  if (performance.now() > deadline) throw new EngineTooSlow('Unexpected wait, expected time left')
}
