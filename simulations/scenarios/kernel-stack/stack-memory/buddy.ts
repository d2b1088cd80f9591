// The buddy allocator over one stretch of memory: blocks of 2^order pages, split in halves to serve
// what is smaller, merged with their neighbour half, their buddy, when both are free.

export const ordersCount = 11

const none = -1
const notAHead = 255

export interface Buddy {
  readonly pages: number
  freePages(): number
  /** Free blocks of each order. */
  counts(): readonly number[]
  /** The first page of a block, or nothing if none is large enough. */
  allocate(order: number): number | undefined
  /** Gives a block back; it must have been allocated. */
  free(page: number, order: number): void
  /** The order of the free block that begins here, or -1. */
  orderAt(page: number): number
  copy(): Buddy
  /** How often blocks were split and merged. */
  splits(): number
  merges(): number
}

/** All pages taken: freeing is how memory becomes free. */
export function createBuddy(pages: number): Buddy {
  return wrap({
    pages,
    next: new Int32Array(pages).fill(none),
    previous: new Int32Array(pages).fill(none),
    order: new Uint8Array(pages).fill(notAHead),
    heads: new Int32Array(ordersCount).fill(none),
    lengths: new Int32Array(ordersCount),
    splits: 0,
    merges: 0,
  })
}

interface State {
  readonly pages: number
  /** Of the heads of free blocks: the next and the previous one of the same order. */
  readonly next: Int32Array
  readonly previous: Int32Array
  readonly order: Uint8Array
  readonly heads: Int32Array
  readonly lengths: Int32Array
  splits: number
  merges: number
}

function wrap(state: State): Buddy {
  return {
    pages: state.pages,
    freePages: () => state.lengths.reduce((sum, length, order) => sum + length * (1 << order), 0),
    counts: () => [...state.lengths],
    allocate: (order) => allocate(state, order),
    free: (page, order) => release(state, page, order),
    orderAt: (page) => {
      const order = state.order[page] ?? notAHead
      return order === notAHead ? -1 : order
    },
    copy: () =>
      wrap({
        ...state,
        next: state.next.slice(),
        previous: state.previous.slice(),
        order: state.order.slice(),
        heads: state.heads.slice(),
        lengths: state.lengths.slice(),
      }),
    splits: () => state.splits,
    merges: () => state.merges,
  }
}

function allocate(state: State, order: number): number | undefined {
  for (let larger = order; larger < ordersCount; larger++) {
    const page = state.heads[larger] as number
    if (page === none) continue
    unlink(state, page, larger)
    // The upper halves go back to the lists, one of each order below.
    for (let half = larger - 1; half >= order; half--) {
      push(state, page + (1 << half), half)
      state.splits++
    }
    return page
  }
  return undefined
}

function release(state: State, page: number, order: number): void {
  let block = page
  let size = order
  while (size < ordersCount - 1) {
    const buddy = block ^ (1 << size)
    if (buddy >= state.pages || state.order[buddy] !== size) break
    unlink(state, buddy, size)
    block = Math.min(block, buddy)
    size++
    state.merges++
  }
  push(state, block, size)
}

function push(state: State, page: number, order: number): void {
  const first = state.heads[order] as number
  state.next[page] = first
  state.previous[page] = none
  if (first !== none) state.previous[first] = page
  state.heads[order] = page
  state.order[page] = order
  state.lengths[order] = (state.lengths[order] as number) + 1
}

function unlink(state: State, page: number, order: number): void {
  const next = state.next[page] as number
  const previous = state.previous[page] as number
  if (previous === none) state.heads[order] = next
  else state.next[previous] = next
  if (next !== none) state.previous[next] = previous
  state.order[page] = notAHead
  state.lengths[order] = (state.lengths[order] as number) - 1
}

/** How many whole blocks of an order the free memory holds, larger ones cut up. */
export function countAvailable(counts: readonly number[], order: number): number {
  let blocks = 0
  for (let larger = order; larger < counts.length; larger++) {
    blocks += (counts[larger] ?? 0) * (1 << (larger - order))
  }
  return blocks
}

/**
 * How many blocks of an order are free on average if a share of all pages, taken at random, is: all
 * of its pages must be, each with that chance.
 */
export function expectAvailable(pages: number, freeShare: number, order: number): number {
  let chance = freeShare
  for (let half = 0; half < order; half++) chance *= chance
  return (chance * pages) / (1 << order)
}
