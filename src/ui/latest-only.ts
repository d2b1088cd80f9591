// For whoever asks while somebody types: only the last question counts. The first is asked at once,
// later ones after a gap, and each ends the one before, so that no answer can overtake another.

export interface LatestOnly {
  /** The task must pass the signal on, and look at it before it shows anything. */
  readonly run: (task: (signal: AbortSignal) => Promise<void>) => void
  /** Ends what is underway and what waits. */
  readonly stop: () => void
}

export function createLatestOnly(gapMs: number): LatestOnly {
  let underway = new AbortController()
  let waiting: ReturnType<typeof setTimeout> | undefined
  let begunAtMs = Number.NEGATIVE_INFINITY

  const stop = () => {
    underway.abort()
    clearTimeout(waiting)
  }
  return {
    stop,
    run: (task) => {
      stop()
      const mine = new AbortController()
      underway = mine
      const begin = () => {
        begunAtMs = performance.now()
        task(mine.signal).catch((error: unknown) => {
          // Ended ones end with an error of the network; it is nobody's.
          if (!mine.signal.aborted) reportError(error)
        })
      }
      const waitMs = begunAtMs + gapMs - performance.now()
      if (waitMs <= 0) begin()
      else waiting = setTimeout(begin, waitMs)
    },
  }
}
