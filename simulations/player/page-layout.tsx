// A simulation alone on its page: parameters beside the views, a guess before them, and keys.

import {
  type KeyboardEvent,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { ModeCard } from '../engine/index.ts'
import { Controls } from './controls.tsx'
import { GuessBox } from './guess-box.tsx'
import { KeyList } from './key-list.tsx'
import type { Session, SessionState } from './session.ts'
import { type PartProps, Views } from './view-place.tsx'

export function PageLayout(part: PartProps) {
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
      say('The browser does not allow copying. The link is in the field.')
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
