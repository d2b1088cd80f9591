// A number that is slid along, with its name above and what it stands at beside.

import type { ReactNode } from 'react'

export interface SliderProps {
  readonly label: ReactNode
  readonly min?: number
  readonly max: number
  readonly step?: number
  /** Held within the bounds: a parameter may be further out than a hand goes. */
  readonly value: number
  /** As one would say it, e.g. `30 per cent of the memory`. */
  readonly says: string
  /** As it is shown, e.g. `30 %`. */
  readonly shown: ReactNode
  readonly isDisabled?: boolean
  readonly onChange: (value: number) => void
}

export function Slider({
  label,
  min = 0,
  max,
  step = 1,
  value,
  says,
  shown,
  isDisabled = false,
  onChange,
}: SliderProps) {
  return (
    <label className="sim-slider">
      <span>{label}</span>
      <input
        type="range"
        min={min}
        max={max}
        step={step}
        value={Math.min(max, Math.max(min, value))}
        disabled={isDisabled}
        aria-valuetext={says}
        onChange={({ target }) => onChange(Number(target.value))}
      />
      <output>{shown}</output>
    </label>
  )
}
