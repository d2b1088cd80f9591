// Slide or drag the number of threads along, by powers or evenly.

import { type PointerEvent, useRef, useState } from 'react'
import type { MemoryValues } from '../../scenarios/kernel-stack/index.ts'
import { ChoiceRow } from '../choice-row.tsx'
import type { LiveProps, LiveView } from '../live-view.ts'
import { Slider } from '../slider.tsx'
import { toNumberText } from '../to-number-text.ts'
import {
  MemoryKey,
  MemoryPicture,
  type MemoryScale,
  memoryView,
  PolicyBars,
  toThreadRange,
} from './memory-view.tsx'
import { readModel } from './read-model.ts'

const steps = 600

export const memoryLiveView: LiveView = { view: memoryView, Live: MemoryLive, sets: ['threads'] }

function MemoryLive({ drawn, values, session }: LiveProps) {
  const [scale, setScale] = useState<MemoryScale>('log')
  const isDragging = useRef(false)
  const { model } = readModel(drawn)
  const { threads } = values as unknown as MemoryValues
  const [first, last] = toThreadRange(model, 'log')
  const toThreads = (share: number): number =>
    toTwoDigits(first * (last / first) ** Math.max(0, Math.min(1, share)))
  const toShare = (n: number): number => Math.log(n / first) / Math.log(last / first)
  const choose = (share: number) => session.change({ threads: toThreads(share) })

  function chooseAt({ clientX, currentTarget }: PointerEvent<HTMLDivElement>): void {
    const { left, width } = currentTarget.getBoundingClientRect()
    choose((clientX - left) / width)
  }

  return (
    <>
      <PolicyBars model={model} />
      <div className="sim-handles">
        <Slider
          label="Threads"
          max={steps}
          value={Math.round(toShare(threads) * steps)}
          says={`${toNumberText(threads)} threads`}
          shown={toNumberText(threads)}
          onChange={(step) => choose(step / steps)}
        />
        <ChoiceRow
          legend="Axes"
          value={scale}
          choices={[
            { value: 'log', label: 'by powers' },
            { value: 'linear', label: 'even' },
          ]}
          onChange={setScale}
        />
      </div>
      <div
        className={scale === 'log' ? 'mem-drag' : undefined}
        onPointerDown={(event) => {
          if (scale !== 'log' || event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          isDragging.current = true
          chooseAt(event)
        }}
        onPointerMove={(event) => {
          if (isDragging.current) chooseAt(event)
        }}
        onPointerUp={() => {
          isDragging.current = false
        }}
        onPointerCancel={() => {
          isDragging.current = false
        }}
      >
        <MemoryPicture model={model} scale={scale} />
      </div>
      <MemoryKey model={model} />
    </>
  )
}

/** A number somebody would choose: two digits, then zeros. */
function toTwoDigits(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1)
  return Math.round(value / step) * step
}
