// What stacks cost a machine: bytes for all threads, and pages in one piece for each new one. Plain
// values for every view.

import type { Random, Tick } from '../../../engine/index.ts'
import { pageBytes } from '../layout.ts'
import type { DepthClass } from '../parsers/parse-depth-counts.ts'
import { type PolicyId, policies, policyIds, toLayout } from '../policies.ts'
import { type Ending, findEnding } from '../replay.ts'
import { traces } from '../traces.ts'
import { countAvailable, expectAvailable } from './buddy.ts'
import {
  apportion,
  armDepths,
  type DepthDistribution,
  intelDepths,
  parseDepths,
  uniformDepths,
} from './depth-distribution.ts'
import { type ForkOutcome, forkThreads, type StackRequest, stackRequests } from './fork-load.ts'
import type { Values } from './parameters.ts'
import { parseBlocks } from './parse-blocks.ts'
import { listSeries, memoryByPolicy, type SeriesPoint } from './stack-memory.ts'
import {
  createZone,
  createZoneFromBlocks,
  drawMosaic,
  measureAvailability,
  type Zone,
  zonePagesMax,
} from './zone.ts'

export interface MemoryModel {
  readonly ramBytes: number
  readonly threads: number
  readonly policies: readonly PolicyView[]
  /** The policy that is set. */
  readonly chosen: PolicyId
  /** For a growing number of threads, all policies. */
  readonly series: readonly SeriesPoint[]
  /** What 8 KiB more for each thread come to. */
  readonly extra: {
    readonly bytes: number
    /** Of the memory, in per cent. */
    readonly percent: number
    /** How many threads make it one per cent of the memory. */
    readonly onePercentThreads: number
  }
  readonly depths: {
    readonly id: DepthDistribution['id']
    readonly source?: string
    readonly classes: readonly DepthClass[]
    /** Of the memory of fixed 16K, what dynamic stacks save, in per cent. */
    readonly savingPercent: number
    /** Threads that never used more than 4 KiB, in per cent. */
    readonly inOnePagePercent: number
  }
  readonly fragmentation: Fragmentation
  /** How creating threads goes, for each way to ask for a stack. */
  readonly forks: readonly ForkOutcome[]
}

export interface PolicyView {
  readonly policy: PolicyId
  readonly title: string
  readonly stackBytes: number
  /** Of the allocation in one piece; null for single pages. */
  readonly order: number | null
  readonly bytes: number
  /** Of the memory. */
  readonly percent: number
  /** What becomes of the first trace on such a stack, from the other engine. */
  readonly ending: Ending
}

export interface Fragmentation {
  /** Pages simulated, and how many of the machine each stands for. */
  readonly zonePages: number
  readonly pagesPerPage: number
  readonly freePages: number
  readonly freePercent: number
  /** As /proc/buddyinfo prints it: free blocks of each order. */
  readonly buddyinfo: readonly number[]
  /** One character per page: `.` in use, or the order of the free block, in hexadecimal. */
  readonly mosaic: string
  readonly available: readonly OrderCount[]
  /** For growing shares of free pages, at random. */
  readonly curve: readonly { readonly percent: number; readonly orders: readonly OrderCount[] }[]
}

export interface OrderCount {
  readonly order: number
  /** Whole blocks of this order in the free memory. */
  readonly blocks: number
  /** How many chance gives: f² of all pairs, f⁴ of all fours, f⁸ of all eights. */
  readonly expected: number
}

export const mosaicPages = 4_096
const curvePercents: readonly number[] = [1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 40, 50]
const orders: readonly number[] = [1, 2, 3]
const extraStackBytes = 8_192
const seriesPoints = 24

export function* computeModel(values: Values, random: Random): Generator<Tick, MemoryModel, void> {
  const { threads, ram, policy } = values
  const ramBytes = ram * 1024 * 1024
  const stackBytes = findStackBytes(values)
  const distribution = findDepths(values)
  const bytes = memoryByPolicy(threads, stackBytes, distribution.classes)
  const zone = makeZone(values, random.fork('zone'))
  const fragmentation = describeZone(zone, { ramBytes, random: random.fork('curve') })
  yield { phase: 'memory', done: 1, total: 2 }
  const forks: ForkOutcome[] = []
  for (const request of listRequests(values)) {
    const own = { buddy: zone.buddy.copy(), reclaimable: zone.reclaimable.slice() }
    forks.push(
      yield* forkThreads(own, {
        forks: values.forks,
        request,
        canReclaim: values.reclaim,
        random: random.fork(`forks/${request.id}`),
      }),
    )
  }
  return {
    ramBytes,
    threads,
    policies: listPolicies(values, stackBytes, bytes),
    chosen: policy,
    series: listSeries(listThreadCounts(values), stackBytes, distribution.classes),
    extra: {
      bytes: threads * extraStackBytes,
      percent: (threads * extraStackBytes * 100) / ramBytes,
      onePercentThreads: Math.floor(ramBytes / 100 / extraStackBytes),
    },
    depths: describeDepths(distribution, threads, bytes),
    fragmentation,
    forks,
  }
}

/** The size of a stack under each policy. */
function findStackBytes(values: Values): Readonly<Record<PolicyId, number>> {
  return Object.fromEntries(
    policyIds.map((policy) => [policy, findLayout(policy, values).bytes]),
  ) as Readonly<Record<PolicyId, number>>
}

function findLayout(policy: PolicyId, { size, fs, selecting }: Values) {
  return toLayout(policy, {
    bytes: size * 1024,
    filesystems: fs,
    selecting,
    below: 'silent',
    threadInfo: 'in-stack',
  })
}

function listPolicies(
  values: Values,
  stackBytes: Readonly<Record<PolicyId, number>>,
  bytes: Readonly<Record<PolicyId, number>>,
): readonly PolicyView[] {
  const ramBytes = values.ram * 1024 * 1024
  return policies.map(({ id, title }) => ({
    policy: id,
    title,
    stackBytes: stackBytes[id],
    order: id === 'vmap' || id === 'dynamic' ? null : toOrder(stackBytes[id]),
    bytes: bytes[id],
    percent: (bytes[id] * 100) / ramBytes,
    ending: findEnding(traces.minchan1.depth + values.tail, findLayout(id, values)),
  }))
}

function toOrder(stackBytes: number): number {
  return 31 - Math.clz32(stackBytes / pageBytes)
}

function findDepths({ depths, counts }: Values): DepthDistribution {
  if (depths === 'arm-64k') return armDepths
  if (depths === 'uniform') return uniformDepths
  if (depths === 'intel') return intelDepths
  return { id: 'pasted', classes: parseDepths(counts) ?? intelDepths.classes }
}

function describeDepths(
  { id, classes, source }: DepthDistribution,
  threads: number,
  bytes: Readonly<Record<PolicyId, number>>,
): MemoryModel['depths'] {
  const apportioned = apportion(classes, threads)
  const inOnePage = apportioned
    .filter(({ upToBytes }) => upToBytes <= pageBytes)
    .reduce((sum, one) => sum + one.threads, 0)
  return {
    id,
    ...(source !== undefined && { source }),
    classes: apportioned,
    savingPercent: 100 - (bytes.dynamic * 100) / bytes['fixed-16k'],
    inOnePagePercent: (inOnePage * 100) / threads,
  }
}

/** About as many points to each tenfold, up to ten times the threads of the machine. */
function listThreadCounts({ threads }: Values): readonly number[] {
  const last = Math.min(1_000_000, threads * 10)
  const counts = new Set<number>()
  for (let point = 1; point <= seriesPoints; point++) {
    counts.add(Math.max(1, Math.round((last * point) / seriesPoints)))
  }
  counts.add(threads)
  return [...counts].sort((a, b) => a - b)
}

function makeZone(values: Values, random: Random): Zone {
  const blocks = parseBlocks(values.blocks)
  if (blocks !== undefined) return createZoneFromBlocks(blocks, random)
  const pages = Math.min(zonePagesMax, (values.ram * 1024 * 1024) / pageBytes)
  const freePages = Math.floor((pages * values.free) / 100)
  return createZone({ pages, freePages, clustering: values.clustering, random })
}

function describeZone(
  zone: Zone,
  { ramBytes, random }: { readonly ramBytes: number; readonly random: Random },
): Fragmentation {
  const zonePages = zone.buddy.pages
  const freePages = zone.buddy.freePages()
  const counts = zone.buddy.counts()
  const toOrders = (blocks: readonly number[], share: number) =>
    orders.map((order) => ({
      order,
      blocks: countAvailable(blocks, order),
      expected: expectAvailable(zonePages, share, order),
    }))
  return {
    zonePages,
    pagesPerPage: Math.max(1, ramBytes / pageBytes / zonePages),
    freePages,
    freePercent: (freePages * 100) / zonePages,
    buddyinfo: counts,
    mosaic: drawMosaic(zone, mosaicPages),
    available: toOrders(counts, freePages / zonePages),
    curve: measureAvailability(zonePages, curvePercents, random).map(
      ({ percent, counts: then }) => ({
        percent,
        orders: toOrders(then, percent / 100),
      }),
    ),
  }
}

/** The four that can be compared, and the one that is set if it is another. */
function listRequests({ policy, size }: Values): readonly StackRequest[] {
  const order = toOrder(size * 1024)
  if (policy !== 'config' || order === 1 || order === 2) return stackRequests
  return [...stackRequests, { id: 'chosen', title: `${size}K in one piece`, order, pieces: 1 }]
}
