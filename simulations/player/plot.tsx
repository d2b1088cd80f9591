// Pictures from numbers: bars, curves, axes. One SVG each, as wide as its column: lengths are
// percentages and letters keep their size, so that nothing shrinks on a phone.

import type { ReactNode, Ref } from 'react'

/** A percentage for an attribute. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`
}

export interface PictureProps {
  /** Said by a screen reader; the table says the rest. */
  readonly label: string
  readonly height: number
  readonly children: ReactNode
  readonly className?: string
  /** `tree` where its parts can be walked; else a picture is one thing. */
  readonly role?: 'img' | 'tree'
  readonly ref?: Ref<SVGSVGElement>
}

/** The frame of a picture, with the patterns that stand beside its colours. */
export function Picture({
  label,
  height,
  children,
  className = '',
  role = 'img',
  ref,
}: PictureProps) {
  return (
    <svg
      ref={ref}
      className={`sim-svg ${className}`}
      role={role}
      aria-label={label}
      width="100%"
      height={height}
      data-export=""
    >
      {children}
    </svg>
  )
}

/**
 * Patterns, drawn once for a whole page: an id that several pictures define is ambiguous.
 * Colours come from the classes, so that day, night and forced colours need nothing else.
 */
export function PatternSprite() {
  return (
    <svg className="sprite" width="0" height="0" aria-hidden="true" id="sim-patterns">
      <defs>
        <pattern id="sim-hatch" width="6" height="6" patternUnits="userSpaceOnUse">
          <path className="p-ground" d="M0 0h6v6H0z" />
          <path className="p-line" d="M-1 1l2-2M0 6l6-6M5 7l2-2" />
        </pattern>
        <pattern id="sim-dots" width="6" height="6" patternUnits="userSpaceOnUse">
          <path className="p-ground p-tree" d="M0 0h6v6H0z" />
          <circle className="p-dot" cx="3" cy="3" r="1.1" />
        </pattern>
        <pattern id="sim-cross" width="6" height="6" patternUnits="userSpaceOnUse">
          <path className="p-ground p-hash" d="M0 0h6v6H0z" />
          <path className="p-line" d="M0 3h6M3 0v6" />
        </pattern>
        <pattern id="sim-over-stripes" width="6" height="6" patternUnits="userSpaceOnUse">
          <path className="p-over" d="M-1 1l2-2M0 6l6-6M5 7l2-2" />
        </pattern>
        <pattern id="sim-over-dots" width="7" height="7" patternUnits="userSpaceOnUse">
          <circle className="p-over-dot" cx="3.5" cy="3.5" r="1" />
        </pattern>
        <pattern id="sim-slant" width="7" height="7" patternUnits="userSpaceOnUse">
          <path className="p-ground p-naming" d="M0 0h7v7H0z" />
          <path className="p-line" d="M-1 6l2 2M0 0l7 7M6-1l2 2" />
        </pattern>
      </defs>
    </svg>
  )
}

export interface Bar {
  readonly key: string
  readonly label: string
  /** The number as text, at the end of the line. */
  readonly text: string
  readonly value: number
  /** Colour and pattern, e.g. `k-list`. */
  readonly className: string
}

export interface BarsProps {
  readonly label: string
  readonly bars: readonly Bar[]
  readonly max?: number
}

const rowHeight = 46

/** Bars from zero, one scale, the number on each: nothing is read off an axis. */
export function Bars({ label, bars, max }: BarsProps) {
  const most = Math.max(max ?? 0, ...bars.map(({ value }) => value), 1e-12)
  return (
    <Picture label={label} height={bars.length * rowHeight + 4} className="sim-bars">
      {bars.map(({ key, label: name, text, value, className }, index) => (
        <g key={key}>
          <text x="0" y={index * rowHeight + 14}>
            {name}
          </text>
          <text className="t-num t-end" x="100%" y={index * rowHeight + 14}>
            {text}
          </text>
          <rect className="track" x="0" y={index * rowHeight + 21} width="100%" height="14" />
          <rect
            className={className}
            x="0"
            y={index * rowHeight + 21}
            width={value > 0 ? percent(Math.max(value / most, 0.0015)) : '0'}
            height="14"
          />
        </g>
      ))}
    </Picture>
  )
}

export interface AxisTick {
  /** From 0 to 1 along the axis. */
  readonly at: number
  readonly label: string
}

export interface PlotProps {
  readonly label: string
  readonly height: number
  readonly x: { readonly ticks: readonly AxisTick[]; readonly title: string }
  readonly y: { readonly ticks: readonly AxisTick[]; readonly title: string }
  /** Paths in a square of 1000 by 1000, the origin at the upper left. */
  readonly children: ReactNode
  /** Letters and points above the paths, placed by percentages. */
  readonly over?: ReactNode
}

export const plotTop = 26
export const plotBottom = 40

/** Axes around paths. The names of the lines of the grid stand on them, so that no margin is lost. */
export function Plot({ label, height, x, y, children, over }: PlotProps) {
  const inner = height - plotTop - plotBottom
  return (
    <Picture label={label} height={height} className="sim-plot">
      <text className="t-quiet" x="0" y="12">
        {y.title}
      </text>
      <g>
        {y.ticks.map(({ at, label: text }) => (
          <line
            key={text}
            className={at === 0 ? 'axis' : 'grid'}
            x1="0"
            x2="100%"
            y1={plotTop + inner * (1 - at)}
            y2={plotTop + inner * (1 - at)}
          />
        ))}
        {x.ticks.map(({ at, label: text }) => (
          <line
            key={text}
            className="grid"
            x1={percent(at)}
            x2={percent(at)}
            y1={plotTop + inner}
            y2={plotTop + inner + 5}
          />
        ))}
      </g>
      <svg
        className="sim-paths"
        x="0"
        y={plotTop}
        width="100%"
        height={inner}
        viewBox="0 0 1000 1000"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {children}
      </svg>
      {y.ticks.map(({ at, label: text }) =>
        at === 0 ? null : (
          <text key={text} className="t-tick t-halo" x="0" y={plotTop + inner * (1 - at) - 4}>
            {text}
          </text>
        ),
      )}
      {x.ticks.map(({ at, label: text }) => (
        <text
          key={text}
          className={`t-tick ${at > 0.97 ? 't-end' : at < 0.03 ? '' : 't-mid'}`}
          x={percent(at)}
          y={height - 21}
        >
          {text}
        </text>
      ))}
      <text className="t-quiet t-end" x="100%" y={height - 5}>
        {x.title}
      </text>
      {over}
    </Picture>
  )
}

/** Where on a plot something stands, as an attribute. */
export function plotY(share: number, height: number): number {
  return plotTop + (height - plotTop - plotBottom) * (1 - share)
}
