// A view in its place on a page: as the server drew it until it comes, then with what can be touched.

import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Schema, ValuesOf } from '../engine/index.ts'
import { FewControls, listTurned } from './controls.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { ExportMenu } from './export-menu.tsx'
import { FigureFrame, TableBehind, type TableBehindProps } from './figure-frame.tsx'
import type { LiveFace, LiveView } from './live-view.ts'
import type { Session, SessionState } from './session.ts'
import type { Layout, Still } from './still-layout.tsx'
import { useIsNear } from './use-is-near.ts'
import type { Drawn, Values, View } from './view.ts'

export interface PartProps {
  readonly face: LiveFace
  readonly stills: readonly Still[]
  readonly session: Session
  readonly state: SessionState
  readonly drawn: Drawn
}

export interface ViewsProps extends PartProps {
  readonly layout: Layout
  /** A reader has begun to use the page, and may go on anywhere, with keys as well. */
  readonly isInUse?: boolean
  /** What a question sets: what it turns on can be set above the view, but for what that sets itself. */
  readonly asked?: Values
}

export function Views({ stills, ...part }: ViewsProps) {
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
  asked,
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
  const isMissing = hasFailed && loaded === undefined
  const isWhole = loaded !== undefined && hasOthers(loaded.view, drawn)
  return (
    <div ref={place} className="sim-place">
      {isMissing && (isStale || layout === 'test') && (
        <p className="sim-fault" role="status">
          {layout === 'test'
            ? 'The view could not be loaded. Put it away and try again, or run it on its page.'
            : 'This view could not be loaded, so it shows an earlier result. Reload the page to try again.'}
        </p>
      )}
      {asked !== undefined && loaded !== undefined && (
        <FewControls
          schema={face.words.schema}
          keys={listTurned(face.words.schema, asked).filter((key) => !loaded.sets?.includes(key))}
          asked={asked}
          values={state.values}
          onChange={(changes) => session.change(changes)}
        />
      )}
      {isWhole || (figure && isStale)
        ? figure
        : isMissing && layout === 'test'
          ? null
          : still.picture}
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

/** The page of a simulation with this very run. */
export function toAddress(id: string, session: Session): string {
  return `${location.origin}/simulations/${id}${session.permalink()}`
}
