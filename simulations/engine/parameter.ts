// What can be set before a run. One object per parameter makes its control, its place in the
// address, its option on the command line and its check, so that the four never disagree.

interface Described {
  /** What the control is called, e.g. `entries`. */
  readonly label: string
  /** One or two sentences: what it is and why somebody would change it. */
  readonly doc: string
  /** Where the default or the range comes from, e.g. `commit 710585d4922f`. */
  readonly source?: string
  /** Set where neither a source nor a measurement says so; shown with the word. */
  readonly isInference?: true
  /** Controls of one group stand together. */
  readonly group?: string
  /** When it has no effect, and what to say then. */
  readonly onlyWith?: Dependency
}

/** Holds if the other parameter has, or a subset contains, one of the values. */
export interface Dependency {
  readonly key: string
  readonly among: readonly string[]
  /** e.g. `only a hash table has buckets` */
  readonly says: string
}

export interface NumberParameter extends Described {
  readonly kind: 'number'
  readonly default: number
  readonly min: number
  readonly max: number
  /** Every value is a multiple of it. */
  readonly step: number
  /** How a slider runs; `powers-of-two` also admits no other values. */
  readonly scale?: 'linear' | 'log' | 'powers-of-two'
  /** e.g. `ns`, `B`; nothing for a plain count. */
  readonly unit?: string
  /** Lower maxima that hold while another parameter has a value. */
  readonly caps?: readonly (Dependency & { readonly max: number })[]
}

export interface Choice<Value extends string = string> {
  readonly value: Value
  readonly label: string
  readonly doc?: string
}

export interface ChoiceParameter<Value extends string = string> extends Described {
  readonly kind: 'choice'
  readonly default: Value
  readonly choices: readonly Choice<Value>[]
}

/** Some of several, at least one, always in the order in which they are listed here. */
export interface SubsetParameter<Value extends string = string> extends Described {
  readonly kind: 'subset'
  readonly default: readonly Value[]
  readonly choices: readonly Choice<Value>[]
}

export interface FlagParameter extends Described {
  readonly kind: 'flag'
  readonly default: boolean
}

export interface TextParameter extends Described {
  readonly kind: 'text'
  readonly default: string
  readonly lengthMax: number
  /** A text area rather than a field. */
  readonly isLong?: true
  /** What is expected, e.g. `names between commas`; a mistake is named and, if possible, mended. */
  readonly expects: string
  readonly check?: (text: string) => TextProblem | undefined
}

export interface TextProblem {
  /** e.g. `a name of 256 characters` */
  readonly found: string
  readonly nearest: string
}

export type Parameter =
  | NumberParameter
  | ChoiceParameter
  | SubsetParameter
  | FlagParameter
  | TextParameter

export type Schema = Readonly<Record<string, Parameter>>

export type ValueOf<P extends Parameter> = P extends NumberParameter
  ? number
  : P extends ChoiceParameter<infer Value>
    ? Value
    : P extends SubsetParameter<infer Value>
      ? readonly Value[]
      : P extends FlagParameter
        ? boolean
        : string

export type Value = number | string | boolean | readonly string[]

/** A value for each parameter of a schema. */
export type ValuesOf<S extends Schema> = { readonly [Key in keyof S]: ValueOf<S[Key]> }

export function numberParameter(parameter: Omit<NumberParameter, 'kind'>): NumberParameter {
  return { kind: 'number', ...parameter }
}

export function choiceParameter<const Value extends string>(
  parameter: Omit<ChoiceParameter<Value>, 'kind' | 'default'> & {
    readonly default: NoInfer<Value>
  },
): ChoiceParameter<Value> {
  return { kind: 'choice', ...parameter }
}

export function subsetParameter<const Value extends string>(
  parameter: Omit<SubsetParameter<Value>, 'kind' | 'default'> & {
    readonly default: readonly NoInfer<Value>[]
  },
): SubsetParameter<Value> {
  return { kind: 'subset', ...parameter }
}

export function flagParameter(parameter: Omit<FlagParameter, 'kind'>): FlagParameter {
  return { kind: 'flag', ...parameter }
}

export function textParameter(parameter: Omit<TextParameter, 'kind'>): TextParameter {
  return { kind: 'text', ...parameter }
}

export function defaultValues<S extends Schema>(schema: S): ValuesOf<S> {
  return Object.fromEntries(
    Object.entries(schema).map(([key, parameter]) => [key, parameter.default]),
  ) as ValuesOf<S>
}

/** Why a parameter has no effect beside these values, or nothing if it has. */
export function findIdleReason(
  parameter: Parameter,
  values: Readonly<Record<string, Value>>,
): string | undefined {
  const { onlyWith } = parameter
  return onlyWith === undefined || isMet(onlyWith, values) ? undefined : onlyWith.says
}

export function isMet(
  { key, among }: Dependency,
  values: Readonly<Record<string, Value>>,
): boolean {
  const value = values[key]
  const held = Array.isArray(value) ? value : [String(value)]
  return held.some((one) => among.includes(one))
}
