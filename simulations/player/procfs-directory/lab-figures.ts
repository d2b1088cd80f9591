// What we measured ourselves, for comparison. One machine, single runs: a virtual machine with two
// processors of a Xeon with AVX-512, 48 KB and 2 MB of cache for each; gcc 12.2 -O2, Node 20.

export interface Placement {
  readonly id: string
  readonly label: string
  /** Memory that 30 000 entries then span. */
  readonly spans: string
  /** Nanoseconds per visit, in C and in JavaScript over the same bytes. */
  readonly c: number
  readonly js: number | null
  readonly values: Readonly<Record<string, string>>
}

export const placements: readonly Placement[] = [
  {
    id: 'sequential',
    label: 'one after the other',
    spans: '5.8 MB',
    c: 6.84,
    js: 10.4,
    values: { place: 'sequential' },
  },
  {
    id: 'shuffled',
    label: 'shuffled',
    spans: '5.8 MB',
    c: 31.6,
    js: 33.7,
    values: { place: 'shuffled' },
  },
  {
    id: 'dispersed-1024',
    label: '1024 bytes apart, shuffled',
    spans: '30 MB',
    c: 52.5,
    js: null,
    values: { place: 'dispersed', stride: '1024' },
  },
  {
    id: 'dispersed-4288',
    label: '4288 bytes apart, shuffled',
    spans: '128 MB',
    c: 68.1,
    js: 72.8,
    values: { place: 'dispersed', stride: '4288' },
  },
]

/** The kernel's: computed from what was published. */
export const kernelNs = 70.5
export const kernelSeconds = 31.72

export interface LabRun {
  readonly id: string
  readonly label: string
  readonly seconds: number
  readonly className: string
}

/** 30 000 creations. */
export const labRuns: readonly LabRun[] = [
  {
    id: 'kernel',
    label: 'The kernel of 2014 lost (published)',
    seconds: kernelSeconds,
    className: 'k-published',
  },
  {
    id: 'js-far',
    label: 'list in JavaScript, 4288 bytes apart',
    seconds: 32.745,
    className: 'k-list',
  },
  { id: 'c-far', label: 'list in C, 4288 bytes apart', seconds: 30.65, className: 'k-list' },
  {
    id: 'js-near',
    label: 'list in JavaScript, one after the other',
    seconds: 4.666,
    className: 'k-list',
  },
  {
    id: 'js-packed',
    label: 'list in JavaScript, packed arrays',
    seconds: 1.143,
    className: 'k-list',
  },
  {
    id: 'js-tree',
    label: 'red-black tree in JavaScript, packed arrays',
    seconds: 0.0098,
    className: 'k-rbtree',
  },
]
