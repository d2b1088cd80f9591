// The directives an entry can hold, and their attributes. One table for reading, rules and the guide.

import { figureUnits, isSlug, parsePartialDate, scopes, stances } from '#domain'

export type DirectiveForm = 'container' | 'leaf' | 'text'
export type BlockName = 'position' | 'figure' | 'retelling' | 'quote'
export type DirectiveName = BlockName | 'simulation' | 'cite'

export interface AttributeKind {
  /** What the directive must say, in the words of a message: *expected …*. */
  readonly expected: string
  readonly isRequired?: true
  /** The words allowed, where they are few. */
  readonly values?: readonly string[]
  readonly isValid?: (text: string) => boolean
  /** Whether it holds source references, people or positions. */
  readonly refersTo?: 'sources' | 'person' | 'positions'
}

export interface DirectiveKind {
  readonly form: DirectiveForm
  readonly attributes: Readonly<Record<string, AttributeKind>>
}

const slug = 'a slug of lower-case letters, digits and single hyphens'
const id = { expected: slug, isValid: isSlug } as const
const by = { expected: 'the slug of a person', isValid: isSlug, refersTo: 'person' } as const
const source = {
  expected: 'a message key or a source id',
  refersTo: 'sources',
} as const
const on = {
  expected: 'a date such as `2014-10`, `2014-10-02T15:25:43Z` or `before 2014-10-02`',
  isValid: (text: string) => parsePartialDate(text) !== undefined,
} as const
const positions = { expected: 'ids of positions of this entry', refersTo: 'positions' } as const

function oneOf(values: readonly string[]): AttributeKind {
  return { expected: `one of ${values.map((value) => `\`${value}\``).join(', ')}`, values }
}

function required(kind: AttributeKind): AttributeKind {
  return { ...kind, isRequired: true }
}

export const directives: Readonly<Record<DirectiveName, DirectiveKind>> = {
  position: {
    form: 'container',
    attributes: {
      id: required(id),
      by: required(by),
      stance: required(oneOf(stances)),
      scope: required(oneOf(scopes)),
      on: required(on),
      role: required({ expected: 'the role its author had then' }),
      source: required(source),
      'quote-source': source,
      answers: positions,
      supports: positions,
      rebuts: positions,
      supersedes: { expected: 'the id of a position of this entry', refersTo: 'positions' },
    },
  },
  figure: {
    form: 'container',
    attributes: {
      id: required(id),
      source: required(source),
      caption: required({ expected: 'a caption' }),
      unit: oneOf(figureUnits),
      compare: { expected: 'two headings of columns, separated by a comma' },
      chart: oneOf(['none', 'bars']),
      limit: { expected: 'a number of the unit of the figure' },
      picture: { expected: 'no value: the figure stands for the thread in lists' },
    },
  },
  retelling: {
    form: 'container',
    attributes: { id: required(id), source: required(source), record: required(source) },
  },
  quote: {
    form: 'container',
    attributes: {
      id: required(id),
      by: required(by),
      on: required(on),
      source: required(source),
    },
  },
  simulation: {
    form: 'leaf',
    attributes: {
      id: required({ expected: 'the id of a simulation' }),
      preset: { expected: 'a preset of the simulation' },
    },
  },
  cite: { form: 'text', attributes: { source: required(source) } },
}

export const directiveNames = Object.keys(directives)

export function isDirectiveName(name: string): name is DirectiveName {
  return Object.hasOwn(directives, name)
}

/** As an author writes it, e.g. `:::position`. */
export function formatDirective(form: DirectiveForm, name: string): string {
  const colons = { container: ':::', leaf: '::', text: ':' } as const
  return colons[form] + name
}
