// The player: the same views as on the server, with controls, runs and what can be taken away.
// Loaded when a reader comes near; until its first result is there, the finished one stays.

import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { findPreset } from '../engine/index.ts'
import { createRunner, spawnBrowserWorker } from '../worker/index.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import type { LiveFace } from './live-view.ts'
import { loadLiveFace } from './load-live-face.ts'
import { PageLayout } from './page-layout.tsx'
import { RunStatus } from './run-status.tsx'
import { Said } from './said.tsx'
import { createSession } from './session.ts'
import { StillLayout, type StillLayoutProps } from './still-layout.tsx'
import type { Values } from './view.ts'
import { toAddress, Views } from './view-place.tsx'

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
            {rest.layout === 'test'
              ? 'The player could not be loaded. Put it away and try again, or run it on its page.'
              : 'The controls could not be loaded. The finished result stays; reload the page to try again.'}
          </p>
        )}
        {hasFailed && rest.layout === 'test' ? null : still}
      </>
    )
  }
  return (
    <ErrorBoundary still={still}>
      <LoadedPlayer face={face} {...rest} />
    </ErrorBoundary>
  )
}

/** What a question sets. */
function findAsked(words: LiveFace['words'], preset: string | undefined): Values {
  const found = preset === undefined ? undefined : findPreset(words, preset)
  return (found?.values ?? {}) as Values
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

  const asked = layout === 'test' && { asked: findAsked(face.words, preset) }
  return (
    <>
      <RunStatus state={state} session={session} />
      {drawn === undefined ? (
        // Of a test it says that something is counted, which is over with a fault.
        layout === 'test' && state.fault !== undefined ? null : (
          <StillLayout layout={layout} stills={stills} />
        )
      ) : layout === 'page' ? (
        <PageLayout {...{ face, stills, session, state, drawn }} />
      ) : (
        <>
          <Views {...{ face, layout, stills, session, state, drawn }} {...asked} />
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
