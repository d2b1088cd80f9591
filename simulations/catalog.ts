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
}
