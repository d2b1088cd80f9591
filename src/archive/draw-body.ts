// The text of a message: words, quotes folded by depth, diffs by file, trailers, the signature.

import { type BodyBlock, type FileDiff, splitBody, toUnquoted } from '#mail'
import { type Html, html, joinHtml } from './html.ts'

/** Quotes longer than this are folded; what was quoted before that, when it is longer than a glance. */
const quoteLinesShown = 10
const deepLinesShown = 2

/**
 * @param prefix makes anchors of hunks unique on a page with several messages
 */
export function drawBody(body: string, prefix: string): Html {
  const drawn: Html[] = []
  let text: Html[] = []
  let deep: BodyBlock[] = []
  const closeDeep = () => {
    if (deep.length > 0) text.push(drawDeepQuotes(deep))
    deep = []
  }
  // Lines are as wide as they are; what does not fit is scrolled, by keyboard too. Diffs scroll by
  // themselves, so that the name of the file can stay in sight.
  const close = () => {
    closeDeep()
    if (text.length > 0) drawn.push(html`<div class="text" tabindex="0">${text}</div>\n`)
    text = []
  }
  for (const [at, block] of splitBody(body.trimEnd()).entries()) {
    if (block.kind === 'diff') {
      close()
      drawn.push(drawBlock(block, `${prefix}-${at}`))
    } else if (block.kind === 'quote' && block.depth > 1) deep.push(block)
    else {
      closeDeep()
      text.push(drawBlock(block, `${prefix}-${at}`))
    }
  }
  close()
  return joinHtml(drawn)
}

function drawBlock(block: BodyBlock, prefix: string): Html {
  switch (block.kind) {
    case 'quote':
      return drawQuote(block)
    case 'diff':
      return block.file === undefined
        ? drawLines(block, 'words')
        : drawDiff(block, block.file, prefix)
    default:
      return drawLines(block, block.kind)
  }
}

function drawLines({ lines }: BodyBlock, kind: string): Html {
  const text = lines.join('\n')
  return html`<pre class="${kind}">${linkAddresses(text)}\n</pre>`
}

/** Without marks it would be taken for the author's words by whoever copies it or hears it. */
function drawQuote(block: BodyBlock): Html {
  const drawn = drawQuoted(block)
  return block.lines.length > quoteLinesShown ? fold(drawn, '> ', block.lines.length) : drawn
}

/** What the author's correspondent quoted, however deep: one fold for all that stands in a row. */
function drawDeepQuotes(blocks: readonly BodyBlock[]): Html {
  const count = blocks.reduce((sum, { lines }) => sum + lines.length, 0)
  const drawn = joinHtml(blocks.map(drawQuoted))
  return count > deepLinesShown ? fold(drawn, '> > ', count) : drawn
}

function drawQuoted({ lines, depth }: BodyBlock): Html {
  const marks = '> '.repeat(depth)
  const text = lines.map((line) => `${marks}${toUnquoted(line)}`.trimEnd()).join('\n')
  return html`<pre class="quote q${Math.min(depth, 6)}">${linkAddresses(text)}\n</pre>`
}

function fold(drawn: Html, marks: string, count: number): Html {
  return html`<details class="fold"><summary>${marks}${count} quoted lines</summary>${drawn}</details>`
}

function drawDiff({ lines }: BodyBlock, file: FileDiff, prefix: string): Html {
  const name = file.newName ?? file.oldName ?? 'a file'
  const from =
    file.oldName !== undefined && file.newName !== undefined && file.oldName !== file.newName
      ? ` (from ${file.oldName})`
      : ''
  const counts = file.isBinary ? 'binary' : `+${file.added} -${file.removed}`
  const hunks = new Map(
    file.hunks.map((hunk, at) => [hunk.line - file.fromLine, `${prefix}-${at + 1}`]),
  )
  return html`<details class="diff" open><summary><b>${name}</b>${from} ${counts}</summary><pre tabindex="0">${drawDiffLines(lines, hunks)}</pre></details>`
}

/** Lines of one kind in a row are one element: a large patch would have a hundred thousand otherwise. */
function drawDiffLines(lines: readonly string[], hunks: ReadonlyMap<number, string>): Html {
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
    if (next !== kind) close()
    kind = next
    run.push(line)
  }
  close()
  return joinHtml(drawn)
}

type DiffLine = 'context' | 'extended' | 'added' | 'removed'

function toDiffLine(line: string): DiffLine {
  if (line.startsWith('+')) return 'added'
  return line.startsWith('-') ? 'removed' : 'context'
}

const addressPattern = /https?:\/\/[^\s<>"'`{}|\\^[\]]{1,2000}/gu

/** Addresses of pages become links; nothing is fetched until somebody follows one. */
function linkAddresses(text: string): Html {
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
