// Loses the half minute for real, entry by entry, beside the clock on the wall.

import { useEffect, useRef, useState } from 'react'
import type { LiveProps, LiveView } from '../live-view.ts'
import type { Fault } from '../session.ts'
import { toNumberText } from '../to-number-text.ts'
import { kernelSeconds } from './lab-figures.ts'
import { WaitPicture, waitView } from './wait-view.tsx'
import { type Walk, walkHere } from './walk-here.ts'

const entries = 30_000

type Stage =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly started: number; readonly done: number }
  | { readonly kind: 'stopped'; readonly seconds: number; readonly done: number }
  | { readonly kind: 'done'; readonly seconds: number; readonly wasHidden: boolean }
  | { readonly kind: 'failed'; readonly fault: Fault }

export const waitLiveView: LiveView = { view: waitView, Live: WaitLive }

function WaitLive({ session }: LiveProps) {
  const [stage, setStage] = useState<Stage>({ kind: 'idle' })
  const [now, setNow] = useState(0)
  const running = useRef<Walk>(undefined)
  const isRunning = stage.kind === 'running'
  // A phone has better uses for 128 MB; it may still try with less.
  const memory = (navigator as { readonly deviceMemory?: number }).deviceMemory
  const isSmall = memory !== undefined && memory < 8

  useEffect(() => () => running.current?.cancel(), [])

  useEffect(() => {
    if (!isRunning) return
    let frame = requestAnimationFrame(function tick(time) {
      setNow(time)
      frame = requestAnimationFrame(tick)
    })
    return () => cancelAnimationFrame(frame)
  }, [isRunning])

  async function start(stride: '1024' | '4288') {
    const started = performance.now()
    let last = 0
    let wasHidden = document.hidden
    const noteHidden = () => {
      wasHidden = true
    }
    document.addEventListener('visibilitychange', noteHidden)
    setNow(started)
    setStage({ kind: 'running', started, done: 0 })
    running.current = walkHere(session, { n: entries, place: 'dispersed', stride }, ({ done }) => {
      last = done
      setStage((before) => (before.kind === 'running' ? { ...before, done } : before))
    })
    const end = await running.current.end
    document.removeEventListener('visibilitychange', noteHidden)
    if (end.kind === 'failed') setStage(end)
    else if (end.kind === 'done') setStage({ kind: 'done', seconds: end.time.ns / 1e9, wasHidden })
    else {
      setStage({ kind: 'stopped', seconds: (performance.now() - started) / 1000, done: last })
    }
  }

  const seconds = isRunning ? Math.max(0, (now - stage.started) / 1000) : 0
  return (
    <>
      <div className="sim-wait">
        {isRunning ? (
          <button type="button" className="sim-go" onClick={() => running.current?.cancel()}>
            Stop waiting
          </button>
        ) : (
          <button
            type="button"
            className="sim-go"
            onClick={() => void start(isSmall ? '1024' : '4288')}
          >
            {isSmall ? 'Lose it here (30 MB)' : 'Lose the half minute here (128 MB)'}
          </button>
        )}
        <p className="sim-clock" aria-hidden={!isRunning}>
          <b>{toNumberText(seconds, 1)}</b> s <span>of {toNumberText(kernelSeconds, 2)} s</span>
        </p>
        <progress
          max={entries * entries}
          value={isRunning ? stage.done * stage.done : 0}
          aria-label="Entries visited of all"
        />
      </div>
      {isRunning && (
        <p className="sim-note">
          {toNumberText(stage.done)} of {toNumberText(entries)} entries made. Each looks at all that
          are there, wherever they lie.
        </p>
      )}
      {stage.kind === 'stopped' && (
        <p className="sim-note" role="status">
          Stopped after {toNumberText(stage.seconds, 1)} s, {toNumberText(stage.done)} entries made.
        </p>
      )}
      {stage.kind === 'failed' && (
        <p className="sim-fault" role="status">
          {stage.fault.says} {stage.fault.advice}{' '}
          <button type="button" onClick={() => void start('1024')}>
            Try with 30 MB
          </button>
        </p>
      )}
      {stage.kind === 'done' && (
        <p className="sim-note" role="status">
          Your machine took {toNumberText(stage.seconds, 2)} s:{' '}
          {toNumberText(stage.seconds / kernelSeconds, 2)} times what the kernel of 2014 lost.
          Another machine, another placement, the same walk.
          {stage.wasHidden && ' The tab was hidden meanwhile, so this time says little.'}
        </p>
      )}
      <WaitPicture {...(stage.kind === 'done' && { own: stage.seconds })} />
    </>
  )
}
