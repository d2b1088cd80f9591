// Who answers searches can change while a site runs, and whoever keeps answers must notice. The pages
// and the edge run in one process but load this module apart, so they meet on globalThis.

const place = Symbol.for('patchlore.searchEpoch')

const meeting = globalThis as { [place]?: () => number }

/** Says how the number is found that changes with every change of the answering engine. */
export function announceSearchEpoch(read: () => number): void {
  meeting[place] = read
}

/** The number now; 0 before any page was drawn. */
export function readSearchEpoch(): number {
  return meeting[place]?.() ?? 0
}
