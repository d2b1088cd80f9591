// One address of every kind of page, for tests that hold for all of them.

export interface PageType {
  readonly name: string
  readonly path: string
  /** A part of its title. */
  readonly title: string
  readonly status: 200 | 404
}

export const thread = '/threads/x86-64-16k-stacks'
export const otherThread = '/threads/proc-directory-entries'

const found: readonly Omit<PageType, 'status'>[] = [
  { name: 'home', path: '/', title: 'Patchlore' },
  { name: 'threads', path: '/threads', title: 'Threads' },
  { name: 'threads, filtered', path: '/threads?topic=procfs&outcome=merged', title: 'Threads' },
  { name: 'threads, none left', path: '/threads?year=1901', title: 'Threads' },
  { name: 'thread', path: thread, title: '16 KiB' },
  { name: 'another thread', path: otherThread, title: 'proc' },
  { name: 'people', path: '/people', title: 'People' },
  { name: 'person', path: '/people/dave-chinner', title: 'Dave Chinner' },
  { name: 'topics', path: '/topics', title: 'Topics' },
  { name: 'topic', path: '/topics/procfs', title: '/proc' },
  { name: 'sources', path: '/sources', title: 'Sources' },
  { name: 'search', path: '/search', title: 'Search' },
  { name: 'search with hits', path: '/search?q=stack', title: 'stack' },
  { name: 'search without hits', path: '/search?q=zzyzx', title: 'zzyzx' },
  { name: 'simulations', path: '/simulations', title: 'Simulations' },
  { name: 'about', path: '/about', title: '' },
]

export const pageTypes: readonly PageType[] = [
  ...found.map((page) => ({ ...page, status: 200 as const })),
  { name: 'nothing there', path: '/threads/no-such-thread', title: 'Not found', status: 404 },
]
