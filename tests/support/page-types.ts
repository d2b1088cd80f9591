// One address of every kind of page, for tests that hold for all of them.

export interface PageType {
  readonly name: string
  readonly path: string
  /** A part of its title. */
  readonly title: string
  readonly status: 200 | 400 | 404
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
  {
    name: 'search, narrowed',
    path: '/search?q=stack&kind=position&kind=figure&sort=newest',
    title: 'stack',
  },
  { name: 'search, corrected', path: '/search?q=ext4+stck', title: 'stck' },
  { name: 'search without hits', path: '/search?q=zzyzx', title: 'zzyzx' },
  { name: 'simulations', path: '/simulations', title: 'Simulations' },
  { name: 'search for nobody', path: '/search?q=who%3Achiner', title: 'chiner' },
  { name: 'search help', path: '/search/help', title: 'How to search' },
  { name: 'about', path: '/about', title: '' },
]

export const pageTypes: readonly PageType[] = [
  ...found.map((page) => ({ ...page, status: 200 as const })),
  { name: 'a wrong query', path: '/search?q=%28stack', title: '(stack', status: 400 },
  { name: 'nothing there', path: '/threads/no-such-thread', title: 'Not found', status: 404 },
]
