// Sanitised trees of ours as React elements: short texts here, the story in thread/story.tsx.

import type { Root } from 'hast'
import { type Components, toJsxRuntime } from 'hast-util-to-jsx-runtime'
import type { ReactNode } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { type References, readRefs } from './thread/number-references.ts'
import { CiteMark } from './thread/source-links.tsx'

declare module 'react' {
  namespace JSX {
    // The elements that directives leave in a body, see `ThreadEntry.body`.
    interface IntrinsicElements {
      'pl-cite': CiteElementProps
      'pl-position': DirectiveElementProps
      'pl-figure': DirectiveElementProps
      'pl-retelling': DirectiveElementProps
      'pl-quote': DirectiveElementProps
      'pl-simulation': DirectiveElementProps
    }
  }
}

interface DirectiveElementProps {
  readonly id?: string
  readonly preset?: string
}

interface CiteElementProps {
  readonly refs?: unknown
  readonly fresh?: unknown
  readonly children?: ReactNode
}

export function renderTree(tree: Root, components: Partial<Components>): ReactNode {
  // Keys would travel to the browser with every element, and these never move.
  return toJsxRuntime(tree, { Fragment, jsx, jsxs, components, passKeys: false })
}

/** How citations are drawn: around words, the words are the link; after words, a numbered mark. */
export function createCite(references: References) {
  // Closing over the references is the point: a tree carries only strings, and nothing here has state.
  return ({ refs, fresh, children }: CiteElementProps) => {
    const sources = readRefs(refs)
    const [first] = sources
    const isEmpty = children === undefined || children === null
    if (isEmpty || first === undefined)
      return <CiteMark sources={sources} references={references} fresh={readRefs(fresh)} />
    return <a href={references.of(first)?.href}>{children}</a>
  }
}

export interface RichTextProps {
  readonly tree: Root
  readonly references: References
}

export function RichText({ tree, references }: RichTextProps) {
  return renderTree(unwrapParagraph(tree), { 'pl-cite': createCite(references) })
}

// A claim may arrive as one paragraph; it already stands in one of ours.
function unwrapParagraph(tree: Root): Root {
  const [only, ...others] = tree.children
  if (others.length > 0 || only?.type !== 'element' || only.tagName !== 'p') return tree
  return { ...tree, children: only.children }
}
