// The stack as a picture: every frame with the depths between which it lies, so that a page draws
// rectangles and nothing else.

import type { Chain, ChainFrame } from './change-chain.ts'
import { pageBytes, registersBytes, type StackLayout, threadInfoBytes } from './layout.ts'
import { findRemark } from './remarks.ts'
import { findSubsystem, type SubsystemId, subsystems } from './subsystems.ts'

export interface IcicleFrame {
  readonly key: string
  /** As the kernel numbers the rows, 0 deepest; nothing for added frames. */
  readonly row?: number
  readonly symbol: string
  /** With where the call was made, e.g. `ext4_writepages+0x6d1/0xce0`. */
  readonly location: string
  readonly subsystem: SubsystemId
  readonly size: number
  /** Depths: the frame lies beyond `from` and ends at `to`. */
  readonly from: number
  readonly to: number
  /** What a proposal added. */
  readonly added?: ChainFrame['added']
  /** The how manieth allocation begins here, each inside the one before. */
  readonly allocation?: number
  /** What somebody in the thread said of it. */
  readonly remark?: { readonly says: string; readonly messageId: string }
}

export interface Icicle {
  readonly frames: readonly IcicleFrame[]
  readonly depth: number
  readonly tail: { readonly from: number; readonly to: number }
  /** Where the ruler has its lines. */
  readonly lines: readonly { readonly depth: number; readonly label: string }[]
  /** Drawn to scale at the beginning and at the end of the stack. */
  readonly marks: readonly { readonly name: string; readonly from: number; readonly to: number }[]
  /** How deep allocations nest. */
  readonly allocations: number
}

export function toIcicle(chain: Chain, layout: StackLayout, tail: number): Icicle {
  const frames: IcicleFrame[] = []
  let depth = 0
  let allocations = 0
  let isAllocating = false
  for (const frame of chain) {
    const begins = isAllocation(frame) && !isAllocating
    isAllocating = isAllocation(frame)
    if (begins) allocations++
    frames.push(toIcicleFrame(frame, depth, begins ? allocations : undefined))
    depth += frame.size
  }
  return {
    frames,
    depth,
    tail: { from: depth, to: depth + tail },
    lines: listLines(Math.max(layout.bytes, depth + tail)),
    marks: listMarks(layout),
    allocations,
  }
}

function toIcicleFrame(
  frame: ChainFrame,
  from: number,
  allocation: number | undefined,
): IcicleFrame {
  const { key, symbol, offset, module, size, added } = frame
  const remark = findRemark(symbol)
  const place = offset === undefined ? symbol : `${symbol}+${offset}`
  return {
    key,
    ...(/^\d+$/u.test(key) && { row: Number(key) }),
    symbol,
    location: module === undefined ? place : `${place} [${module}]`,
    subsystem: findSubsystem(symbol),
    size,
    from,
    to: from + size,
    ...(added !== undefined && { added }),
    ...(allocation !== undefined && { allocation }),
    ...(remark !== undefined && { remark }),
  }
}

/** Memory pools allocate too, and wait when they cannot. */
function isAllocation({ symbol }: ChainFrame): boolean {
  return findSubsystem(symbol) === 'allocator' || symbol.startsWith('mempool_alloc')
}

function listLines(bytes: number): Icicle['lines'] {
  const lines: { depth: number; label: string }[] = []
  for (let depth = pageBytes; depth <= bytes || depth <= 2 * pageBytes; depth *= 2) {
    lines.push({ depth, label: `${depth / 1024}K` })
  }
  return lines
}

function listMarks({ bytes, threadInfo }: StackLayout): Icicle['marks'] {
  const end = bytes - (threadInfo === 'in-stack' ? threadInfoBytes : 0)
  return [
    { name: 'pt_regs', from: 0, to: registersBytes },
    { name: 'STACK_END_MAGIC', from: end - 8, to: end },
    ...(threadInfo === 'in-stack' ? [{ name: 'thread_info', from: end, to: bytes }] : []),
  ]
}

export interface Share {
  readonly name: string
  readonly bytes: number
  /** How many frames. */
  readonly calls: number
}

/** The bytes of each function, most first: a function called twice is one row. */
export function totalFunctions(chain: Chain): readonly Share[] {
  return total(chain, ({ symbol }) => symbol)
}

/** The bytes of each subsystem, most first. */
export function totalSubsystems(chain: Chain): readonly Share[] {
  const titles = new Map(subsystems.map(({ id, title }) => [id, title]))
  return total(chain, ({ symbol }) => titles.get(findSubsystem(symbol)) ?? '')
}

function total(chain: Chain, nameOf: (frame: ChainFrame) => string): readonly Share[] {
  const shares = new Map<string, { name: string; bytes: number; calls: number }>()
  for (const frame of chain) {
    const name = nameOf(frame)
    const share = shares.get(name) ?? { name, bytes: 0, calls: 0 }
    share.bytes += frame.size
    share.calls++
    shares.set(name, share)
  }
  // Equal ones by name, in the order of the bytes of their letters, which is the same everywhere.
  return [...shares.values()].sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1))
}
