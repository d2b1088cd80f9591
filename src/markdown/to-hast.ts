// Markdown trees to sanitised HTML trees, small enough to keep by the thousand.

import type { Element, ElementContent, Root, RootContent } from 'hast'
import { type Schema, sanitize } from 'hast-util-sanitize'
import type { Root as MarkdownRoot } from 'mdast'
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive'
import { toHast as convert, type Handlers, type State } from 'mdast-util-to-hast'
import { formatSourceRef, type SourceRef } from '#domain'
import { splitTokens } from './references.ts'

export interface HtmlTrees {
  readonly body: Root
  /** Claims and retellings: what stood in a directive, by its name and id, e.g. `position kim-rfc`. */
  readonly texts: ReadonlyMap<string, Root>
}

export type ToRef = (token: string) => SourceRef | undefined

/** Everything a body may hold. What is not here is dropped, whatever made it. */
const schema: Schema = {
  tagNames: [
    ...['p', 'h2', 'h3', 'ul', 'ol', 'li', 'pre', 'code', 'em', 'strong', 'del', 'a', 'br', 'hr'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
    ...['pl-position', 'pl-figure', 'pl-retelling', 'pl-quote', 'pl-simulation', 'pl-cite'],
  ],
  attributes: {
    a: ['href', 'title'],
    code: [['className', /^language-[\w+-]{1,40}$/u]],
    h2: ['id'],
    h3: ['id'],
    ol: ['start'],
    td: ['align'],
    th: ['align'],
    'pl-position': ['id'],
    'pl-figure': ['id'],
    'pl-retelling': ['id'],
    'pl-quote': ['id'],
    'pl-simulation': ['id', 'preset'],
    'pl-cite': ['refs'],
  },
  protocols: { href: ['http', 'https', 'mailto'] },
  // Anchors of headings are ours; `clobberPrefix` would change them.
  clobber: [],
}

/** Converts the body of a checked entry. */
export function toHtml(tree: MarkdownRoot, toRef: ToRef): HtmlTrees {
  const converted = convert(tree, { handlers: createHandlers(toRef) })
  const texts = new Map<string, Root>()
  const clean = sanitize(dropPlaces(converted), schema)
  const body = clean.type === 'root' ? clean : { type: 'root' as const, children: [] }
  return { body: compact(body, texts), texts }
}

function createHandlers(toRef: ToRef): Handlers {
  return {
    containerDirective: (state: State, node: ContainerDirective) =>
      toElement(`pl-${node.name}`, pick(node, ['id']), toText(state, node)),
    leafDirective: (_: State, node: LeafDirective) =>
      toElement(`pl-${node.name}`, pick(node, ['id', 'preset']), []),
    textDirective: (state: State, node: TextDirective) => {
      const refs = splitTokens(node.attributes?.source ?? '').flatMap((token) => {
        const ref = toRef(token)
        return ref === undefined ? [] : formatSourceRef(ref)
      })
      return toElement('pl-cite', { refs: refs.join(' ') }, state.all(node))
    },
    // Front matter is read elsewhere; raw HTML is a fault and never gets here.
    yaml: () => undefined,
    html: () => undefined,
  }
}

// What stays of a directive's content: the claim of a position, the record of a retelling.
function toText(state: State, node: ContainerDirective): ElementContent[] {
  const paragraphs = node.children.filter((child) => child.type === 'paragraph')
  if (node.name === 'position') return paragraphs.flatMap((child) => state.all(child))
  if (node.name !== 'retelling') return []
  return paragraphs.map((child) => toElement('p', {}, state.all(child)))
}

function pick(node: ContainerDirective | LeafDirective, names: readonly string[]) {
  const picked: Record<string, string> = {}
  for (const name of names) {
    const value = node.attributes?.[name]?.trim()
    if (value) picked[name] = value
  }
  return picked
}

function toElement(
  tagName: string,
  properties: Element['properties'],
  children: ElementContent[],
): Element {
  return { type: 'element', tagName, properties, children }
}

// The sanitiser copies every place it meets, which costs more than all its checks.
function dropPlaces<N extends Root | RootContent>(node: N): N {
  delete node.position
  delete node.data
  if ('children' in node) for (const child of node.children) dropPlaces(child)
  return node
}

const textless = new Set(['ul', 'ol', 'table', 'thead', 'tbody', 'tr'])
const noProperties: Element['properties'] = Object.freeze({})

// White space between blocks means nothing; elements without properties share one empty object.
function compact<P extends Root | Element>(parent: P, texts: Map<string, Root>): P {
  const isTextless = parent.type === 'root' || textless.has(parent.tagName)
  const children: (RootContent | ElementContent)[] = []
  for (const child of parent.children) {
    if (isTextless && child.type === 'text') continue
    if (child.type === 'element') {
      compact(child, texts)
      if (Object.keys(child.properties).length === 0) child.properties = noProperties
      if (child.tagName === 'pl-position' || child.tagName === 'pl-retelling')
        takeText(child, texts)
      if (child.tagName === 'li') child.children = trimItem(child.children)
    }
    children.push(child)
  }
  parent.children = children as P['children']
  return parent
}

function takeText(element: Element, texts: Map<string, Root>): void {
  const key = `${element.tagName.slice('pl-'.length)} ${element.properties.id}`
  texts.set(key, { type: 'root', children: element.children })
  element.children = []
}

// In an item, text is white space between blocks only if there are blocks.
function trimItem(children: ElementContent[]): ElementContent[] {
  const hasBlocks = children.some(
    (child) => child.type === 'element' && /^(?:p|ul|ol|pre|table)$/u.test(child.tagName),
  )
  if (!hasBlocks) return children
  return children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
}
