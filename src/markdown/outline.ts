// What stands in a body, sorted by kind in one walk, so that rules need not walk again.

import type {
  BlockContent,
  Blockquote,
  DefinitionContent,
  Heading,
  Html,
  Image,
  ImageReference,
  Link,
  Definition as LinkDefinition,
  List,
  Nodes,
  Paragraph,
  Root,
  Table,
} from 'mdast'
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive'
import type { Position } from 'unist'
import { type AnchorId, parseAnchorId } from '#domain'
import { type DirectiveForm, directives, isDirectiveName } from './directives.ts'
import type { Place } from './parsed.ts'
import { listWrittenAttributes, type WrittenAttribute } from './written-attributes.ts'

/** A node and what it stands in, up to the root. */
export interface Placed<N extends Nodes = Nodes> {
  readonly node: N
  readonly parent: Placed | undefined
}

/** A directive as written: any name, any attributes. */
export interface DirectiveDraft {
  readonly node: ContainerDirective | LeafDirective | TextDirective
  readonly parent: Placed
  readonly form: DirectiveForm
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly written: readonly WrittenAttribute[]
  /** Its first line; a whole container would be too much to point at. */
  readonly opening: Position
}

/** A container directive with its parts. */
export interface BlockDraft extends DirectiveDraft {
  readonly node: ContainerDirective
  readonly label?: Paragraph
  readonly paragraphs: readonly Paragraph[]
  readonly blockquotes: readonly Blockquote[]
  readonly tables: readonly Table[]
  readonly simulations: readonly LeafDirective[]
  readonly others: readonly (BlockContent | DefinitionContent)[]
  /** The anchor of the heading it stands under. */
  readonly section?: AnchorId
}

export interface Outline {
  /** What stands at the top, in order, front matter excepted. */
  readonly top: readonly Nodes[]
  readonly headings: readonly Placed<Heading>[]
  readonly paragraphs: readonly Placed<Paragraph>[]
  readonly blockquotes: readonly Placed<Blockquote>[]
  readonly lists: readonly Placed<List>[]
  readonly tables: readonly Placed<Table>[]
  readonly links: readonly (Link | LinkDefinition)[]
  readonly html: readonly Html[]
  readonly images: readonly (Image | ImageReference)[]
  /** Every directive, of whatever name. */
  readonly directives: readonly DirectiveDraft[]
  /** Container directives of known names. */
  readonly blocks: readonly BlockDraft[]
  /** The nodes that have a citation in them. */
  readonly citing: ReadonlySet<Nodes>
}

type Building<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer N)[] ? N[] : T[K] }

export function readOutline(tree: Root, text: string): Outline {
  const citing = new Set<Nodes>()
  const outline: Building<Outline> = {
    top: tree.children.filter((node) => node.type !== 'yaml'),
    headings: [],
    paragraphs: [],
    blockquotes: [],
    lists: [],
    tables: [],
    links: [],
    html: [],
    images: [],
    directives: [],
    blocks: [],
    citing,
  }
  const sort = createSorter(outline, citing, text)
  const waiting: Placed[] = [{ node: tree, parent: undefined }]
  for (let placed = waiting.pop(); placed !== undefined; placed = waiting.pop()) {
    const { node } = placed
    if (placed.parent !== undefined) sort(placed, placed.parent)
    if (!('children' in node)) continue
    for (let index = node.children.length - 1; index >= 0; index -= 1) {
      const child = node.children[index]
      if (child !== undefined) waiting.push({ node: child, parent: placed })
    }
  }
  return outline
}

function createSorter(outline: Building<Outline>, citing: Set<Nodes>, text: string) {
  let section: AnchorId | undefined
  return (placed: Placed, parent: Placed): void => {
    const { node } = placed
    switch (node.type) {
      case 'heading':
        section = toSectionId(node) ?? section
        outline.headings.push({ node, parent })
        break
      case 'paragraph':
        if (node.data?.directiveLabel !== true) outline.paragraphs.push({ node, parent })
        break
      case 'blockquote':
        outline.blockquotes.push({ node, parent })
        break
      case 'list':
        outline.lists.push({ node, parent })
        break
      case 'table':
        outline.tables.push({ node, parent })
        break
      case 'link':
      case 'definition':
        outline.links.push(node)
        break
      case 'html':
        outline.html.push(node)
        break
      case 'image':
      case 'imageReference':
        outline.images.push(node)
        break
      case 'containerDirective': {
        const draft = { ...toDirective(node, parent, 'container', text), node }
        outline.directives.push(draft)
        if (isDirectiveName(node.name) && directives[node.name].form === 'container') {
          outline.blocks.push({
            ...draft,
            ...toParts(node),
            ...(section !== undefined && { section }),
          })
        }
        break
      }
      case 'leafDirective':
        outline.directives.push(toDirective(node, parent, 'leaf', text))
        break
      case 'textDirective':
        outline.directives.push(toDirective(node, parent, 'text', text))
        if (node.name === 'cite') {
          for (let at: Placed | undefined = parent; at !== undefined; at = at.parent)
            citing.add(at.node)
        }
        break
    }
  }
}

/** The anchor that `plugins/name-headings.ts` gave the heading. */
export function findHeadingId(node: Heading): string | undefined {
  const id = node.data?.hProperties?.id
  return typeof id === 'string' ? id : undefined
}

// GitHub's slugs may hold what ours may not, e.g. `fsproc--__foo`. `heading-makes-an-anchor` reports
// those that no URL should hold; the others are anchors like any.
function toSectionId(node: Heading): AnchorId | undefined {
  const id = findHeadingId(node)
  return id === undefined ? undefined : (parseAnchorId(id) ?? (id as AnchorId))
}

function toDirective(
  node: DirectiveDraft['node'],
  parent: Placed,
  form: DirectiveForm,
  text: string,
): DirectiveDraft {
  const attributes = Object.entries(node.attributes ?? {})
  return {
    node,
    parent,
    form,
    name: node.name,
    attributes: new Map(attributes.map(([name, value]) => [name, (value ?? '').trim()])),
    written: listWrittenAttributes(node, text),
    opening: toOpening(node, text),
  }
}

function toOpening(node: DirectiveDraft['node'], text: string): Position {
  const position = node.position ?? nowhere
  if (node.type !== 'containerDirective') return position
  const { start } = position
  const lineBreak = text.indexOf('\n', start.offset)
  const line = text.slice(start.offset, lineBreak === -1 ? undefined : lineBreak).trimEnd()
  return { start, end: { line: start.line, column: start.column + line.length } }
}

const nowhere: Position = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }

/** Where a node stands; every node of ours stands somewhere. */
export function placeOf(node: Nodes): Position {
  return node.position ?? nowhere
}

/** Where the attribute is written, or the directive's first line. */
export function placeOfAttribute(directive: DirectiveDraft, name: string): Place {
  return directive.written.find((attribute) => attribute.name === name)?.place ?? directive.opening
}

function toParts(node: ContainerDirective) {
  const parts = {
    paragraphs: [] as Paragraph[],
    blockquotes: [] as Blockquote[],
    tables: [] as Table[],
    simulations: [] as LeafDirective[],
    others: [] as (BlockContent | DefinitionContent)[],
  }
  let label: Paragraph | undefined
  for (const child of node.children) {
    if (child.type === 'paragraph' && child.data?.directiveLabel === true) label = child
    else if (child.type === 'paragraph') parts.paragraphs.push(child)
    else if (child.type === 'blockquote') parts.blockquotes.push(child)
    else if (child.type === 'table') parts.tables.push(child)
    else if (child.type === 'leafDirective' && child.name === 'simulation')
      parts.simulations.push(child)
    else parts.others.push(child)
  }
  return { ...parts, ...(label !== undefined && { label }) }
}
