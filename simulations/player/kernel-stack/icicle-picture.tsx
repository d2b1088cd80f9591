// The stack as it grows, downwards and to scale: frames with their names, the ruler, what lies at
// both ends, and hatched what no tracer saw.

import { Fragment, type KeyboardEvent, type PointerEvent, type Ref } from 'react'
import type { IcicleFrame, StackModel, StackView } from '../../scenarios/kernel-stack/index.ts'
import { Picture } from '../plot.tsx'
import { toNumberText } from '../to-number-text.ts'
import { type Placed, type PlacedPart, placeFrames, type Span } from './place-frames.ts'
import { nameSubsystem, toBytesText } from './read-model.ts'

/** Pixels from the left: ruler, column, fan of lines, sizes, names. */
const columnX = 66
const columnWidth = 70
const columnEnd = columnX + columnWidth
const fanEnd = columnEnd + 18
const sizeEnd = fanEnd + 38
const nameX = sizeEnd + 7

/** Above each stack: its name where there are two, room for the first line. */
const titleHeight = 26
const gap = 48

export interface Touch {
  /** The frame that has the place of the focus, as `stack/key`. */
  readonly chosen: string
  readonly isFound: (part: PlacedPart) => boolean
  readonly onChoose: (id: string) => void
  readonly onKeyDown: (event: KeyboardEvent<SVGGElement>, id: string) => void
  /** Dragging the column changes the size; absent where a frame cannot be changed. */
  readonly onDrag: (
    event: PointerEvent<SVGGElement>,
    part: PlacedPart,
    bytesPerPixel: number,
  ) => void
}

export interface IciclePictureProps {
  readonly model: StackModel
  readonly span?: Span
  readonly isFlame?: boolean
  /** What a reader can do with it; a picture without. */
  readonly touch?: Touch
  readonly ref?: Ref<SVGSVGElement>
}

export function toPartId(stack: Pick<StackView, 'name'>, { key }: Pick<PlacedPart, 'key'>): string {
  return `${stack.name}/${key}`
}

export function IciclePicture({
  model,
  span = 'stack',
  isFlame = false,
  touch,
  ref,
}: IciclePictureProps) {
  const { stacks, layout } = model
  const isTwo = stacks.length > 1
  const placed: { stack: StackView; places: Placed; top: number }[] = []
  let height = 8
  for (const stack of stacks) {
    const places = placeFrames(stack, { span, stackBytes: layout.bytes, isFlame })
    const top = height + titleHeight
    placed.push({ stack, places, top })
    height = top + places.height + gap
  }
  return (
    <Picture
      className="st-icicle"
      label={describeIcicle(model)}
      height={height}
      {...(touch !== undefined && { role: 'tree' as const })}
      {...(ref !== undefined && { ref })}
    >
      {placed.map(({ stack, places, top }) => (
        <g key={stack.name} transform={`translate(0 ${top})`}>
          <text className="t-quiet" x="0" y={-12} aria-hidden={touch !== undefined}>
            {isTwo ? `the ${stack.name}’s stack, ` : 'depth, '}
            {toBytesText(stack.replay.reached)}
          </text>
          <StackColumn
            model={model}
            stack={stack}
            places={places}
            isFlame={isFlame}
            {...(touch !== undefined && { touch })}
          />
        </g>
      ))}
    </Picture>
  )
}

/** e.g. `51 frames, 7 696 bytes, on a stack of 8 192: …`. */
export function describeIcicle({ stacks, layout }: StackModel): string {
  return stacks
    .map(({ name, icicle, replay }) => {
      const which = stacks.length > 1 ? `The ${name}’s stack: ` : ''
      const tail = replay.tail > 0 ? ` and ${toBytesText(replay.tail)} that no tracer saw` : ''
      const room =
        replay.headroom >= 0
          ? `${toBytesText(replay.headroom)} are left`
          : `${toBytesText(-replay.headroom)} too many`
      return `${which}${icicle.frames.length} frames, ${toBytesText(replay.traced)}${tail}, on a stack of ${toNumberText(layout.bytes)}, of which ${toNumberText(layout.usable)} have room: ${room}.`
    })
    .join(' ')
}

interface StackColumnProps {
  readonly model: StackModel
  readonly stack: StackView
  readonly places: Placed
  readonly isFlame: boolean
  readonly touch?: Touch
}

function StackColumn({ model, stack, places, isFlame, touch }: StackColumnProps) {
  const { layout } = model
  const { parts, runs, toY, first, last, height } = places
  const isHidden = touch !== undefined
  const room = between(toY(first), toY(Math.min(last, layout.bytes)))
  const beyond = between(toY(Math.min(last, layout.bytes)), toY(last))
  const marks = stack.icicle.marks.filter(({ from, to }) => to > first && from < last)
  const lines = [4_096, 8_192, 16_384, 32_768, 65_536].filter(
    (depth) => depth > first && depth < last,
  )
  return (
    <>
      <g aria-hidden={isHidden}>
        <rect className="st-room" x={columnX} width={columnWidth} y={room.top} height={room.size} />
        {beyond.size > 0 && (
          <rect
            className="st-beyond"
            x={columnX}
            width={columnWidth}
            y={beyond.top}
            height={beyond.size}
          />
        )}
      </g>
      {parts.map((part, index) => (
        <FramePart
          key={part.key}
          part={part}
          id={toPartId(stack, part)}
          level={index + 1}
          bytesPerPixel={places.bytesPerPixel}
          {...(touch !== undefined && { touch })}
        />
      ))}
      <g aria-hidden={isHidden} className="st-over">
        {runs.map(({ key, subsystem, top, bottom }) => (
          <rect
            key={key}
            className={`st-pattern s-${subsystem}`}
            x={columnX}
            width={columnWidth}
            y={top}
            height={Math.max(0.5, bottom - top)}
          />
        ))}
        {marks.map(({ name, from, to }) => {
          const { top, size } = between(toY(from), toY(to))
          const isMagic = name === 'STACK_END_MAGIC'
          return (
            <Fragment key={name}>
              <rect
                className={`st-mark ${isMagic ? 'magic' : ''}`}
                x={columnX - 5}
                width={columnWidth + 10}
                y={top}
                height={Math.max(1, size)}
              />
              {!isMagic && (
                <text
                  className="t-mark t-end t-halo"
                  x={columnX - 8}
                  y={placeMark(name, top, size, isFlame)}
                >
                  {name}
                </text>
              )}
            </Fragment>
          )
        })}
        {lines.map((depth) => (
          <Fragment key={depth}>
            <line
              className={`st-line ${depth === layout.bytes ? 'end' : ''}`}
              x1="0"
              x2={fanEnd - 12}
              y1={toY(depth)}
              y2={toY(depth)}
            />
            <text
              className={`t-line t-halo ${depth === layout.bytes ? 't-strong' : ''}`}
              x="0"
              y={toY(depth) + (isFlame && toY(depth) > titleHeight ? -5 : 14)}
            >
              {depth / 1024}K
            </text>
          </Fragment>
        ))}
        {last < 16_384 && (
          <text className="t-quiet" x="0" y={isFlame ? -28 : height + 30}>
            {isFlame ? '↑' : '↓'} 16K would leave {toBytesText(leftOfLarge(layout, stack))}
          </text>
        )}
        {runs.map((run) =>
          run.nameTop === undefined || run.nameBottom === undefined ? null : (
            <g key={run.key} className="st-wide">
              <line
                className={`st-group s-${run.subsystem}`}
                x1="100%"
                x2="100%"
                y1={run.nameTop - 6}
                y2={run.nameBottom + 6}
              />
              <text
                className="t-quiet t-end"
                x="100%"
                dx="-9"
                y={(run.nameTop + run.nameBottom) / 2 + 4}
              >
                {run.subsystem === 'tail' ? 'not traced' : nameSubsystem(run.subsystem)}
                <tspan className="t-num" dx="8">
                  {toNumberText(run.bytes)}
                </tspan>
              </text>
            </g>
          ),
        )}
      </g>
    </>
  )
}

/** What the same chain would leave of 16K, with thread_info where it is. */
function leftOfLarge({ bytes, usable }: StackModel['layout'], { replay }: StackView): number {
  return 16_384 - (bytes - usable) - replay.reached
}

/** Labels of thin marks stand beside them, clear of the lines of the ruler. */
function placeMark(name: string, top: number, size: number, isFlame: boolean): number {
  if (name === 'thread_info') return isFlame ? top + size + 12 : top - 4
  return top + size / 2 + 4
}

function between(a: number, b: number): { readonly top: number; readonly size: number } {
  return { top: Math.min(a, b), size: Math.abs(b - a) }
}

interface FramePartProps {
  readonly part: PlacedPart
  readonly id: string
  /** How many calls deep, from 1. */
  readonly level: number
  readonly bytesPerPixel: number
  readonly touch?: Touch
}

function FramePart({ part, id, level, bytesPerPixel, touch }: FramePartProps) {
  const { top, bottom, nameY, size, name, subsystem, frame } = part
  const rect = (
    <rect
      className={`st-frame s-${subsystem}`}
      x={columnX}
      width={columnWidth}
      y={top}
      height={Math.max(0.5, bottom - top)}
    />
  )
  const middle = (top + bottom) / 2
  const tag = frame === undefined ? '' : tagFrame(frame)
  const label = nameY !== undefined && (
    <>
      <path
        className="st-fan"
        d={`M${columnEnd} ${middle.toFixed(1)}L${fanEnd} ${nameY.toFixed(1)}`}
      />
      <text className="t-num" y={nameY + 4}>
        <tspan className="t-end" x={sizeEnd}>
          {toNumberText(size)}
        </tspan>{' '}
        <tspan className={subsystem === 'tail' ? 't-tail' : ''} x={nameX}>
          {name}
        </tspan>
        {tag !== '' && (
          <tspan className={frame?.added === undefined ? 't-tag st-wide' : 't-tag'} dx="7">
            {' '}
            {tag}
          </tspan>
        )}
        {frame?.remark !== undefined && (
          <tspan className="t-said" dx="7">
            “…”
          </tspan>
        )}
      </text>
    </>
  )
  if (touch === undefined) {
    return (
      <g>
        {rect}
        {label}
      </g>
    )
  }
  const isChosen = touch.chosen === id
  const state = `${isChosen ? 'chosen' : ''} ${touch.isFound(part) ? '' : 'dim'}`
  return (
    <g
      className={`st-part ${state}`}
      role="treeitem"
      aria-level={level}
      aria-selected={isChosen}
      aria-label={describePart(part)}
      tabIndex={isChosen ? 0 : -1}
      data-part={id}
      onFocus={() => touch.onChoose(id)}
      onClick={() => touch.onChoose(id)}
      onKeyDown={(event) => touch.onKeyDown(event, id)}
      onPointerDown={(event) => touch.onDrag(event, part, bytesPerPixel)}
    >
      {nameY !== undefined && (
        <rect className="st-hit" x={fanEnd} width="100%" y={nameY - 8.25} height="16.5" />
      )}
      {rect}
      {label}
    </g>
  )
}

/** What is said behind a name: the how manieth allocation it begins, or that nobody traced it. */
function tagFrame({ allocation, added }: IcicleFrame): string {
  if (added !== undefined) return 'added'
  return allocation === undefined ? '' : `allocation ${allocation}`
}

/** What is seen first, e.g. `376 vring_add_indirect, virtio, from 5 424 to 5 800 bytes deep`. */
export function describePart({ name, size, subsystem, from, to, frame }: PlacedPart): string {
  const group = subsystem === 'tail' ? 'seen by no tracer' : nameSubsystem(subsystem)
  const tag = frame === undefined ? '' : tagFrame(frame)
  const more = frame?.remark === undefined ? '' : ', somebody spoke of it'
  const seen = [toNumberText(size), name, tag].filter((text) => text !== '').join(' ')
  return `${seen}, ${group}, from ${toNumberText(from)} to ${toNumberText(to)} bytes deep${more}`
}
