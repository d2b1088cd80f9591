// The address of a run: `#procfs-directory?v=1&n=30000&st=list,rbtree&h=8f3c5a01`. Keys sorted,
// defaults left out, and the first digits of the result's hash, so that whoever follows the link
// learns whether they see what its author saw.

import type { Schema, ValuesOf } from './parameter.ts'
import { formatChanged } from './read-parameters.ts'
import type { Mode } from './scenario.ts'

export interface Permalink {
  readonly scenario: string
  /** Nothing if the link does not say. */
  readonly version?: number
  readonly mode: Mode
  /** A preset that the parameters change; most links have none and say all themselves. */
  readonly preset?: string
  /** As given; `readParameters` judges them. */
  readonly parameters: Readonly<Record<string, string>>
  /** The first eight digits. */
  readonly hash?: string
}

/** A longer fragment is no link of ours. */
export const permalinkLengthMax = 12_288

const parametersMax = 64
const hashDigits = 8
const modes: readonly string[] = ['count', 'walk', 'heap', 'step']

/** These may not be keys of a schema. */
export const reservedKeys: readonly string[] = ['v', 'h', 'm', 'preset']

export function formatPermalink<S extends Schema>({
  scenario,
  values,
  mode = 'count',
  hash,
}: {
  readonly scenario: { readonly id: string; readonly version: number; readonly schema: S }
  readonly values: ValuesOf<S>
  readonly mode?: Mode
  readonly hash?: string
}): string {
  const pairs = [
    ['v', String(scenario.version)],
    ...(mode === 'count' ? [] : [['m', mode]]),
    ...Object.entries(formatChanged(scenario.schema, values)),
    ...(hash === undefined ? [] : [['h', hash.slice(0, hashDigits)]]),
  ]
  const query = pairs.map(([key = '', value = '']) => `${key}=${encode(value)}`).join('&')
  return `#${scenario.id}?${query}`
}

/** Reads a fragment, with or without its `#`; nothing if it is no link to a run. Never throws. */
export function parsePermalink(fragment: string): Permalink | undefined {
  if (fragment.length > permalinkLengthMax) return undefined
  const [, scenario, query = ''] = /^#?([a-z0-9-]{1,64})\?(.*)$/su.exec(fragment) ?? []
  if (scenario === undefined) return undefined
  return { scenario, ...parseQuery(query) }
}

/** The part after the `?`. */
function parseQuery(query: string): Omit<Permalink, 'scenario'> {
  const parameters: Record<string, string> = {}
  const own: Record<string, string> = {}
  for (const pair of query.slice(0, permalinkLengthMax).split('&').slice(0, parametersMax)) {
    const [key = '', ...rest] = pair.split('=')
    if (!/^[A-Za-z][A-Za-z0-9_-]{0,31}$/u.test(key)) continue
    const target = reservedKeys.includes(key) ? own : parameters
    if (!Object.hasOwn(target, key)) target[key] = decode(rest.join('='))
  }
  const { v = '', h = '', m = '', preset = '' } = own
  return {
    mode: modes.includes(m) ? (m as Mode) : 'count',
    parameters,
    ...(/^\d{1,6}$/u.test(v) && { version: Number(v) }),
    ...(/^[0-9a-f]{8,16}$/u.test(h) && { hash: h.slice(0, hashDigits) }),
    ...(/^[a-z0-9-]{1,64}$/u.test(preset) && { preset }),
  }
}

export type Agreement = 'same' | 'different' | 'other-version' | 'unsaid'

/** Whether a result is the one that the author of a link saw. */
export function compareWithLink(
  link: Pick<Permalink, 'version' | 'hash'>,
  result: { readonly version: number; readonly hash: string },
): Agreement {
  if (link.version !== undefined && link.version !== result.version) return 'other-version'
  if (link.hash === undefined) return 'unsaid'
  return result.hash.startsWith(link.hash) ? 'same' : 'different'
}

function encode(text: string): string {
  // Commas and stars need no escape in a fragment and are kinder to read.
  return encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%20', '+')
}

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    // A stray percent sign: taken as it stands.
    return spaced
  }
}
