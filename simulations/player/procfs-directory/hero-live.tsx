// Drag the slice off, or let a structure do it: nothing gets faster than the rest allows.

import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { ChoiceRow } from '../choice-row.tsx'
import type { LiveProps, LiveView } from '../live-view.ts'
import { Slider } from '../slider.tsx'
import { toNumberText } from '../to-number-text.ts'
import { findRuns, HeroPicture, heroView, nameRun, toSpeedup } from './hero-view.tsx'
import { findStructure, readModel } from './read-model.ts'

/** The slice follows the hand: so many pixels take it off. */
const offPixels = 30

const isSlice = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches('rect.k-slice')

/** A finger on the slice drags it, and elsewhere scrolls: shapes of a picture cannot say so in CSS everywhere. */
function useHold(area: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const { current } = area
    const hold = (event: TouchEvent) => {
      if (isSlice(event.target)) event.preventDefault()
    }
    current?.addEventListener('touchstart', hold, { passive: false })
    return () => current?.removeEventListener('touchstart', hold)
  }, [area])
}

/** Dragging the slice down, or to the right, takes it off. */
function useDrag(removed: number, setRemoved: (removed: number) => void) {
  const start = useRef<{ readonly x: number; readonly y: number; readonly removed: number }>(null)
  const stop = () => {
    start.current = null
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      if (event.button !== 0 || !isSlice(event.target)) return
      event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
      start.current = { x: event.clientX, y: event.clientY, removed }
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent<HTMLDivElement>) => {
      if (start.current === null) return
      const moved = clientY - start.current.y + (clientX - start.current.x) / 2
      setRemoved(Math.max(0, Math.min(1, start.current.removed + moved / offPixels)))
    },
    onPointerUp: stop,
    onPointerCancel: stop,
  }
}

export const heroLiveView: LiveView = { view: heroView, Live: HeroLive }

function HeroLive({ drawn }: LiveProps) {
  const [removed, setRemoved] = useState(1)
  const { model } = readModel(drawn)
  const runs = findRuns(drawn)
  const list = findStructure(model, 'list')?.create.visits
  const shares = model.structures.flatMap(({ id, create }) =>
    list === undefined || list === 0 ? [] : [{ id, share: 1 - create.visits / list }],
  )
  const chosen = shares.find(({ share }) => Math.abs(share - removed) < 1e-9)?.id ?? ''
  const drag = useDrag(removed, setRemoved)
  const area = useRef<HTMLDivElement>(null)
  useHold(area)
  return (
    <>
      <div className="sim-drag" ref={area} {...drag}>
        <HeroPicture runs={runs} removed={removed} />
      </div>
      <div className="sim-handles">
        <Slider
          label="Cut off of what /proc took"
          max={1000}
          value={Math.round(removed * 1000)}
          says={`${toNumberText(removed * 100, 1)} percent`}
          shown={`${toNumberText(removed * 100, removed > 0.99 && removed < 1 ? 2 : 0)} %`}
          onChange={(thousandths) => setRemoved(thousandths / 1000)}
        />
        {shares.length > 0 && (
          <ChoiceRow
            legend="as much as"
            value={chosen}
            choices={shares.map(({ id }) => ({ value: id, label: id }))}
            onChange={(id) => setRemoved(shares.find((one) => one.id === id)?.share ?? 1)}
          />
        )}
      </div>
      <p className="sim-readout" aria-live="off">
        {runs.map((run) => (
          <span key={run.id}>
            {nameRun(run)}: <b>{toNumberText(toSpeedup(run, removed), 3)}×</b> as fast; at most{' '}
            {toNumberText(toSpeedup(run, 1), 3)}×.{' '}
          </span>
        ))}
      </p>
    </>
  )
}
