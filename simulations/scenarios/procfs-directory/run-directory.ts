// One run: every chosen structure does the same work, in the mode asked for, and is counted.

import {
  createEventRecorder,
  type EventRecorder,
  type Measured,
  type Mode,
  type Outcome,
  type RunContext,
  type Tick,
} from '../../engine/index.ts'
import { toSeconds } from './cost-model.ts'
import { type ChainTotals, countChains, totalChains } from './count-chains.ts'
import { countFlat } from './count-flat.ts'
import { type Counters, createTally, type Tally, withoutMemory } from './counters.ts'
import type { Directory } from './directory.ts'
import { createHeapChains, type Heap } from './heap-chains.ts'
import { createKeyedTree } from './keyed-tree.ts'
import { type Layout, layouts, toRequest, toSlab } from './layout.ts'
import { createLinkedRecorder } from './linked-recorder.ts'
import {
  type DirectoryModel,
  listCurveSizes,
  type Memory,
  type Shape,
  type StructureModel,
} from './model.ts'
import { hashNames } from './name-hash.ts'
import { findOrderKeys, type OrderKeys, rankNames } from './names.ts'
import { once } from './once.ts'
import { createFlatDirectory, createMapDirectory } from './other-directories.ts'
import { type ChainOptions, createPackedChains } from './packed-chains.ts'
import type { Structure, Values } from './parameters.ts'
import { type CacheCounts, checkTree, followLinks, probeCache } from './probe-cache.ts'
import { type Reader, type Reading, readDirectory } from './read-directory.ts'
import { createOrderedReader, createWalkingReader } from './readers.ts'
import { type Phase, phases, stepEntriesMax } from './recorded.ts'
import { measureTree } from './red-black-tree.ts'
import { countUp, pickEach, sortStably } from './sort-stably.ts'
import { createStepChains } from './step-chains.ts'
import { createHeapTree, createPackedTree, type TreeDirectory } from './trees.ts'
import {
  createWorkload,
  describeAttempts,
  dotBytes,
  type Placed,
  partNodes,
  placeEntries,
  sumBytes,
  sumLengths,
  toRecordBytes,
  type Workload,
} from './workload.ts'

/** A run yields about every so many visits. */
const tickVisits = 65_536

/** The hash table of devices by name has 256 heads. */
const deviceBuckets = { B: 256, hf: 'bytewise', fold: 'hash_32' } as const

interface Run {
  readonly values: Values
  readonly mode: Mode
  readonly workload: Workload
  readonly context: RunContext
  readonly ranks: () => Int32Array
  readonly orderKeys: () => OrderKeys | undefined
  readonly chainByName: () => Int32Array
  readonly deviceChains: () => Int32Array
  /** Hash and hlist are counted once. */
  readonly hashed: () => Generator<undefined, ChainTotals, void>
  /** Where nodes of a layout lie. */
  readonly placed: (layout: Layout) => Placed
  readonly recorder?: EventRecorder
  readonly measured: Measured[]
  /** What was run so far. */
  readonly structures: StructureModel[]
}

export function* runDirectory(
  values: Values,
  context: RunContext,
): Generator<Tick, Outcome<DirectoryModel>, void> {
  const preparing = (): Tick => ({ phase: 'prepare', done: 0, total: values.st.length })
  const workload = yield* withTicks(createWorkload(values, context.random), preparing)
  const { names, attempts } = workload
  const size = attempts.length
  const mode = context.mode === 'step' && size > stepEntriesMax ? 'count' : context.mode
  const recorder = mode === 'step' ? createLinkedRecorder(createEventRecorder()) : undefined
  const measured: Measured[] = []
  const structures: StructureModel[] = []
  const chainByName = once(() => hashNames(names, values))
  const { B, hf, fold } = deviceBuckets
  const isHashedAsDevices = values.B === B && values.hf === hf && values.fold === fold
  let hashed: ChainTotals | undefined
  const placedByLayout = new Map<Layout, Placed>()
  const run: Run = {
    values,
    mode,
    workload,
    context,
    ranks: once(() => rankNames(names)),
    orderKeys: once(() => findOrderKeys(names)),
    chainByName,
    deviceChains: isHashedAsDevices ? chainByName : once(() => hashNames(names, deviceBuckets)),
    placed: (layout) => {
      const placed =
        placedByLayout.get(layout) ?? placeEntries(values, workload, layout, context.random)
      placedByLayout.set(layout, placed)
      return placed
    },
    hashed: function* () {
      hashed ??= yield* totalChains({
        workload,
        chainByName: chainByName(),
        chainCount: values.B,
        rm: values.rm,
      })
      return hashed
    },
    measured,
    structures,
    ...(recorder !== undefined && { recorder }),
  }
  yield preparing()
  for (const structure of values.st) {
    structures.push(yield* runStructure(run, structure))
  }
  const model: DirectoryModel = {
    registrations: size,
    duplicates: workload.duplicates,
    names: {
      first: names.text(attempts[0] as number),
      last: names.text(attempts[size - 1] as number),
      shortest: workload.shortest,
      longest: workload.longest,
    },
    structures,
  }
  return {
    model,
    ...(measured.length > 0 && { measured }),
    ...(recorder !== undefined && {
      log: recorder.finish(['', ...Array.from(attempts, (name) => names.text(name))]),
    }),
  }
}

/** What is looked at while a tree is full. */
interface FullTree {
  readonly shape: Shape
  readonly cache: CacheCounts
}

interface Counted {
  readonly create: Counters
  /** Made by walking only if asked for. */
  readonly lookup: Counters | undefined
  readonly remove: Counters | undefined
  readonly visitsByAttempt: Int32Array
  readonly tree?: FullTree | undefined
}

function* runStructure(run: Run, structure: Structure): Generator<Tick, StructureModel, void> {
  const { values, workload } = run
  const { ops } = values
  const size = workload.attempts.length
  // Between its parts somebody may want to stop.
  const tick = () => toTick(run, structure)
  const counted =
    run.mode === 'count' && structure !== 'rbtree'
      ? yield* withTicks(countStructure(run, structure), tick)
      : yield* walkStructure(run, structure)
  const { create, visitsByAttempt, tree } = counted
  const lookup = ops.includes('lookup') ? counted.lookup : undefined
  const remove = ops.includes('remove') ? counted.remove : undefined
  yield tick()
  const entries = countEntries(structure, workload)
  // Links back change neither which lists there are nor what is read of them.
  const twin =
    run.mode === 'count' && structure === 'hlist'
      ? run.structures.find(({ id }) => id === 'hash')
      : undefined
  const reading =
    ops.includes('read') && structure !== 'none'
      ? (twin?.reading ?? (yield* readStructure(run, structure)))
      : undefined
  yield tick()
  const shape = tree?.shape ?? twin?.shape ?? describeChains(run, structure)
  yield tick()
  const cache = tree?.cache ?? (yield* withTicks(probeChains(run, structure), tick))
  yield tick()
  const seconds = toSeconds(values, {
    structure,
    registrations: size,
    entries,
    create,
    remove,
  })
  return {
    id: structure,
    entries,
    create,
    ...(lookup !== undefined && { lookup }),
    ...(remove !== undefined && { remove }),
    curve: toCurve(visitsByAttempt),
    memory: measureMemory(run, structure),
    shape,
    cache,
    ...(reading !== undefined && { reading }),
    seconds,
    lockHold: {
      create: create.longest * values.c_visit,
      remove: remove === undefined ? null : remove.longest * values.c_visit,
    },
  }
}

function toTick({ values, structures }: Run, phase: string): Tick {
  return { phase, done: structures.length, total: values.st.length }
}

/** A list links a name that is there already; a tree and the others do not. */
const linkingDuplicates: readonly Structure[] = ['list', 'hash', 'hlist']

function countEntries(structure: Structure, { attempts, duplicates }: Workload): number {
  if (structure === 'none' || structure === 'virtual') return 0
  return linkingDuplicates.includes(structure) ? attempts.length : attempts.length - duplicates
}

function toCurve(visitsByAttempt: Int32Array): StructureModel['curve'] {
  let sum = 0
  let attempt = 0
  return listCurveSizes(visitsByAttempt.length).map((size) => {
    for (; attempt < size; attempt += 1) sum += visitsByAttempt[attempt] as number
    return [size, sum]
  })
}

// ── counting without walking ──

function* withTicks<T>(
  parts: Generator<undefined, T, void>,
  tick: () => Tick,
): Generator<Tick, T, void> {
  for (;;) {
    const part = parts.next()
    if (part.done === true) return part.value
    yield tick()
  }
}

function* countStructure(run: Run, structure: Structure): Generator<undefined, Counted, void> {
  const { values, workload } = run
  switch (structure) {
    case 'list':
      return countChains(yield* totalList(values, workload), toChainMemory(structure))
    case 'hash':
    case 'hlist':
      return countChains(yield* run.hashed(), toChainMemory(structure))
    case 'flat':
      return yield* countFlat(workload, layouts.flat as Layout)
    case 'map':
      return countMap(workload)
    case 'virtual':
      return yield* countVirtual(run)
    default:
      return countNothing(workload.attempts.length)
  }
}

function totalList({ rm }: Values, workload: Workload): Generator<undefined, ChainTotals, void> {
  return totalChains({
    workload,
    chainByName: new Int32Array(workload.names.count),
    chainCount: 1,
    rm,
  })
}

function toChainMemory(structure: Structure) {
  return {
    layout: (structure === 'hlist' ? layouts.hlist : layouts.list) as Layout,
    hasBuckets: structure !== 'list',
    hasBackLinks: structure === 'hlist',
    comparesLength: structure !== 'virtual',
  }
}

function countNothing(size: number) {
  const nothing = { ...createTally(), operations: size }
  return {
    create: nothing,
    lookup: nothing,
    remove: nothing,
    visitsByAttempt: new Int32Array(size),
  }
}

function* countVirtual(run: Run) {
  const { values, workload } = run
  const devices = toDevices(workload)
  // By default entries are hashed as devices are.
  const totals =
    devices === workload && run.deviceChains() === run.chainByName()
      ? yield* run.hashed()
      : yield* totalChains({
          workload: devices,
          chainByName: run.deviceChains(),
          chainCount: deviceBuckets.B,
          rm: values.rm,
        })
  const { lookup } = countChains(totals, toChainMemory('virtual'))
  const nothing = countNothing(workload.attempts.length)
  return { ...nothing, lookup: withoutMemory(lookup) }
}

/** Each device once: a second of the same name is refused before there is a file. */
function toDevices(workload: Workload): Workload {
  if (workload.duplicates === 0) return workload
  const attempts = Int32Array.from(new Set(workload.attempts))
  return {
    ...workload,
    attempts,
    duplicates: 0,
    removals: countUp(attempts.length),
    ...describeAttempts(workload.names, attempts),
  }
}

/** One look per call, and a comparison where the name is there. */
function countMap({ attempts, lengths }: Workload) {
  const size = attempts.length
  const count = (found: Int32Array): Counters =>
    withoutMemory({
      ...createTally(),
      operations: size,
      visits: size,
      comparisons: sumLengths(found, () => 1),
      bytes: sumBytes(found),
      longest: 1,
    })
  return {
    create: count(lengths.again),
    lookup: count(lengths.all),
    remove: count(lengths.once),
    visitsByAttempt: new Int32Array(size).fill(1),
  }
}

// ── really walking ──

function* walkStructure(run: Run, structure: Structure): Generator<Tick, Counted, void> {
  const { values, workload, recorder, context, measured } = run
  const first = yield* walkOnce(run, structure, recorder)
  if (context.clock === undefined) return first.counted
  // Short phases are timed several times, the first not counted: engines compile as they go.
  const times = [first.times]
  const spent = (): number => times.reduce((sum, { create }) => sum + create, 0)
  while (times.length < repetitionsMax && spent() < timingNsMax) {
    times.push((yield* walkOnce(run, structure)).times)
  }
  const counted = times.length > 1 ? times.slice(1) : times
  for (const phase of ['create', 'lookup', 'remove'] as const) {
    if (phase !== 'create' && !values.ops.includes(phase)) continue
    const sorted = counted.map((time) => time[phase]).sort((a, b) => a - b)
    measured.push({
      label: `${structure} ${phase}`,
      ns: sorted[sorted.length >> 1] as number,
      repetitions: sorted.length,
      spread: (sorted.at(-1) as number) - (sorted[0] as number),
      operations: first.counted[phase]?.visits ?? workload.attempts.length,
    })
  }
  return first.counted
}

const repetitionsMax = 6
const timingNsMax = 2e9

type Times = Record<'create' | 'lookup' | 'remove', number>

function* walkOnce(
  run: Run,
  structure: Structure,
  recorder?: EventRecorder,
): Generator<Tick, { readonly counted: Counted; readonly times: Times }, void> {
  const { values, workload } = run
  const size = workload.attempts.length
  const times: Times = { create: 0, lookup: 0, remove: 0 }
  const work = structure === 'virtual' ? toDevices(workload) : workload
  const directory = createDirectory(run, structure, {
    capacity: size,
    ...(recorder !== undefined && { recorder }),
  })
  const tick = () => toTick(run, structure)
  yield tick()
  const visitsByAttempt = new Int32Array(size)
  const hasMemory = structure !== 'map' && structure !== 'virtual'
  const finish = (tally: Tally): Counters => (hasMemory ? tally : withoutMemory(tally))
  const walk = (phase: keyof Times) =>
    perform(run, directory, phase, {
      name: structure,
      names: (phase === 'lookup' ? work : workload).attempts,
      ...{ recorder, times, visitsByAttempt },
    })
  const hasEntries = structure !== 'none' && structure !== 'virtual'
  const created = hasEntries ? yield* walk('create') : createTally()
  if (structure === 'virtual') {
    // The devices are there anyway.
    work.attempts.forEach((name, at) => {
      directory.adopt(at + 1, name)
    })
  }
  const create = hasEntries ? finish(created) : { ...createTally(), operations: size }
  // Looked at while it is full.
  const tree =
    'tree' in directory
      ? yield* withTicks(inspectFull(run, directory as TreeDirectory), tick)
      : undefined
  const lookup = values.ops.includes('lookup')
    ? structure === 'none'
      ? { ...createTally(), operations: size }
      : finish(yield* walk('lookup'))
    : undefined
  const remove = values.ops.includes('remove')
    ? hasEntries
      ? finish(yield* walk('remove'))
      : { ...createTally(), operations: size }
    : undefined
  return { counted: { create, lookup, remove, visitsByAttempt, tree }, times }
}

/** One phase of a walk, call by call. */
function* perform(
  { workload, context, structures }: Run,
  directory: Directory,
  phase: keyof Times,
  {
    name: structure,
    names,
    recorder,
    times,
    visitsByAttempt,
  }: {
    readonly name: string
    readonly names: Int32Array
    readonly recorder: EventRecorder | undefined
    readonly times: Times
    readonly visitsByAttempt: Int32Array
  },
): Generator<Tick, Tally, void> {
  const { removals } = workload
  const clock = context.clock ?? (() => 0)
  const count = names.length
  const tally = createTally()
  tally.operations = count
  directory.count(tally)
  let ticked = 0
  let started = clock()
  for (let operation = 0; operation < count; operation += 1) {
    recorder?.add('mark', toMark(structures, phase), operation)
    const before = tally.visits
    if (phase === 'create') {
      directory.create(operation + 1, names[operation] as number)
      visitsByAttempt[operation] = tally.visits - before
    } else if (phase === 'lookup') directory.find(names[operation] as number)
    else directory.remove(names[removals[operation] as number] as number)
    if (tally.visits - ticked > tickVisits) {
      ticked = tally.visits
      times[phase] += clock() - started
      yield { phase: `${structure} ${phase}`, done: operation, total: count }
      started = clock()
    }
  }
  times[phase] += clock() - started
  return tally
}

/** Says where in a record something begins. */
function toMark({ length }: Run['structures'], phase: Phase): number {
  return length * 8 + phases.indexOf(phase)
}

/** An empty directory for so many nodes, in the memory that the mode asks for. */
function createDirectory(
  run: Run,
  structure: Structure,
  { capacity, recorder }: { readonly capacity: number; readonly recorder?: EventRecorder },
): Directory {
  const { names } = run.workload
  if (structure === 'none') return nothing
  if (structure === 'map') return createMapDirectory({ names, capacity })
  if (structure === 'flat') {
    return createFlatDirectory({ names, capacity }, { layout: layouts.flat as Layout, scans: true })
  }
  if (structure === 'rbtree') {
    const options = {
      names,
      layout: layouts.rbtree as Layout,
      capacity,
      clears: run.values.clear,
      ...(recorder !== undefined && { recorder }),
    }
    if (run.mode === 'heap') return createHeapTree(options, createHeap(run, structure))
    const keys = run.mode === 'count' ? run.orderKeys() : undefined
    return keys === undefined ? createPackedTree(options) : createKeyedTree(options, keys)
  }
  const options = toChainOptions(run, structure, capacity)
  if (recorder !== undefined) return createStepChains(options, recorder)
  return run.mode === 'heap' && structure !== 'virtual'
    ? createHeapChains(options, createHeap(run, structure))
    : createPackedChains(options)
}

const nothing: Directory = {
  count: () => {},
  create: () => false,
  adopt: () => false,
  find: () => 0,
  remove: () => 0,
  first: () => 0,
  next: () => 0,
}

function toChainOptions(run: Run, structure: Structure, capacity: number): ChainOptions {
  const { names } = run.workload
  const isHashed = structure === 'hash' || structure === 'hlist'
  const isVirtual = structure === 'virtual'
  return {
    names,
    capacity,
    chainByName: isHashed
      ? run.chainByName()
      : isVirtual
        ? run.deviceChains()
        : new Int32Array(names.count),
    chainCount: isHashed ? run.values.B : isVirtual ? deviceBuckets.B : 1,
    ...toChainMemory(structure),
  }
}

/** Memory for every registration; the browser may refuse it, which is said where it is caught. */
function createHeap(run: Run, structure: Structure): Heap {
  const { addresses, bytes } = run.placed(layouts[structure] as Layout)
  const buffer = new ArrayBuffer((bytes + 63) & ~63)
  return { bytes: new Uint8Array(buffer), words: new Int32Array(buffer), addresses }
}

// ── what is looked at while all are registered ──

function measureMemory({ values, workload }: Run, structure: Structure): Memory {
  const layout = layouts[structure]
  if (layout === undefined) return { requested: 0, slab: 0, index: 0 }
  const entries = linkingDuplicates.includes(structure)
    ? workload.lengths.all
    : workload.lengths.once
  const requested = sumLengths(entries, (length) => toRequest(layout, length))
  const slab = sumLengths(entries, (length) => toSlab(toRequest(layout, length)))
  const isHashed = structure === 'hash' || structure === 'hlist'
  const fingerprints = structure === 'flat' ? countEntries(structure, workload) : 0
  return { requested, slab, index: isHashed ? values.B * 8 : fingerprints * 4 }
}

const noShape: Shape = {
  chains: [],
  longestChain: 0,
  emptyBuckets: 0,
  treeHeight: 0,
  blackHeight: 0,
}

function describeChains(run: Run, structure: Structure): Shape {
  if (!linkingDuplicates.includes(structure)) return noShape
  const { chainByName, chainCount } = toChainOptions(run, structure, 0)
  const lengths = new Int32Array(chainCount)
  for (const name of run.workload.attempts) {
    const chain = chainByName[name] as number
    lengths[chain] = (lengths[chain] as number) + 1
  }
  lengths.sort()
  const chains: [number, number][] = []
  for (const length of lengths) {
    const last = chains.at(-1)
    if (last !== undefined && last[0] === length) last[1] += 1
    else chains.push([length, 1])
  }
  return {
    ...noShape,
    chains,
    longestChain: lengths.at(-1) ?? 0,
    emptyBuckets: chains[0]?.[0] === 0 ? chains[0][1] : 0,
  }
}

function* inspectFull(
  { values, workload, placed }: Run,
  { tree }: TreeDirectory,
): Generator<undefined, FullTree, void> {
  const { height, blackHeight } = measureTree(tree)
  yield
  const layout = layouts.rbtree as Layout
  const cache = yield* probeCache(values, workload, {
    memory: placed(layout),
    layout,
    check: checkTree(tree, workload),
    visitsPerCheck: height,
    visitsMax: height,
  })
  return { shape: { ...noShape, treeHeight: height, blackHeight }, cache }
}

function* probeChains(
  run: Run,
  structure: Structure,
): Generator<undefined, CacheCounts | null, void> {
  if (!linkingDuplicates.includes(structure)) return null
  const { attempts } = run.workload
  const { chainByName, chainCount, layout, hasBuckets } = toChainOptions(run, structure, 0)
  // The newest node of each list, and behind each node the next older one.
  const heads = new Int32Array(chainCount)
  const nexts = new Int32Array(attempts.length + 1)
  for (let node = 1; node <= attempts.length; node += 1) {
    const chain = chainByName[attempts[node - 1] as number] as number
    nexts[node] = heads[chain] as number
    heads[chain] = node
  }
  const { addresses, bytes } = run.placed(layout)
  yield
  return yield* probeCache(run.values, run.workload, {
    // The heads lie behind the entries.
    memory: { addresses, bytes: bytes + 8 * (hasBuckets ? chainCount : 0) },
    layout,
    check: (name, path) => followLinks(nexts, heads[chainByName[name] as number] as number, path),
    visitsPerCheck: attempts.length / chainCount,
    visitsMax: attempts.length,
    ...(hasBuckets && { headOf: (name: number) => bytes + 8 * (chainByName[name] as number) }),
  })
}

// ── reading ──

function* readStructure(run: Run, structure: Structure): Generator<Tick, Reading, void> {
  const { values, workload, context } = run
  const { attempts, nameByNode } = workload
  const size = attempts.length
  const capacity = nameByNode.length - 1
  const isPlain = values.mut === 'none' && values.rd === 'count'
  if (run.mode === 'count' && isPlain) {
    return readUndisturbed(run, structure)
  }
  const tick = (): Tick => ({ phase: 'read', done: 0, total: size })
  workload.names.byBytes()
  yield tick()
  const options = { nameByNode, ranks: run.ranks() }
  yield tick()
  // The tree's cursor by name is a descent, which no order of nodes can count; by position, what a held
  // entry leads to only the links know, and an array whose gaps are filled from its end has no order.
  const needsLinks =
    values.rd === 'key' ? structure === 'rbtree' : values.mut === 'held' || structure === 'flat'
  const order = run.mode === 'count' && !needsLinks ? orderNodes(run, structure) : undefined
  yield tick()
  const reader: Reader =
    order !== undefined
      ? createOrderedReader(order, {
          ...options,
          linksDuplicates: linkingDuplicates.includes(structure),
        })
      : createWalkingReader(createReadDirectory(run, structure, capacity), options)
  for (let node = 1; node <= size; node += 1) {
    reader.create(node, nameByNode[node] as number)
    if ((node & (partNodes - 1)) === 0) yield tick()
  }
  yield tick()
  return yield* readDirectory(reader, values, {
    workload,
    random: context.random.fork('reading'),
    ...(run.recorder !== undefined && {
      recorder: run.recorder,
      mark: toMark(run.structures, 'read'),
    }),
  })
}

/** A directory of its own, because others change it: in packed arrays, and nothing is written down. */
function createReadDirectory(run: Run, structure: Structure, capacity: number): Directory {
  const { names } = run.workload
  // The devices themselves, each with its name alone.
  if (structure === 'virtual') return createMapDirectory({ names, capacity })
  if (structure === 'flat') {
    return createFlatDirectory(
      { names, capacity },
      { layout: layouts.flat as Layout, scans: false },
    )
  }
  return createDirectory(run.mode === 'count' ? run : { ...run, mode: 'walk' }, structure, {
    capacity,
  })
}

/** All nodes there will ever be, as the directory orders them. */
function orderNodes({ workload, values, ...run }: Run, structure: Structure): Int32Array {
  const { nameByNode, names } = workload
  const isTree = structure === 'rbtree'
  const links = linkingDuplicates.includes(structure)
  const capacity = nameByNode.length - 1
  if (isTree && capacity === workload.attempts.length) {
    return pickEach(workload.byLength(), countUp(capacity + 1).subarray(1))
  }
  const order = new Int32Array(capacity)
  // Lists have the newest first; of two nodes with one name the older comes first in a tree.
  for (let at = 0; at < capacity; at += 1) order[at] = links ? capacity - at : at + 1
  if (!isTree && (!links || structure === 'list')) return order
  const keyByName = isTree ? run.ranks() : run.chainByName()
  const keys = pickEach(nameByNode, keyByName)
  return sortStably(order, keys, isTree ? names.count : values.B)
}

/** Nobody changes anything: the calls follow from the lengths of the names alone. */
function readUndisturbed(run: Run, structure: Structure): Reading {
  const { workload, values } = run
  const { attempts, names } = workload
  const nodes = orderNodes(run, structure)
  const isThere = new Uint8Array(names.count)
  const links = linkingDuplicates.includes(structure)
  const live =
    links || workload.duplicates === 0
      ? nodes
      : nodes.filter((node) => {
          const name = attempts[node - 1] as number
          if (isThere[name] === 1) return false
          isThere[name] = 1
          return true
        })
  // Most names take records of one size: then whole calls are counted, not entries.
  const record = toRecordBytes(workload.longest)
  const isEven = record === toRecordBytes(workload.shortest)
  let calls = 1
  let skips = 0
  let room = values.buf - dotBytes
  for (let position = 0; position < live.length; position += 1) {
    if (isEven) {
      position += Math.trunc(room / record)
      room = 0
      if (position >= live.length) break
    }
    const name = attempts[(live[position] as number) - 1] as number
    const bytes = toRecordBytes(names.lengths[name] as number)
    if (bytes > room) {
      calls += 1
      skips += position
      room = values.buf
    }
    room -= bytes
  }
  return {
    calls: calls + 1,
    skips: skips + live.length,
    emitted: live.length,
    missed: 0,
    duplicated: 0,
    end: 'complete',
    first: Array.from(live.subarray(0, 12), (node) => names.text(attempts[node - 1] as number)),
  }
}
