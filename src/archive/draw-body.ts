// The text of a message: words, quotes folded by depth, diffs by file, trailers, the signature.

import { type BodyBlock, type FileDiff, splitBody, toShownLines, toUnquoted } from '#mail'
import { mailUrls } from './addresses.ts'
import type { LineMarks } from './draw-mentions.ts'
import { type Html, html, joinHtml } from './html.ts'

/** Quotes longer than this are folded; what was quoted before that, when it is longer than a glance. */
const quoteLinesShown = 10
const deepLinesShown = 2

export interface BodyOptions {
  /** The list the message is on. */
  readonly list: string
  /** Makes anchors of hunks unique on a page with several messages. */
  readonly prefix: string
  /** The number of its first line in the message. */
  readonly firstLine: number
  readonly marks: LineMarks
  /** Whether each line outside diffs has an anchor: `#L12`. */
  readonly isNumbered: boolean
  /** Without what is quoted. */
  readonly isOnlyNew: boolean
}

export function drawBody(body: string, { prefix, ...options }: BodyOptions): Html {
  const lines: LineOptions = { ...options, offset: options.firstLine - 1 }
  const drawn: Html[] = []
  let text: Html[] = []
  let deep: BodyBlock[] = []
  const closeDeep = () => {
    if (deep.length > 0) text.push(drawDeepQuotes(deep, lines))
    deep = []
  }
  // Lines are as wide as they are; what does not fit is scrolled, by keyboard too. Diffs scroll by
  // themselves, so that the name of the file can stay in sight.
  const close = () => {
    closeDeep()
    if (text.length > 0) drawn.push(html`<div class="text" tabindex="0">${text}</div>\n`)
    text = []
  }
  for (const [at, block] of splitBody(toShownLines({ text: body }).join('\n')).entries()) {
    if (block.kind === 'quote' && options.isOnlyNew) continue
    if (block.kind === 'diff') {
      close()
      drawn.push(drawBlock(block, `${prefix}-${at}`, lines))
    } else if (block.kind === 'quote' && block.depth > 1) deep.push(block)
    else {
      closeDeep()
      text.push(drawBlock(block, `${prefix}-${at}`, lines))
    }
  }
  close()
  return joinHtml(drawn)
}

interface LineOptions extends Omit<BodyOptions, 'prefix'> {
  /** What is added to a line of the body to make it one of the message. */
  readonly offset: number
}

function drawBlock(block: BodyBlock, prefix: string, options: LineOptions): Html {
  switch (block.kind) {
    case 'quote':
      return drawQuote(block, options)
    case 'diff':
      return block.file === undefined
        ? drawLines(block, 'words', options)
        : drawDiff(block, block.file, { prefix, options })
    default:
      return drawLines(block, block.kind, options)
  }
}

function drawLines({ lines, line }: BodyBlock, kind: string, options: LineOptions): Html {
  return html`<pre class="${kind}">${drawTextLines(lines, line, options)}</pre>`
}

/** Line by line where lines have anchors; else only where an entry cites them. */
function drawTextLines(lines: readonly string[], first: number, options: LineOptions): Html {
  const { offset, marks, isNumbered } = options
  const drawn: Html[] = []
  let run: string[] = []
  const close = () => {
    if (run.length > 0) drawn.push(html`${linkAddresses(run.join('\n'))}\n`)
    run = []
  }
  for (const [at, text] of lines.entries()) {
    const number = first + at + offset
    const isCited = marks.isCited(number)
    if (!isNumbered && !isCited) {
      run.push(text)
      continue
    }
    close()
    const id = isNumbered ? html` id="L${number}"` : undefined
    const cited = isCited ? html` class="cited"` : undefined
    drawn.push(
      html`${marks.markByLine.get(number)}<span${id}${cited}>${linkAddresses(text)}\n</span>`,
    )
  }
  close()
  return joinHtml(drawn)
}

/** Without marks it would be taken for the author's words by whoever copies it or hears it. */
function drawQuote(block: BodyBlock, options: LineOptions): Html {
  const drawn = drawQuoted(block, options)
  return block.lines.length > quoteLinesShown && !hasCited(block, options)
    ? fold(drawn, '> ', block.lines.length)
    : drawn
}

/** What an entry cites must be seen by whoever follows its link. */
function hasCited({ line, lines }: BodyBlock, { offset, marks }: LineOptions): boolean {
  return lines.some((_, at) => marks.isCited(line + at + offset))
}

/** What the author's correspondent quoted, however deep: one fold for all that stands in a row. */
function drawDeepQuotes(blocks: readonly BodyBlock[], options: LineOptions): Html {
  const count = blocks.reduce((sum, { lines }) => sum + lines.length, 0)
  const drawn = joinHtml(blocks.map((block) => drawQuoted(block, options)))
  const isFolded = count > deepLinesShown && !blocks.some((block) => hasCited(block, options))
  return isFolded ? fold(drawn, '> > ', count) : drawn
}

function drawQuoted({ lines, depth, line }: BodyBlock, options: LineOptions): Html {
  const marks = '> '.repeat(depth)
  const text = lines.map((written) => `${marks}${toUnquoted(written)}`.trimEnd())
  return html`<pre class="quote q${Math.min(depth, 6)}">${drawTextLines(text, line, options)}</pre>`
}

function fold(drawn: Html, marks: string, count: number): Html {
  return html`<details class="fold"><summary>${marks}${count} quoted lines</summary>${drawn}</details>`
}

function drawDiff(
  { lines, line }: BodyBlock,
  file: FileDiff,
  { prefix, options }: { prefix: string; options: LineOptions },
): Html {
  const name = file.newName ?? file.oldName ?? 'a file'
  const from =
    file.oldName !== undefined && file.newName !== undefined && file.oldName !== file.newName
      ? ` (from ${file.oldName})`
      : ''
  const counts = file.isBinary ? 'binary' : `+${file.added} -${file.removed}`
  const hunks = new Map(
    file.hunks.map((hunk, at) => [hunk.line - file.fromLine, `${prefix}-${at + 1}`]),
  )
  return html`<details class="diff" open><summary><b>${name}</b>${from} ${counts}</summary><pre tabindex="0">${drawDiffLines(lines, hunks, { first: line, options })}</pre></details>`
}

/** Lines of one kind in a row are one element: a large patch would have a hundred thousand otherwise. */
function drawDiffLines(
  lines: readonly string[],
  hunks: ReadonlyMap<number, string>,
  { first, options: { list, offset, marks, isNumbered } }: { first: number; options: LineOptions },
): Html {
  const drawn: Html[] = []
  let kind: DiffLine = 'context'
  let run: string[] = []
  const close = () => {
    if (run.length === 0) return
    const text = `${run.join('\n')}\n`
    drawn.push(kind === 'context' ? html`${text}` : html`<span class="${kind}">${text}</span>`)
    run = []
  }
  const head = Math.min(...hunks.keys(), lines.length)
  for (const [at, line] of lines.entries()) {
    const anchor = hunks.get(at)
    if (anchor !== undefined) {
      close()
      drawn.push(html`<a class="hunk" id="${anchor}" href="#${anchor}">${line}</a>\n`)
      continue
    }
    const next = at < head ? 'extended' : toDiffLine(line)
    const number = first + at + offset
    if (marks.isCited(number)) {
      close()
      const id = isNumbered ? html` id="L${number}"` : undefined
      drawn.push(
        html`${marks.markByLine.get(number)}<span${id} class="${next} cited">${line}\n</span>`,
      )
      continue
    }
    if (next === 'extended' && line.startsWith('index ')) {
      close()
      drawn.push(html`<span class="extended">${drawIndexLine(line, list)}\n</span>`)
      continue
    }
    if (next !== kind) close()
    kind = next
    run.push(line)
  }
  close()
  return joinHtml(drawn)
}

/** Versions of a file lead to the patches that make or change them. */
function drawIndexLine(line: string, list: string): Html {
  const [, before, after, rest = ''] =
    /^index ([0-9a-f]{7,64})\.\.([0-9a-f]{7,64})(.*)$/u.exec(line) ?? []
  if (before === undefined || after === undefined) return html`${line}`
  return html`index ${linkBlob(before, list)}..${linkBlob(after, list)}${rest}`
}

function linkBlob(blob: string, list: string): Html {
  // Zeros are no version: the file is new, or goes.
  if (/^0+$/u.test(blob)) return html`${blob}`
  return html`<a rel="nofollow" href="${mailUrls.list(list)}?q=dfblob:${blob}">${blob}</a>`
}

type DiffLine = 'context' | 'extended' | 'added' | 'removed'

function toDiffLine(line: string): DiffLine {
  if (line.startsWith('+')) return 'added'
  return line.startsWith('-') ? 'removed' : 'context'
}

const addressPattern = /https?:\/\/[^\s<>"'`{}|\\^[\]]{1,2000}/gu

/** Addresses of pages become links; nothing is fetched until somebody follows one. */
function linkAddresses(text: string): Html {
  if (!text.includes('://')) return html`${text}`
  const parts: Html[] = []
  let at = 0
  for (const match of text.matchAll(addressPattern)) {
    const address = match[0].replace(/[.,;:!?)]+$/u, '')
    parts.push(
      html`${text.slice(at, match.index)}<a rel="nofollow noreferrer" href="${address}">${address}</a>`,
    )
    at = match.index + address.length
  }
  return parts.length === 0 ? html`${text}` : html`${parts}${text.slice(at)}`
}
