// The player: the same views as on the server, with controls, runs and what can be taken away.
// Loaded when a reader comes near; until its first result is there, the finished one stays.

import {
  type KeyboardEvent,
  useDeferredValue,
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { findPreset, type ModeCard, type Schema, type ValuesOf } from '../engine/index.ts'
import { createRunner, spawnBrowserWorker } from '../worker/index.ts'
import { Controls, FewControls } from './controls.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { ExportMenu } from './export-menu.tsx'
import { FigureFrame, TableBehind, type TableBehindProps } from './figure-frame.tsx'
import { GuessBox } from './guess-box.tsx'
import { KeyList } from './key-list.tsx'
import type { LiveFace, LiveView } from './live-view.ts'
import { loadLiveFace } from './load-live-face.ts'
import { Said } from './said.tsx'
import { createSession, type Session, type SessionState } from './session.ts'
import { type Layout, type Still, StillLayout, type StillLayoutProps } from './still-layout.tsx'
import { toDurationText, toNumberText } from './to-number-text.ts'
import { useIsNear } from './use-is-near.ts'
import type { Drawn, Values, View } from './view.ts'

export interface PlayerProps extends StillLayoutProps {
  readonly scenario: string
  readonly preset?: string
}

export function Player({ scenario, ...rest }: PlayerProps) {
  const first = rest.stills[0]?.id ?? ''
  const [face, setFace] = useState<LiveFace>()
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => {
    let isHere = true
    loadLiveFace(scenario).then(
      (loaded) => {
        if (!isHere) return
        setFace(loaded)
        // While the first result is computed, the view that it is for can come.
        loaded?.views[first]?.().catch(() => {})
      },
      () => isHere && setFailed(true),
    )
    return () => {
      isHere = false
    }
  }, [scenario, first])
  const still = <StillLayout {...rest} />
  if (face === undefined) {
    return (
      <>
        {hasFailed && (
          <p className="sim-fault" role="status">
            The controls could not be loaded. The finished result stays; reload the page to try
            again.
          </p>
        )}
        {still}
      </>
    )
  }
  return (
    <ErrorBoundary still={still}>
      <LoadedPlayer face={face} {...rest} />
    </ErrorBoundary>
  )
}

const addressDelayMs = 200

type LoadedPlayerProps = Omit<PlayerProps, 'scenario'> & {
  readonly face: LiveFace
}

function LoadedPlayer({ face, preset, layout, stills }: LoadedPlayerProps) {
  const session = useMemo(
    () =>
      createSession({
        face,
        ...(preset !== undefined && { preset }),
        createRunner: () => createRunner(spawnBrowserWorker),
      }),
    [face, preset],
  )
  const state = useSyncExternalStore(session.subscribe, session.state, session.state)
  const { drawn } = state

  useEffect(() => {
    const follow = () => layout === 'page' && session.follow(location.hash)
    if (!follow()) session.run()
    const noteHidden = () => {
      if (document.hidden) session.noteHidden()
    }
    addEventListener('hashchange', follow)
    document.addEventListener('visibilitychange', noteHidden)
    return () => {
      removeEventListener('hashchange', follow)
      document.removeEventListener('visibilitychange', noteHidden)
      session.close()
    }
  }, [session, layout])

  useEffect(() => {
    if (layout !== 'page' || !state.isChanged || drawn?.values !== state.values) return
    // Browsers refuse an address that changes with every movement of a hand.
    const timer = setTimeout(
      () => history.replaceState(history.state, '', session.permalink()),
      addressDelayMs,
    )
    return () => clearTimeout(timer)
  }, [layout, session, state, drawn])

  return (
    <>
      <Status state={state} session={session} />
      {drawn === undefined ? (
        <StillLayout layout={layout} stills={stills} />
      ) : layout === 'page' ? (
        <PageLayout {...{ face, stills, session, state, drawn }} />
      ) : (
        <>
          {layout === 'test' && <Turned {...{ face, preset, session, state }} />}
          <Views {...{ face, layout, stills, session, state, drawn }} />
          {layout === 'test' && (
            <p className="sim-alone">
              <a href={toAddress(face.words.id, session)}>This run with every view and parameter</a>
            </p>
          )}
        </>
      )}
      <Said state={state} />
    </>
  )
}

/** The few parameters that a question turns on. */
function Turned({
  face: { words },
  preset: presetId,
  session,
  state: { values },
}: Pick<PartProps, 'face' | 'session' | 'state'> & { readonly preset: string | undefined }) {
  const preset = presetId === undefined ? undefined : findPreset(words, presetId)
  return (
    <FewControls
      schema={words.schema}
      asked={(preset?.values ?? {}) as Values}
      values={values}
      onChange={(changes) => session.change(changes)}
    />
  )
}

interface PartProps {
  readonly face: LiveFace
  readonly stills: readonly Still[]
  readonly session: Session
  readonly state: SessionState
  readonly drawn: Drawn
}

function PageLayout(part: PartProps) {
  const { face, session, state, drawn } = part
  const dialog = useRef<HTMLDialogElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const isWide = useSyncExternalStore(subscribeToWidth, readWidth, () => true)
  const [isOpen, setOpen] = useState(false)
  const [isInUse, setInUse] = useState(false)

  const onKey = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.key === 'Escape' && state.running !== undefined) session.cancel()
  })
  useEffect(() => {
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const { target, key } = event
    if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement)) return
    if (
      target.closest('input:not([type=range], [type=radio], [type=checkbox]), textarea, select') !==
      null
    ) {
      if (key === 'Escape') target.blur()
      return
    }
    if (key === '?') {
      // The page has a list of its own.
      event.stopPropagation()
      dialog.current?.showModal()
    } else if (key === 't' || key === 'T') {
      const table = target.closest('.sim-view')?.querySelector('details.sim-behind')
      if (table instanceof HTMLDetailsElement) table.open = !table.open
    } else if (key === 'Enter' && target.tagName === 'INPUT') {
      setOpen(true)
      panel.current?.querySelector<HTMLElement>('summary, input')?.focus()
    }
  }

  const controls = (
    <>
      <ModeChoice modes={face.words.modes} session={session} state={state} />
      <Controls
        schema={face.words.schema}
        values={state.values}
        onChange={(changes) => session.change(changes)}
      />
      <LinkRow session={session} />
    </>
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the controls inside, wherever the focus is among them.
    <div
      className="sim-layout"
      onKeyDown={onKeyDown}
      onFocus={() => setInUse(true)}
      onPointerDown={() => setInUse(true)}
    >
      <div className="sim-panel" ref={panel}>
        {isWide ? (
          <section aria-label="Parameters">{controls}</section>
        ) : (
          <details
            className="sim-sheet"
            open={isOpen}
            onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
            onKeyDown={({ key }) => {
              if (key === 'Escape') setOpen(false)
            }}
          >
            <summary>Parameters</summary>
            {controls}
          </details>
        )}
      </div>
      <div className="sim-views">
        <GuessBox guesses={face.guesses} drawn={drawn} />
        <Views layout="page" isInUse={isInUse} {...part} />
      </div>
      <KeyList dialog={dialog} more={face.keys ?? []} />
    </div>
  )
}

const wide = '(min-width: 75rem)'

function subscribeToWidth(listen: () => void): () => void {
  const query = matchMedia(wide)
  query.addEventListener('change', listen)
  return () => query.removeEventListener('change', listen)
}

function readWidth(): boolean {
  return matchMedia(wide).matches
}

interface ViewsProps extends PartProps {
  readonly layout: Layout
  /** A reader has begun to use the page, and may go on anywhere, with keys as well. */
  readonly isInUse?: boolean
}

function Views({ stills, ...part }: ViewsProps) {
  return stills.map((still) => <ViewPlace key={still.id} still={still} {...part} />)
}

type ViewPlaceProps = Omit<ViewsProps, 'stills'> & { readonly still: Still }

/** A screen or so, for a view to be there when the reader is. */
const nearMargin = '800px 0px'

/**
 * A view is fetched when a reader comes near or uses another, and when its still picture is no longer
 * of what is set.
 * In sight it is drawn in the moment of a change; far from it, it follows when there is time, so that
 * what is dragged is never late.
 */
function ViewPlace({
  still,
  face,
  session,
  state,
  drawn,
  layout,
  isInUse = false,
}: ViewPlaceProps) {
  const scope = useScope(layout, face.words.id)
  const place = useRef<HTMLDivElement>(null)
  const isInSight = useIsNear(place, '0px')
  const isNear = useIsNear(place, nearMargin)
  const [loaded, setLoaded] = useState<LiveView>()
  const [hasFailed, setFailed] = useState(false)
  const isStale = state.isChanged || state.link !== undefined
  const load = face.views[still.id]
  useEffect(() => {
    if (load === undefined || !(isNear || isInUse || isStale)) return
    let isHere = true
    load().then(
      (view) => {
        if (!isHere) return
        session.see(view.view)
        setLoaded(view)
      },
      () => isHere && setFailed(true),
    )
    return () => {
      isHere = false
    }
  }, [load, session, isNear, isInUse, isStale])

  const late = useDeferredValue(drawn)
  const lateValues = useDeferredValue(state.values)
  const shown = isInSight ? drawn : late
  const values = isInSight ? state.values : lateValues
  const figure = useMemo(
    () =>
      loaded !== undefined && (
        <ViewFigure {...{ face, session, layout, scope, values }} {...loaded} drawn={shown} />
      ),
    [loaded, face, session, layout, scope, values, shown],
  )
  const isWhole = loaded !== undefined && hasOthers(loaded.view, drawn)
  return (
    <div ref={place} className="sim-place">
      {hasFailed && isStale && (
        <p className="sim-fault" role="status">
          This view could not be loaded, so it shows an earlier result. Reload the page to try
          again.
        </p>
      )}
      {isWhole || (figure && isStale) ? figure : still.picture}
    </div>
  )
}

/** Whether everything that a view draws beside the result is there. */
function hasOthers({ sideRuns }: View, { values, others }: Drawn): boolean {
  return Object.keys(sideRuns?.(values) ?? {}).every((name) => name in others)
}

interface ViewFigureProps extends Omit<PartProps, 'state' | 'stills'>, LiveView {
  readonly values: Values
  readonly layout: Layout
  readonly scope: string
}

const levels = { page: 'h2', figure: 'h3', test: 'h4' } as const

/** A page can be linked view by view; of tests, one entry may have many of one simulation. */
function useScope(layout: Layout, scenario: string): string {
  const id = useId()
  return { page: 'view', figure: `${scenario}-figure`, test: id }[layout]
}

function ViewFigure({ view, Live, face, session, values, drawn, layout, scope }: ViewFigureProps) {
  const { words } = face
  const listTables = () => {
    const table = view.table(drawn)
    if (table !== undefined) return [table]
    return words.tables(drawn.values as ValuesOf<Schema>, drawn.result.model)
  }
  return (
    <FigureFrame
      view={view}
      drawn={drawn}
      scope={scope}
      level={levels[layout]}
      behind={<LateTable view={view} drawn={drawn} />}
      tools={
        <div className="sim-tools">
          <ExportMenu
            name={`${words.id}-${view.id}`}
            title={view.title}
            description={words.takeaway(drawn.values as ValuesOf<Schema>, drawn.result.model)}
            drawn={drawn}
            listTables={listTables}
            link={toAddress(words.id, session)}
          />
        </div>
      }
    >
      {Live === undefined ? undefined : (
        <ErrorBoundary still={view.draw(drawn)}>
          <Live drawn={drawn} values={values} session={session} />
        </ErrorBoundary>
      )}
    </FigureFrame>
  )
}

/** Behind its picture in time as well: hundreds of cells would make the hand wait. */
function LateTable({ view, drawn }: TableBehindProps) {
  const late = useDeferredValue(drawn)
  return useMemo(() => <TableBehind view={view} drawn={late} />, [view, late])
}

function toAddress(id: string, session: Session): string {
  return `${location.origin}/simulations/${id}${session.permalink()}`
}

function ModeChoice({
  modes,
  session,
  state: { mode, running },
}: {
  readonly modes: readonly ModeCard[]
  readonly session: Session
  readonly state: SessionState
}) {
  const chosen = modes.find(({ id }) => id === mode)
  const isLong = mode === 'walk' || mode === 'heap'
  return (
    <fieldset className="sim-choice sim-modes">
      <legend>How it is run</legend>
      {modes
        .filter(({ id }) => id !== 'step')
        .map(({ id, label }) => (
          <label key={id}>
            <input
              type="radio"
              name="sim-mode"
              checked={id === mode}
              onChange={() => session.chooseMode(id)}
            />
            <span>{label}</span>
          </label>
        ))}
      <p className="sim-help">{chosen?.doc}</p>
      {isLong &&
        (running === undefined ? (
          <button type="button" className="sim-go" onClick={() => session.run()}>
            Run
          </button>
        ) : (
          <button type="button" className="sim-go" onClick={() => session.cancel()}>
            Cancel
          </button>
        ))}
    </fieldset>
  )
}

function LinkRow({ session }: { readonly session: Session }) {
  const [said, say] = useState('')
  const [isRefused, setRefused] = useState(false)
  const toLink = () => `${location.origin}${location.pathname}${session.permalink()}`

  // Browsers have a clipboard for pages over https only, and may refuse there.
  async function copy() {
    try {
      await navigator.clipboard.writeText(toLink())
      setRefused(false)
      say('Link copied.')
    } catch {
      setRefused(true)
      say('The browser does not allow copying. The link is in the field beside this.')
    }
  }

  return (
    <p className="sim-link">
      <button type="button" onClick={() => void copy()}>
        Copy a link to this run
      </button>{' '}
      {isRefused && (
        <input
          readOnly
          aria-label="Link to this run"
          value={toLink()}
          onFocus={({ target }) => target.select()}
        />
      )}{' '}
      <span role="status">{said}</span>
    </p>
  )
}

const agreements = {
  same: 'The same result as the author of the link saw.',
  different:
    'Not the result that the author of the link saw: they, or the address, had something else.',
  unsaid: undefined,
} as const

/** What the reader must know: what runs, what failed, what was odd. */
function Status({ state, session }: { readonly state: SessionState; readonly session: Session }) {
  const { running, fault, problems, link, drawn, wasHidden } = state
  const isLong = running?.mode === 'walk' || running?.mode === 'heap'
  const agreement =
    link === undefined
      ? undefined
      : link.agreement === 'other-version'
        ? `The link was made with version ${link.version} of this simulation; this is version ${drawn?.result.version}, which may give other results.`
        : agreements[link.agreement]
  const measured = drawn?.result.measured ?? []
  return (
    <div className="sim-status">
      {isLong && running !== undefined && (
        <p className="sim-progress">
          <progress max={running.total} value={running.done} aria-label={running.phase} />{' '}
          {running.phase}{' '}
          <button type="button" onClick={() => session.cancel()}>
            Cancel
          </button>
        </p>
      )}
      {fault !== undefined && (
        <p className="sim-fault" role="alert">
          {fault.says} {fault.advice}{' '}
          <button type="button" onClick={() => session.run()}>
            Run again
          </button>
        </p>
      )}
      {problems.length > 0 && (
        <ul className="sim-fault">
          {problems.slice(0, 8).map((problem) => (
            <li key={problem}>{problem}.</li>
          ))}
        </ul>
      )}
      {agreement !== undefined && <p className="sim-agreement">{agreement}</p>}
      {running === undefined && measured.length > 0 && (
        <p className="sim-measured">
          Wall time here:{' '}
          {measured
            .map(
              ({ label, ns, operations }) =>
                `${label} ${toDurationText(ns / 1e9)}${operations ? ` (${toNumberText(ns / operations, 1)} ns a visit)` : ''}`,
            )
            .join(', ')}
          .{wasHidden && ' The tab was hidden meanwhile, so these times say little.'}
        </p>
      )}
    </div>
  )
}
