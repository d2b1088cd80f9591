// The last 256 bytes of a stack, eight to a line, in the order in which an overflow passes them: read
// from the left and downwards, and it is how they die.

import { Fragment } from 'react'
import {
  type Brink,
  brinkBytes,
  type StackModel,
  type StackView,
} from '../../scenarios/kernel-stack/index.ts'
import { Picture } from '../plot.tsx'
import { toNumberText } from '../to-number-text.ts'
import { listLost, toBytesText } from './read-model.ts'

const wordBytes = 8
const lineHeight = 17
const cell = 15
const cellsX = 38
const cellsEnd = cellsX + wordBytes * cell
const orderEnd = cellsEnd + 30
const namesX = orderEnd + 8
const top = 24
/** Lines drawn of what lies below. */
const belowLines = 3

export interface BrinkPictureProps {
  readonly model: StackModel
  readonly stack: StackView
  /** How deep the stack has been so far; all of the way if left out. */
  readonly depth?: number
}

interface Line {
  /** From the end of the stack, of its lowest byte. */
  readonly offset: number
  readonly bytes: number
}

export function BrinkPicture({ model, stack, depth }: BrinkPictureProps) {
  const { layout } = model
  const { brink, replay } = stack
  const passed = depth ?? Number.POSITIVE_INFINITY
  const isWritten = toWritten(brink.writes, layout.bytes, passed)
  const lines = listLines(brink)
  const bottom = top + lines.length * lineHeight
  const below = Math.min(replay.bytesBelow, Math.max(0, passed - layout.bytes))
  const height = bottom + belowLines * lineHeight + 14
  const toY = (offset: number) =>
    top + lines.findIndex((line) => line.offset <= offset) * lineHeight
  return (
    <Picture className="st-brink" label={describeBrink(model, stack)} height={height}>
      <text className="t-tick" x="0" y={top - 9}>
        offset
      </text>
      <text className="t-tick" x={cellsX + 2} y={top - 9}>
        +7
      </text>
      <text className="t-tick t-end" x={cellsEnd - 2} y={top - 9}>
        +0
      </text>
      {lines.map(({ offset, bytes }, at) => {
        const y = top + at * lineHeight
        return (
          <Fragment key={offset}>
            {(offset % 32 === 0 || brink.fields.some((field) => field.offset === offset)) && (
              <text className="t-num t-tick t-end" x={cellsX - 6} y={y + 12}>
                {offset}
              </text>
            )}
            {Array.from({ length: bytes }, (_, from) => {
              const byte = offset + from
              const field = findField(brink, byte)
              return (
                <rect
                  key={byte}
                  className={`st-byte ${isWritten(byte) ? 'written' : 'whole'} ${field === undefined ? '' : `f-${field.severity}`}`}
                  x={cellsEnd - ((byte % wordBytes) + 1) * cell + 0.5}
                  y={y + 0.5}
                  width={cell - 1.5}
                  height={lineHeight - 2}
                />
              )
            })}
          </Fragment>
        )
      })}
      {brink.fields.map((field, at) => {
        const from = toY(field.offset + field.bytes - 1)
        const to = toY(field.offset) + lineHeight
        const isLost = field.order !== undefined && passed > field.limit
        const state = isLost ? 't-lost' : ''
        return (
          <g key={field.name}>
            {to - from > lineHeight && (
              <path className="st-bracket" d={`M${cellsEnd + 3} ${from + 2}h4V${to - 3}h-4`} />
            )}
            <text className={`t-num t-end ${state}`} x={orderEnd} y={(from + to) / 2 + 4}>
              {field.order ?? at + 1}
            </text>
            <text className={`t-num ${state}`} x={namesX} y={(from + to) / 2 + 4}>
              {field.name}
            </text>
          </g>
        )
      })}
      <line className="st-line end" x1="0" x2="100%" y1={bottom + 0.5} y2={bottom + 0.5} />
      <rect
        className={below > 0 ? 'st-byte written below' : 'st-byte whole below'}
        x={cellsX + 0.5}
        y={bottom + 4}
        width={wordBytes * cell - 1.5}
        height={belowLines * lineHeight - 4}
      />
      <text className={below > 0 ? 't-lost' : 't-quiet'} x={cellsEnd + 12} y={bottom + 22}>
        {belowNames[layout.below]}
      </text>
      <text className={below > 0 ? 't-lost' : 't-quiet'} x={cellsEnd + 12} y={bottom + 40}>
        {below > 0 ? `${toBytesText(below)} written there` : 'nothing written there'}
      </text>
    </Picture>
  )
}

const belowNames: Readonly<Record<StackModel['layout']['below'], string>> = {
  silent: 'another object',
  unmapped: 'an unmapped page',
  'guard-page': 'the guard page',
}

function findField({ fields }: Brink, byte: number): Brink['fields'][number] | undefined {
  return fields.find(({ offset, bytes }) => byte >= offset && byte < offset + bytes)
}

/** A word to a line, and half of one where its halves are different fields. */
function listLines(brink: Brink): readonly Line[] {
  const lines: Line[] = []
  const half = wordBytes / 2
  for (let offset = brinkBytes - wordBytes; offset >= 0; offset -= wordBytes) {
    const isShared = findField(brink, offset)?.name !== findField(brink, offset + half)?.name
    if (isShared) lines.push({ offset: offset + half, bytes: half }, { offset, bytes: half })
    else lines.push({ offset, bytes: wordBytes })
  }
  return lines
}

/** Whether a byte has been written once the stack was so deep. */
function toWritten(
  writes: Brink['writes'],
  stackBytes: number,
  passed: number,
): (offset: number) => boolean {
  const written = new Set<number>()
  for (const { from, to } of writes) {
    for (let offset = from; offset < to; offset++) {
      if (stackBytes - offset <= passed) written.add(offset)
    }
  }
  return (offset) => written.has(offset)
}

function describeBrink({ layout }: StackModel, { brink, replay }: StackView): string {
  const lost = listLost(brink).map(({ name }) => name)
  const says =
    lost.length === 0 ? 'every field is whole' : `overwritten in this order: ${lost.join(', ')}`
  const below = replay.bytesBelow > 0 ? `; then ${toBytesText(replay.bytesBelow)} below it` : ''
  return `The last ${brinkBytes} bytes of a stack of ${toNumberText(layout.bytes)}: ${says}${below}.`
}
