// Markup as text that cannot be forgotten to be escaped: whatever is put into a template is escaped,
// unless a template made it.

import { showText } from './show-text.ts'

/** Known to this module alone, so that nothing that was parsed can pass for markup. */
const isMarkup = Symbol('markup')

/** Markup; made by `html` alone. */
export interface Html {
  readonly [isMarkup]: true
  readonly markup: string
}

type Part = Html | string | number | undefined | readonly Part[]

/** `html\`<a href="${url}">${name}</a>\``: the strings around are ours, the values are anybody's. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  let markup = strings[0] ?? ''
  for (const [at, value] of values.entries()) markup += toMarkup(value) + (strings[at + 1] ?? '')
  return made(markup)
}

function made(markup: string): Html {
  return { [isMarkup]: true, markup }
}

function toMarkup(value: Part): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return escapeText(value)
  if (typeof value === 'number') return String(value)
  if (isHtml(value)) return value.markup
  return value.map(toMarkup).join('')
}

/** An object that only looks like markup, from JSON say, is none. */
function isHtml(value: Html | readonly Part[]): value is Html {
  if (Array.isArray(value)) return false
  if (!(isMarkup in value)) throw new TypeError('Unexpected markup that `html` did not make')
  return true
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Most of what is written is this: names, dates, addresses, lines of prose. */
const harmless = /^[\t\n !#-%(-;=?-~]*$/u

function escapeText(text: string): string {
  if (harmless.test(text)) return text
  const shown = showText(text)
  return /[&<>"']/u.test(shown)
    ? shown.replaceAll(/[&<>"']/gu, (character) => escapes[character] ?? '')
    : shown
}

/** Markup one after the other. */
export function joinHtml(parts: readonly Html[], between = ''): Html {
  return made(parts.map(toMarkup).join(escapeText(between)))
}
