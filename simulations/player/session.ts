// What a player knows: the values, the last finished result, what runs, what went wrong. A store
// outside of React, because the worker feeds it; a new value cancels what is running.

import {
  type Agreement,
  type AnyScenarioCore,
  compareWithLink,
  defaultValues,
  findPreset,
  finishRun,
  formatChanged,
  formatPermalink,
  type Mode,
  type Permalink,
  parsePermalink,
  type Result,
  readParameters,
  runCore,
  type Schema,
  toRunInput,
  type ValuesOf,
} from '../engine/index.ts'
import type { Runner, RunOutcome, RunProgress, RunRequest } from '../worker/index.ts'
import type { Drawn, Face, SideRun, Values, View } from './view.ts'

/** A sentence, and a way on. */
export interface Fault {
  readonly says: string
  readonly advice: string
}

export interface SessionState {
  readonly values: Values
  readonly mode: Mode
  /** The last finished result with what the views need beside it. */
  readonly drawn?: Drawn
  readonly running?: RunProgress & { readonly mode: Mode }
  readonly fault?: Fault
  /** What was wrong with the parameters, a sentence each. */
  readonly problems: readonly string[]
  /** Set if the page was opened by a link to a run. */
  readonly link?: { readonly agreement: Agreement; readonly version?: number }
  /** True once the reader has changed something. */
  readonly isChanged: boolean
  /** Said aloud when something is done. */
  readonly said: string
  /** True if the tab was hidden during the last measured run, so that its times say little. */
  readonly wasHidden: boolean
}

type Others = Drawn['others']

export interface BesideRun {
  readonly end: Promise<RunOutcome>
  readonly cancel: () => void
}

export interface Session {
  readonly subscribe: (listen: () => void) => () => void
  readonly state: () => SessionState
  /** Changes values and, where that takes no time, runs. */
  readonly change: (changes: Values) => void
  readonly chooseMode: (mode: Mode) => void
  readonly run: () => void
  readonly cancel: () => void
  /** Takes the values of a link; answers false if it is none to this scenario. */
  readonly follow: (fragment: string) => boolean
  readonly permalink: () => string
  /** A measured run in a worker of its own, so that the rest of the page goes on. */
  readonly measure: (side: SideRun, onProgress?: (progress: RunProgress) => void) => BesideRun
  /** Small runs of a view, one after the other; a newer one replaces those that wait. */
  readonly runBeside: (side: SideRun) => BesideRun
  /** A view is looked at from now on: what it needs beside a result is run as well. */
  readonly see: (view: View) => void
  readonly noteHidden: () => void
  readonly close: () => void
}

export interface SessionOptions {
  readonly face: Face
  readonly preset?: string
  readonly createRunner: () => Runner
  /** Waits before a run that a sliding control asked for. */
  readonly delayMs?: number
}

export function createSession({
  face,
  preset,
  createRunner,
  delayMs = 60,
}: SessionOptions): Session {
  const { words, core } = face
  const { schema } = words
  const listeners = new Set<() => void>()
  const seen = new Set<View>()
  const main = createRunner()
  const runners = new Set<Runner>([main])
  let beside: Runner | undefined
  let state: SessionState = {
    values: { ...defaultValues(schema), ...valuesOf(preset) },
    mode: 'count',
    problems: [],
    isChanged: false,
    said: '',
    wasHidden: false,
  }
  let link: Permalink | undefined
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isCompleting = false

  function valuesOf(id: string | undefined): Values {
    return id === undefined ? {} : ((findPreset(words, id)?.values ?? {}) as Values)
  }

  function set(changes: Partial<SessionState>, without: readonly (keyof SessionState)[] = []) {
    const next: Partial<Record<keyof SessionState, unknown>> = { ...state, ...changes }
    for (const key of without) delete next[key]
    state = next as SessionState
    for (const listen of listeners) listen()
  }

  function toRequest({ values, mode }: SideRun): RunRequest {
    return {
      scenario: words.id,
      input: toRunInput(schema, values as ValuesOf<Schema>),
      mode,
      isMeasured: mode === 'walk' || mode === 'heap',
    }
  }

  /** Makes whatever still runs stale. */
  function abandon(): number {
    clearTimeout(timer)
    turn += 1
    return turn
  }

  /** Runs what is on the page, and then what its views need beside it. */
  async function start(): Promise<void> {
    const mine = abandon()
    const { values, mode } = state
    if (core !== undefined) {
      runHere(core, values, mode)
      return
    }
    set({ running: { phase: 'starting', done: 0, total: 1, mode }, wasHidden: false }, ['fault'])
    const outcome = await main.run(toRequest({ values, mode }), {
      onProgress: (progress) => {
        if (mine === turn) set({ running: { ...progress, mode } })
      },
    })
    const others = outcome.kind === 'done' ? await runSides(mine, values, {}) : {}
    if (mine === turn) accept(values, outcome, others)
  }

  /** What the views that are looked at need beside a result, but for what is there already. */
  async function runSides(mine: number, values: Values, known: Others): Promise<Others> {
    const others: Record<string, Result> = { ...known }
    const tried = new Set(Object.keys(known))
    for (;;) {
      // Asked anew each time: a reader may have come near another view meanwhile.
      const missing = listSideRuns(values).find(([name]) => !tried.has(name))
      if (mine !== turn || missing === undefined) return others
      const [name, side] = missing
      tried.add(name)
      const end = await main.run(toRequest(side))
      if (end.kind === 'done') others[name] = end.result
    }
  }

  /** For a view that came after the result. */
  async function complete(): Promise<void> {
    const { drawn, running } = state
    if (drawn === undefined || running !== undefined || isCompleting) return
    if (listSideRuns(drawn.values).every(([name]) => name in drawn.others)) return
    isCompleting = true
    const mine = turn
    const others = await runSides(mine, drawn.values, drawn.others)
    isCompleting = false
    if (mine === turn) set({ drawn: { ...drawn, others } })
  }

  /** On the page, in the moment of the change: a picture must not lag behind the hand. */
  function runHere(core: AnyScenarioCore, values: Values, mode: Mode): void {
    try {
      const run = runCore(core, toRunInput(schema, values as ValuesOf<Schema>), { mode })
      accept(values, { kind: 'done', result: finishRun(run) }, {})
    } catch {
      const message = 'The run failed, which is a fault of ours.'
      accept(values, { kind: 'failed', message, advice: 'Other parameters may work.' }, {})
    }
  }

  function listSideRuns(values: Values): readonly (readonly [string, SideRun])[] {
    return [...seen].flatMap(({ sideRuns }) => Object.entries(sideRuns?.(values) ?? {}))
  }

  function accept(values: Values, outcome: RunOutcome, others: Others): void {
    if (outcome.kind === 'cancelled') {
      set({ said: 'Cancelled.' }, ['running'])
      return
    }
    if (outcome.kind === 'failed') {
      // An alert, which says itself.
      const fault = { says: outcome.message, advice: outcome.advice }
      set({ fault, said: '' }, ['running'])
      return
    }
    const { result } = outcome
    const broken = result.findings
      .filter(({ holds }) => !holds)
      .map(({ id, says }) => `A check of this result fails, which is our fault: ${id}, ${says}.`)
    set(
      {
        drawn: { values, result, others },
        said: `Done. ${words.takeaway(values as ValuesOf<Schema>, result.model)}`,
        problems: [...new Set([...state.problems, ...broken])],
        ...(link !== undefined && {
          link: {
            agreement: compareWithLink(link, result),
            ...(link.version !== undefined && { version: link.version }),
          },
        }),
      },
      ['running'],
    )
    link = undefined
  }

  function runOn(
    runner: Runner,
    side: SideRun,
    onProgress?: (progress: RunProgress) => void,
  ): BesideRun {
    return {
      end: runner.run(toRequest(side), onProgress === undefined ? {} : { onProgress }),
      cancel: runner.cancel,
    }
  }

  return {
    subscribe: (listen) => {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
    state: () => state,
    change: (changes) => {
      const texts = formatChanged(schema, { ...state.values, ...changes } as ValuesOf<Schema>)
      const { values, problems } = readParameters(schema, texts)
      abandon()
      main.cancel()
      link = undefined
      set({ values, problems: problems.map(({ says }) => says), isChanged: true }, [
        'link',
        'running',
      ])
      if (core !== undefined) void start()
      else if (state.mode === 'count' || state.mode === 'step') {
        timer = setTimeout(() => void start(), delayMs)
      }
    },
    chooseMode: (mode) => {
      abandon()
      main.cancel()
      set({ mode, isChanged: true }, ['running', 'link'])
      if (mode === 'count' || mode === 'step') void start()
    },
    run: () => void start(),
    cancel: () => main.cancel(),
    follow: (fragment) => {
      const parsed = parsePermalink(fragment)
      if (parsed === undefined || parsed.scenario !== words.id) return false
      const base = valuesOf(parsed.preset) as Partial<ValuesOf<Schema>>
      const { values, problems } = readParameters(schema, parsed.parameters, base)
      link = parsed
      // A link never starts what takes long: its counters are the same, and Run is beside it.
      set({ values, mode: 'count', problems: problems.map(({ says }) => says) })
      void start().then(() => {
        if (parsed.mode !== 'count') set({ mode: parsed.mode })
      })
      return true
    },
    permalink: () =>
      formatPermalink({
        scenario: words,
        values: state.values as ValuesOf<Schema>,
        mode: state.mode,
        ...(state.drawn?.values === state.values && { hash: state.drawn.result.hash }),
      }),
    measure: (side, onProgress) => {
      const runner = createRunner()
      runners.add(runner)
      const running = runOn(runner, side, onProgress)
      const end = running.end.then((outcome) => {
        runner.close()
        runners.delete(runner)
        return outcome
      })
      return { ...running, end }
    },
    runBeside: (side) => {
      if (beside === undefined) {
        beside = createRunner()
        runners.add(beside)
      }
      return runOn(beside, side)
    },
    see: (view) => {
      seen.add(view)
      void complete()
    },
    noteHidden: () => {
      if (state.running !== undefined && !state.wasHidden) set({ wasHidden: true })
    },
    close: () => {
      abandon()
      for (const runner of runners) runner.close()
    },
  }
}
