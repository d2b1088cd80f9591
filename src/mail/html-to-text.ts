// HTML mail as text. Not a browser: one pass over the characters, no tree, so that no depth and no
// unclosed tag can cost more than its length.

import { decodeNamedCharacterReference } from 'decode-named-character-reference'

/** What is inside these is never words. */
const silent = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'noscript',
  'svg',
  'object',
])
const breaking = new Set([
  ...['p', 'div', 'br', 'tr', 'ul', 'ol', 'table', 'pre', 'hr', 'blockquote', 'section', 'article'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'dt', 'dd', 'header', 'footer'],
])

const quoteDepthMax = 20

/** The words, with line breaks where blocks begin and `>` before quotes. */
export function htmlToText(html: string): string {
  const lines: string[] = []
  let line = ''
  let quoteDepth = 0
  let preDepth = 0
  const breakLine = () => {
    lines.push((quoteDepth > 0 ? `${'>'.repeat(quoteDepth)} ` : '') + line.trimEnd())
    line = ''
  }
  const breakIfFilled = () => {
    if (line.trim() !== '') breakLine()
  }
  const addText = (text: string) => {
    if (preDepth > 0) {
      const [first = '', ...rest] = text.split('\n')
      line += first
      for (const next of rest) {
        breakLine()
        line = next
      }
    } else {
      const folded = text.replaceAll(/\s+/gu, ' ')
      line += line === '' ? folded.trimStart() : folded
    }
  }
  const open = (name: string) => {
    if (name === 'br' || name === 'hr') breakLine()
    else if (breaking.has(name)) breakIfFilled()
    if (name === 'p' && lines.at(-1) !== '') lines.push('')
    if (name === 'blockquote') quoteDepth = Math.min(quoteDepth + 1, quoteDepthMax)
    if (name === 'pre') preDepth += 1
    if (name === 'li') line += '* '
    if (name === 'td' || name === 'th') line += line === '' ? '' : '  '
  }
  const close = (name: string) => {
    if (breaking.has(name)) breakIfFilled()
    if (name === 'blockquote') quoteDepth = Math.max(quoteDepth - 1, 0)
    if (name === 'pre') preDepth = Math.max(preDepth - 1, 0)
  }
  for (const token of tokenize(html)) {
    if (token.kind === 'text') addText(decodeReferences(token.text))
    else if (token.isEnd) close(token.name)
    else open(token.name)
  }
  breakIfFilled()
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim()
}

type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tag'; readonly name: string; readonly isEnd: boolean }

function* tokenize(html: string): Generator<Token> {
  let at = 0
  while (at < html.length) {
    const start = html.indexOf('<', at)
    if (start < 0) break
    if (start > at) yield { kind: 'text', text: html.slice(at, start) }
    const markup = readMarkup(html, start)
    if (markup.token !== undefined) yield markup.token
    at = markup.end
  }
  if (at < html.length) yield { kind: 'text', text: html.slice(at) }
}

/** What begins with the `<` at `start`, and where it ends. */
function readMarkup(html: string, start: number): { token?: Token; end: number } {
  const [, slash, written] =
    /^<(\/?)([A-Za-z][A-Za-z0-9]*)/u.exec(html.slice(start, start + 40)) ?? []
  if (written === undefined) return readOther(html, start)
  const name = written.toLowerCase()
  const isEnd = slash === '/'
  const end = findTagEnd(html, start)
  const isSilent = !isEnd && silent.has(name)
  return {
    token: { kind: 'tag', name, isEnd },
    end: isSilent ? findSilentEnd(html, end, name) : end,
  }
}

/** Comments, `<!DOCTYPE …>` and the like are passed over; a bare `<` is a character. */
function readOther(html: string, start: number): { token?: Token; end: number } {
  if (!/^<[!?]/u.test(html.slice(start, start + 2))) {
    return { token: { kind: 'text', text: '<' }, end: start + 1 }
  }
  const close = html.startsWith('<!--', start) ? '-->' : '>'
  const end = html.indexOf(close, start + 2)
  return { end: end < 0 ? html.length : end + close.length }
}

/** Behind the `>` that ends the tag; one inside quotes does not. */
function findTagEnd(html: string, from: number): number {
  let quote = ''
  for (let at = from; at < html.length; at += 1) {
    const character = html[at] ?? ''
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '>') return at + 1
  }
  // A quote that never ends would swallow the message; the first `>` is taken instead.
  const end = html.indexOf('>', from)
  return end < 0 ? html.length : end + 1
}

function findSilentEnd(html: string, from: number, name: string): number {
  const pattern = new RegExp(`</${name}[^>]*>`, 'giu')
  pattern.lastIndex = from
  const end = pattern.exec(html)
  return end === null ? html.length : end.index + end[0].length
}

function decodeReferences(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(
    /&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));?/gu,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return decodeNamedCharacterReference(name) || whole
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      const isCharacter = code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff)
      return isCharacter ? String.fromCodePoint(code) : '\uFFFD'
    },
  )
}
