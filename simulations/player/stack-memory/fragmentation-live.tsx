// How much is free and how it lies, by hand; and any page of the mosaic by pointer or keyboard.

import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import type { MemoryValues } from '../../scenarios/kernel-stack/index.ts'
import type { LiveProps, LiveView } from '../live-view.ts'
import { toNumberText } from '../to-number-text.ts'
import {
  BelowMosaic,
  findKind,
  fragmentationView,
  Mosaic,
  mosaicColumns,
} from './fragmentation-view.tsx'
import { FreeSliders } from './free-sliders.tsx'
import { readModel } from './read-model.ts'

const moves: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -mosaicColumns,
  ArrowDown: mosaicColumns,
}

export const fragmentationLiveView: LiveView = {
  view: fragmentationView,
  Live: FragmentationLive,
  sets: ['free', 'clustering'],
}

function FragmentationLive({ drawn, values, session }: LiveProps) {
  const [picked, pick] = useState<number>()
  const { fragmentation } = readModel(drawn).model
  const memory = values as unknown as MemoryValues
  const { mosaic } = fragmentation
  const isOwn = memory.blocks !== ''

  function pickAt({ clientX, clientY, currentTarget }: PointerEvent<HTMLDivElement>): void {
    const { left, top, width } = currentTarget.getBoundingClientRect()
    const size = width / mosaicColumns
    const column = Math.min(mosaicColumns - 1, Math.floor((clientX - left) / size))
    const page = Math.floor((clientY - top) / size) * mosaicColumns + column
    if (page >= 0 && page < mosaic.length) pick(page)
  }

  function walk(event: KeyboardEvent<HTMLDivElement>): void {
    const move = moves[event.key]
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const page = (picked ?? -move) + move
    if (page >= 0 && page < mosaic.length) pick(page)
  }

  return (
    <>
      <div className="sim-handles">
        <FreeSliders values={memory} session={session} freeMax={100} isDisabled={isOwn} />
        {isOwn && (
          <p className="sim-note">
            The blocks are those of a /proc/buddyinfo.{' '}
            <button type="button" onClick={() => session.change({ blocks: '' })}>
              Go back to chance
            </button>
          </p>
        )}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: pages of a picture, walked by arrow keys. */}
      <div
        className="mem-walk"
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk the pages.
        tabIndex={0}
        aria-label="Pages: arrow keys walk from one to the next"
        onPointerMove={pickAt}
        onPointerDown={pickAt}
        onKeyDown={walk}
      >
        <Mosaic fragmentation={fragmentation} {...(picked !== undefined && { picked })} />
      </div>
      <p className="sim-picked" role="status">
        {picked === undefined
          ? 'Touch a page, or walk with the arrow keys.'
          : describePage(mosaic, picked)}
      </p>
      <BelowMosaic fragmentation={fragmentation} />
    </>
  )
}

/** e.g. `Page 77: free, in a block of 2 pages, 76 to 77.` */
export function describePage(mosaic: string, page: number): string {
  const letter = mosaic[page]
  const kind = findKind(letter)
  if (kind === 'used') return `Page ${toNumberText(page)}: in use.`
  if (kind === 'stack') return `Page ${toNumberText(page)}: part of a stack.`
  const size = 2 ** Number.parseInt(letter ?? '0', 16)
  // Blocks of the allocator begin at multiples of their size.
  const first = Math.floor(page / size) * size
  return size === 1
    ? `Page ${toNumberText(page)}: free, its neighbour is not.`
    : `Page ${toNumberText(page)}: free, in a block of ${toNumberText(size)} pages, ${toNumberText(first)} to ${toNumberText(first + size - 1)}.`
}
