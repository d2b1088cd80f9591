// Which simulations there are. Plain data, safe to import anywhere; a test holds it to the scenarios.

export interface SimulationCard {
  readonly title: string
  readonly question: string
  readonly summary: string
  /** Names of parameter sets a position can link to. */
  readonly presets: readonly string[]
}

/** By id, which is also the folder's name under `scenarios/`. */
export const catalog: Readonly<Record<string, SimulationCard>> = {
  'kernel-stack': {
    title: 'A call chain on a kernel stack',
    question:
      'What does a chain of calls need, what does it overwrite where it does not fit, and who notices?',
    summary:
      'Replays the call chains of the thread, or your own, on a stack of any size, byte by byte: which fields die in which order, who sees it, and what each proposal would have changed.',
    presets: [
      'kim-crash',
      'kim-double-fault',
      'kim-interim',
      'kim-diet',
      'kim-diet-and-scsi',
      'chinner-canary',
      'chinner-kblockd',
      'chinner-xfs-worker',
      'chinner-layers',
      'chinner-xfs-in-16k',
      'petkov-where-does-it-end',
      'cox-recursion',
      'cox-wait',
      'torvalds-no-swap',
      'torvalds-noinline',
      'torvalds-largest-frames',
      'torvalds-16k',
      'anvin-thread-info',
      'anvin-guard-page',
      'kleen-frame-limits',
      'russell-cleanups',
      'russell-newer-compiler',
      'rostedt-tracer',
      'rostedt-select',
    ],
  },
  'procfs-directory': {
    title: 'A directory of /proc',
    question: 'What do 30 000 entries cost as a list, as a hash, as a tree, or not made at all?',
    summary:
      'Counts every entry visited while a /proc directory is filled, searched, read and emptied, and prices it with what was published in 2014.',
    presets: [
      'half-minute',
      'dichtel-slow',
      'herbelot-hash',
      'dichtel-buckets',
      'bad-fold',
      'hemminger-hlist',
      'biederman-not-lists',
      'biederman-what-is-left',
      'biederman-named',
      'miller-virtual',
      'dichtel-crossover',
      'dichtel-vsscanf',
      'what-next',
      'lock-hold',
      'count-cursor',
      'list-cursor',
      'key-cursor',
      'uaf-2025',
      'uaf-2025-fixed',
      'placement',
      'wait-for-it',
      'shadowing',
    ],
  },
  'stack-memory': {
    title: 'What kernel stacks cost a machine',
    question:
      'How much memory do the stacks of all threads take, and can it be found in one piece?',
    summary:
      'Counts what a population of threads holds in stacks under each policy, and creates threads on memory that has been in use, with the buddy allocator, reclaim and waiting.',
    presets: [
      'rostedt-small-box',
      'rostedt-select-xfs',
      'rostedt-tasks',
      'anvin-huge-hit',
      'anvin-phone',
      'weinberger-pressure',
      'weinberger-3-percent',
      'weinberger-20-percent',
      'torvalds-four-pages',
      'hansen-single-pages',
      'petkov-config',
      'tatashin-dynamic',
    ],
  },
}
