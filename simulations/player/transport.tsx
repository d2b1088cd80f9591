// Plays events: back, forth, at any speed, to any moment; by mouse, by finger, by keyboard.

import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from 'react'
import { toNumberText } from './to-number-text.ts'

export interface Playback {
  readonly position: number
  readonly isPlaying: boolean
  /** Events a second. */
  readonly speed: number
  readonly seek: (position: number) => void
  readonly toggle: () => void
  readonly setSpeed: (speed: number) => void
}

export const speeds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] as const

/**
 * A position among so many events that moves by itself while it plays.
 * It opens at `start`, where there is something to see, and plays from the beginning.
 */
export function usePlayback(
  length: number,
  { from = 0, start = from }: { readonly from?: number; readonly start?: number } = {},
): Playback {
  const [position, setPosition] = useState(start)
  const [hasMoved, setMoved] = useState(false)
  const [isPlaying, setPlaying] = useState(false)
  const [speed, setSpeed] = useState(10)

  const advance = useEffectEvent((events: number) => {
    const next = Math.min(length, position + events)
    setPosition(next)
    if (next === length) setPlaying(false)
  })

  useEffect(() => {
    if (!isPlaying) return
    let last = performance.now()
    let rest = 0
    let frame = requestAnimationFrame(function draw(now) {
      // A tab that was hidden goes on where it was, not where it would be.
      rest += Math.min(250, now - last) * (speed / 1000)
      last = now
      const whole = Math.floor(rest)
      rest -= whole
      if (whole > 0) advance(whole)
      frame = requestAnimationFrame(draw)
    })
    return () => cancelAnimationFrame(frame)
  }, [isPlaying, speed])

  return {
    position: Math.min(position, length),
    isPlaying,
    speed,
    seek: (target) => {
      setMoved(true)
      setPosition(Math.max(from, Math.min(length, Math.round(target))))
    },
    toggle: () => {
      if (!isPlaying && (position >= length || !hasMoved)) setPosition(from)
      setMoved(true)
      setPlaying(!isPlaying)
    },
    setSpeed,
  }
}

export interface TransportProps {
  readonly playback: Playback
  readonly from?: number
  readonly length: number
  /** What happens at the moment, e.g. `event 120 of 19 900: compare dummy7 with dummy12`. */
  readonly says: string
  /** The picture: its keys work while the focus is anywhere in here. */
  readonly children: ReactNode
}

export function Transport({ playback, from = 0, length, says, children }: TransportProps) {
  const id = useId()
  const jump = useRef<HTMLInputElement>(null)
  const { position, isPlaying, speed, seek, toggle, setSpeed } = playback
  const faster = (by: 1 | -1) => {
    const at = speeds.findIndex((one) => one >= speed)
    setSpeed(speeds[Math.max(0, Math.min(speeds.length - 1, at + by))] ?? speed)
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    // Brackets are typed with Alt on many keyboards.
    const isTyped = event.altKey && ['[', ']'].includes(event.key)
    if (event.metaKey || ((event.ctrlKey || event.altKey) && !isTyped)) return
    const { target } = event
    const isField = target instanceof HTMLInputElement && target.type !== 'range'
    const isButton = target instanceof HTMLButtonElement || target instanceof HTMLSelectElement
    if (isField) return
    const far = event.shiftKey ? 10 : 1
    const actions = new Map<string, () => void>([
      [' ', toggle],
      ['arrowleft', () => seek(position - far)],
      ['arrowright', () => seek(position + far)],
      ['home', () => seek(from)],
      ['end', () => seek(length)],
      ['[', () => faster(-1)],
      [']', () => faster(1)],
      ['g', () => jump.current?.focus()],
    ])
    const action = actions.get(event.key.toLowerCase())
    if (action === undefined) return
    // A button that has the focus is pressed by the space bar, and a choice moves with arrows.
    if (isButton && (event.key === ' ' || target instanceof HTMLSelectElement)) return
    event.preventDefault()
    action()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the controls inside, wherever the focus is among them.
    <div className="sim-transport" onKeyDown={onKeyDown}>
      {children}
      <div className="sim-transport-bar">
        <button type="button" aria-label="To the beginning" onClick={() => seek(from)}>
          <Icon d="M4 3v10M13 3L6 8l7 5Z" />
        </button>
        <button type="button" aria-label="A step back" onClick={() => seek(position - 1)}>
          <Icon d="M12 3L4 8l8 5Z" />
        </button>
        <button
          type="button"
          className="play"
          aria-label={isPlaying ? 'Pause' : 'Play'}
          onClick={toggle}
        >
          <Icon d={isPlaying ? 'M4 3h3v10H4ZM9 3h3v10H9Z' : 'M4 2l10 6-10 6Z'} />
        </button>
        <button type="button" aria-label="A step on" onClick={() => seek(position + 1)}>
          <Icon d="M4 3l7 5-7 5ZM13 3v10" />
        </button>
        <input
          type="range"
          className="scrub"
          min={from}
          max={length}
          value={position}
          aria-label="Moment"
          aria-valuetext={says}
          onChange={({ target }) => seek(Number(target.value))}
        />
        <label className="sim-speed">
          <span>
            {toNumberText(speed)}/s <span className="vh">events a second</span>
          </span>
          <input
            type="range"
            min={0}
            max={speeds.length - 1}
            value={speeds.findIndex((one) => one >= speed)}
            // Its own arrows are not steps.
            onKeyDown={(event) => {
              if (/^(?:Arrow|Home|End|Page)/u.test(event.key)) event.stopPropagation()
            }}
            aria-valuetext={`${speed} events a second`}
            onChange={({ target }) => setSpeed(speeds[Number(target.value)] ?? 10)}
          />
        </label>
        <label className="sim-jump" htmlFor={`${id}-jump`}>
          go to{' '}
          <input
            ref={jump}
            id={`${id}-jump`}
            type="text"
            inputMode="numeric"
            autoComplete="off"
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              const moment = Number(event.currentTarget.value)
              if (Number.isFinite(moment)) seek(moment + from)
              event.currentTarget.value = ''
            }}
          />
        </label>
      </div>
      <p className="sim-says">{says}</p>
    </div>
  )
}

function Icon({ d }: { readonly d: string }) {
  return (
    <svg className="sim-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={d} />
    </svg>
  )
}
