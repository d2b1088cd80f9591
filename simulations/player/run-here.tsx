'use client'
// Runs a claim where it stands: a button that brings the player into the position. Nothing of the
// player is in the script of a page before it is pressed.

import { type ComponentType, useId, useState } from 'react'
import type { PlayerProps } from './player.tsx'

export interface RunHereProps {
  readonly scenario: string
  readonly preset?: string
  /** What is drawn. */
  readonly view: string
  /** The page with everything. */
  readonly href: string
}

export function RunHere({ scenario, preset, view, href }: RunHereProps) {
  const id = useId()
  const [Player, setPlayer] = useState<ComponentType<PlayerProps>>()
  const [isOpen, setOpen] = useState(false)
  const [hasFailed, setFailed] = useState(false)

  function run() {
    setOpen(!isOpen)
    setFailed(false)
    if (isOpen || Player !== undefined) return
    import('./player.tsx').then(
      (module) => setPlayer(() => module.Player),
      () => {
        setFailed(true)
        setOpen(false)
      },
    )
  }

  return (
    <>
      <p className="sim-test-link">
        <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={run}>
          {isOpen ? 'Put it away' : 'Run it here'}
        </button>{' '}
        <a href={href}>Run it on its page</a>
      </p>
      <div id={id} className="sim sim-test-run">
        {hasFailed && (
          <p className="sim-fault" role="status">
            The player could not be loaded. Try again, or run it on its page.
          </p>
        )}
        {isOpen && Player !== undefined && (
          <Player
            scenario={scenario}
            layout="test"
            {...(preset !== undefined && { preset })}
            stills={[{ id: view, picture: <p className="sim-note">Being counted.</p> }]}
          />
        )}
      </div>
    </>
  )
}
