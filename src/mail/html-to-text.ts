// HTML mail as text. Not a browser: one pass over the characters, no tree, so that no depth and no
// unclosed tag can cost more than its length. Words that a browser would show are never lost: what is
// begun and never ended hides nothing.

import { decodeNamedCharacterReference } from 'decode-named-character-reference'

/** What is inside these is never words, if they end. */
const silent = new Set(['script', 'style', 'title', 'template'])
/** What is inside these is characters, even where it looks like tags. */
const literal = new Set(['textarea', 'xmp', 'iframe', 'noembed', 'noframes'])
/** Inside these no element is silent: paragraphs end them, and are read. */
const foreign = new Set(['svg', 'math'])
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

interface Tag {
  readonly kind: 'tag'
  readonly name: string
  readonly isEnd: boolean
}
type Token = { readonly kind: 'text'; readonly text: string } | Tag

function* tokenize(html: string): Generator<Token> {
  const find = createFinder(html)
  let at = 0
  let foreignDepth = 0
  while (at < html.length) {
    const start = html.indexOf('<', at)
    if (start < 0) break
    if (start > at) yield { kind: 'text', text: html.slice(at, start) }
    const markup = readMarkup(html, start, find)
    at = markup.end
    const { token } = markup
    if (token !== undefined) yield token
    if (token?.kind !== 'tag') continue
    foreignDepth = followForeign(foreignDepth, token, { isWhole: html.endsWith('/>', at) })
    const end = foreignDepth > 0 ? undefined : findContentEnd(token, at, find)
    if (end === undefined) continue
    if (literal.has(token.name)) yield { kind: 'text', text: html.slice(at, end) }
    at = end
  }
  if (at < html.length) yield { kind: 'text', text: html.slice(at) }
}

/** How many foreign elements stand open behind a tag. */
function followForeign(depth: number, { name, isEnd }: Tag, { isWhole }: { isWhole: boolean }) {
  if (!foreign.has(name) || isWhole) return depth
  return isEnd ? Math.max(0, depth - 1) : depth + 1
}

/** Where what is not read as HTML ends, if this begins such. */
function findContentEnd({ name, isEnd }: Tag, from: number, find: Find): number | undefined {
  if (isEnd || !(silent.has(name) || literal.has(name))) return undefined
  return find(`</${name}[\\s/>]`, from)
}

/** Where a pattern is met from a place on. */
type Find = (pattern: string, from: number) => number | undefined

/** What is nowhere any more is looked for once, so that a thousand tags without end cost as much as one. */
function createFinder(html: string): Find {
  const absent = new Set<string>()
  return (pattern, from) => {
    if (absent.has(pattern)) return undefined
    const search = new RegExp(pattern, 'gi')
    search.lastIndex = from
    const index = search.exec(html)?.index
    if (index === undefined) absent.add(pattern)
    return index
  }
}

/** What begins with the `<` at `start`, and where it ends. */
function readMarkup(html: string, start: number, find: Find): { token?: Token; end: number } {
  const character = { token: { kind: 'text', text: '<' }, end: start + 1 } as const
  const [, slash, written] =
    /^<(\/?)([A-Za-z][A-Za-z0-9]*)/u.exec(html.slice(start, start + 40)) ?? []
  if (written === undefined) {
    const end = findOtherEnd(html, start, find)
    return end === undefined ? character : { end }
  }
  const end = findTagEnd(html, start, find)
  if (end === undefined) return character
  return { token: { kind: 'tag', name: written.toLowerCase(), isEnd: slash === '/' }, end }
}

/** Comments, `<!DOCTYPE …>` and the like are passed over; a bare `<` is a character. */
function findOtherEnd(html: string, start: number, find: Find): number | undefined {
  if (!/^<[!?]/u.test(html.slice(start, start + 2))) return undefined
  // `<!-->` is a whole comment.
  const close = html.startsWith('<!--', start) ? find('--!?>', start + 2) : start
  const end = close === undefined ? undefined : find('>', close)
  return end === undefined ? undefined : end + 1
}

/** Behind the `>` that ends the tag; one inside quotes does not. */
function findTagEnd(html: string, from: number, find: Find): number | undefined {
  const first = find('>', from)
  if (first === undefined) return undefined
  let quote = ''
  for (let at = from; at < html.length; at += 1) {
    const character = html[at] ?? ''
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '>') return at + 1
  }
  // A quote that never ends would swallow the message; the first `>` is taken instead.
  return first + 1
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
