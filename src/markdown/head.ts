// YAML with places: the front matter of an entry, or the whole of sources.yaml.
//
// Every scalar stays the text it was written as (YAML's failsafe schema), so that a release `4.10`,
// a commit `7105856` and a date `2014` arrive as they stand in the file.

import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml'
import type { Fault } from './content-rule.ts'
import type { Place } from './parsed.ts'
import { describeYamlError } from './yaml-error.ts'

/** Keys and indices from the top, e.g. `['series', 0, 'on']`. */
export type Path = readonly (string | number)[]

export interface Head {
  /** Texts, lists and maps; `undefined` if there is no YAML or it cannot be read. */
  readonly value: unknown
  /** What is wrong with the YAML itself. */
  readonly faults: readonly Fault[]
  /** Where a missing key of the top is missed. */
  readonly start: Place
  /** The place of the value, or of the nearest thing around it that is there. */
  placeOf(path: Path): Place
  /** The place of the key that leads to the value, or of the value where it is an item of a list. */
  placeOfKey(path: Path): Place
}

/** Maps and lists in one another; the format needs three. */
const depthMax = 8

export interface YamlText {
  readonly text: string
  /** The line of the file on which the YAML begins. */
  readonly firstLine: number
  readonly start: Place
}

export function readHead(yaml: YamlText): Head {
  const counter = new LineCounter()
  const document = parseDocument(yaml.text, {
    schema: 'failsafe',
    lineCounter: counter,
    // `silent` would hide that there are two documents.
    logLevel: 'error',
    prettyErrors: false,
    // We look for double keys ourselves, because the parser compares each key with every other.
    uniqueKeys: false,
  })
  const toPoint = (offset: number) => {
    const { line, col } = counter.linePos(Math.min(offset, yaml.text.length))
    return { line: line + yaml.firstLine - 1, column: col }
  }
  const toPlace = (start: number, end: number): Place => ({
    start: toPoint(start),
    end: toPoint(end),
  })
  const faults: Fault[] = [...document.errors, ...document.warnings].map((error) => ({
    reason: describeYamlError(error),
    place: toPoint(findBeginning(document, error)),
  }))
  const toValue = createReader(toPlace, faults)
  const value = faults.length === 0 ? toValue(document.contents, 0) : undefined

  return {
    value: faults.length === 0 ? value : undefined,
    faults,
    start: yaml.start,
    placeOf: (path) => toPlaceOf(findNodes(document, path).node, toPlace) ?? yaml.start,
    placeOfKey: (path) => {
      const { key, node } = findNodes(document, path)
      return toPlaceOf(key ?? node, toPlace) ?? yaml.start
    },
  }
}

// A value that is not closed swallows the lines below it. Where it ends tells an author nothing.
function findBeginning(document: Document.Parsed, { message, pos: [offset] }: YAMLError): number {
  if (!message.startsWith('Missing closing')) return offset
  let beginning = offset
  visit(document, {
    Scalar: (_, { range }) => {
      if (range && range[0] < offset) beginning = range[0]
    },
  })
  return beginning
}

/** A head without YAML, for files that have none. */
export function createEmptyHead(start: Place): Head {
  return { value: undefined, faults: [], start, placeOf: () => start, placeOfKey: () => start }
}

type ToPlace = (start: number, end: number) => Place

function createReader(toPlace: ToPlace, faults: Fault[]) {
  const report = (node: unknown, reason: string) => {
    const place = toPlaceOf(isNode(node) ? node : undefined, toPlace)
    faults.push({ reason, place: place ?? toPlace(0, 0) })
  }
  const toValue = (node: unknown, depth: number): unknown => {
    if (node === null) return ''
    if (depth > depthMax)
      return report(node, `Unexpected map or list ${depth} levels deep, expected fewer`)
    if (isAlias(node)) return report(node, 'Unexpected alias, expected the value itself')
    if ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined) {
      return report(node, `Unexpected anchor \`&${node.anchor}\`, expected the value alone`)
    }
    if (isScalar(node)) return String(node.value ?? '')
    if (isSeq(node)) return node.items.map((item) => toValue(item, depth + 1))
    if (isMap(node)) return toMap(node.items, depth)
    return report(node, 'Unexpected value, expected text, a list or a map')
  }
  const toMap = (pairs: readonly Pair[], depth: number): Record<string, unknown> => {
    // Without a prototype, so that `__proto__` is a key like any other.
    const map: Record<string, unknown> = Object.create(null)
    for (const { key, value } of pairs) {
      if (!isScalar(key)) report(key, 'Unexpected list or map as a key, expected a name')
      else if (Object.hasOwn(map, String(key.value))) {
        report(key, `Unexpected second \`${key.value}\`, expected each key once`)
      } else map[String(key.value)] = toValue(value, depth + 1)
    }
    return map
  }
  return toValue
}

function findNodes(document: Document.Parsed, path: Path): { key?: Node; node?: Node } {
  let found: { key?: Node; node?: Node } = isNode(document.contents)
    ? { node: document.contents }
    : {}
  for (const [index, step] of path.entries()) {
    const next = stepInto(found.node, step)
    if (next === undefined) return index === 0 ? {} : found
    found = next
  }
  return path.length === 0 ? {} : found
}

function stepInto(node: Node | undefined, step: string | number) {
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step]
    return isNode(item) ? { node: item } : undefined
  }
  if (!isMap(node)) return undefined
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === step)
  if (pair === undefined || !isNode(pair.key)) return undefined
  return isNode(pair.value)
    ? { key: pair.key, node: pair.value }
    : { key: pair.key, node: pair.key }
}

// A block map or list ends where the next thing begins, lines below; its start says enough.
function toPlaceOf(node: Node | undefined, toPlace: ToPlace): Place | undefined {
  if (!node?.range) return undefined
  const [start, end] = node.range
  const place = toPlace(start, isScalar(node) || isAlias(node) ? end : start)
  if (!('start' in place)) return place
  const { start: from, end: to } = place
  return from.line === to.line && from.column === to.column ? from : place
}
