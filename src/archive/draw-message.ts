// One message: its head, its text, what is attached.

import { encodePart, type MessageMention } from '#domain'
import { toShownLines } from '#mail'
import type { MessageDocument, MessageRow, StoredMailbox, StoredPart } from '#store'
import { mailUrls, toAnchor } from './addresses.ts'
import { drawBody } from './draw-body.ts'
import { drawMentions, type LineMarks, toLineMarks } from './draw-mentions.ts'
import { drawHeadLine, drawTime } from './draw-page.ts'
import { type Html, html } from './html.ts'

export interface MessageToDraw {
  readonly row: MessageRow
  readonly document: MessageDocument
  /** Where it hangs and why, as a line of the head. */
  readonly answers: Html | undefined
  /** The revisions of its series, as a line of the head. */
  readonly series: Html | undefined
  /** Alone on its page, or one of a thread. */
  readonly isAlone: boolean
  /** The one the address names. */
  readonly isNamed: boolean
  /** What entries say of it. */
  readonly mentions: readonly MessageMention[]
  /** Other messages with the very patch that is in it. */
  readonly samePatches: readonly SamePatch[]
  /** Whether its lines have anchors: only one message of a page can. */
  readonly isNumbered: boolean
  /** Without what is quoted. */
  readonly isOnlyNew: boolean
}

export type SamePatch = Pick<MessageRow, 'list' | 'messageId' | 'subject' | 'sentMs'>

export function drawMessage(message: MessageToDraw): Html {
  const { row, isAlone, isNamed } = message
  const url = mailUrls.message(row.list, row.messageId)
  const anchor = toAnchor(row.messageId)
  const subject = row.subject === '' ? '(no subject)' : row.subject
  const heading = isAlone
    ? html`<h1>${subject}</h1>`
    : html`<h2${isNamed ? html` id="u"` : undefined}><a href="${url}">${subject}</a></h2>`
  return html`<article class="message${isNamed && !isAlone ? ' named' : ''}" id="${anchor}">
${heading}
${drawHead(message)}
<div class="body"${isAlone ? html` id="b"` : undefined}>
${drawParts(message)}</div>
</article>
`
}

/** Parts one after the other; their lines are counted through. */
function drawParts({
  row,
  document,
  mentions,
  isNumbered,
  isOnlyNew,
}: MessageToDraw): readonly Html[] {
  const url = mailUrls.message(row.list, row.messageId)
  const prefix = toAnchor(row.messageId).slice(0, 9)
  const marks = toLineMarks(mentions)
  let firstLine = 1
  return document.parts.map((part) => {
    const drawn = drawPart(part, {
      list: row.list,
      url,
      prefix,
      firstLine,
      marks,
      isNumbered,
      isOnlyNew,
    })
    firstLine += toShownLines(part).length
    return drawn
  })
}

function drawHead(message: MessageToDraw): Html {
  const { row, document, answers, series, isAlone, mentions, samePatches, isNumbered } = message
  const url = mailUrls.message(row.list, row.messageId)
  const isDated = document.dateText !== ''
  const replyUrl = isAlone ? '#R' : `${url}#R`
  const others = drawSamePatches(samePatches)
  const mentioned = drawMentions(mentions, { isNumbered })
  const permalink = isAlone ? undefined : html` / <a href="${url}">permalink</a>`
  const from = document.from.length === 0 ? html`(nobody)` : drawMailboxes(document.from)
  const date = isDated
    ? html`${drawTime(row.sentMs)} UTC`
    : html`${drawTime(row.sentMs)} UTC (when it was received; it has no date of its own)`
  const name = html`&lt;${row.messageId}&gt; (<a href="${replyUrl}">reply</a> / <a href="${url}raw">raw</a>${permalink})`
  const lines = [
    drawHeadLine('From', from),
    drawHeadLine('Date', date),
    isAlone ? drawRecipients(document) : undefined,
    answers,
    series,
    mentioned,
    others,
    drawHeadLine('Message-ID', name),
    isAlone ? drawFaults(document) : undefined,
  ]
  return html`<div class="head">\n${lines}</div>`
}

function drawRecipients({ to, cc }: MessageDocument): Html {
  const line = (name: string, mailboxes: readonly StoredMailbox[]) =>
    mailboxes.length === 0 ? undefined : drawHeadLine(name, drawMailboxes(mailboxes))
  return html`${line('To', to)}${line('Cc', cc)}`
}

/** The same change under another name or on another list, as `git patch-id` tells. */
function drawSamePatches(patches: readonly SamePatch[]): Html | undefined {
  if (patches.length === 0) return undefined
  const links = patches.map(
    ({ list, messageId, subject, sentMs }) =>
      html`<span class="same">${drawTime(sentMs)} <a href="${mailUrls.message(list, messageId)}">${subject === '' ? messageId : subject}</a> (${list})</span>\n`,
  )
  return drawHeadLine('Same patch', html`${links}`)
}

const recipientsShown = 12

function drawMailboxes(mailboxes: readonly StoredMailbox[]): Html {
  const write = (some: readonly StoredMailbox[]) =>
    some
      .map(({ name, address }) =>
        name === '' ? address : address === '' ? name : `${name} <${address}>`,
      )
      .join(', ')
  if (mailboxes.length <= recipientsShown) return html`${write(mailboxes)}`
  const rest = mailboxes.slice(recipientsShown)
  return html`${write(mailboxes.slice(0, recipientsShown))} <details><summary>and ${rest.length} more:</summary> ${write(rest)}</details>`
}

const faultWords: Readonly<Record<string, string>> = {
  'message-id-missing': 'It has no Message-ID; this one is made from its digest.',
  'message-id-double': 'It has more than one Message-ID.',
  'date-unparsable': 'Its date cannot be read.',
  'charset-unknown': 'It names a charset nobody knows.',
  'charset-wrong': 'It is in another charset than it says.',
  'mime-unparsable': 'Its parts could not be told apart, so it is shown as it came.',
  'text-too-long': 'It is longer than what is shown; the raw message has everything.',
  'header-too-long': 'It has more headers than were read.',
}

function drawFaults({ faults }: MessageDocument): Html | undefined {
  const known = faults.filter(({ kind }) => kind in faultWords)
  if (known.length === 0) return undefined
  const words = known.map(
    ({ kind, detail }) => `${faultWords[kind]}${detail === '' ? '' : ` (${detail})`}`,
  )
  return drawHeadLine('Note', html`${words.join(' ')}`)
}

interface PartOptions {
  readonly list: string
  readonly url: string
  readonly prefix: string
  readonly firstLine: number
  readonly marks: LineMarks
  readonly isNumbered: boolean
  readonly isOnlyNew: boolean
}

function drawPart(part: StoredPart, { url, prefix, ...options }: PartOptions): Html {
  const link = toPartUrl(url, part)
  const body = () => drawBody(part.text, { ...options, prefix: `${prefix}-${part.number}` })
  if (part.kind === 'text') return body()
  if (part.kind === 'html') {
    return html`<p class="part">This message is HTML; this is its text. <a href="${link}">Its source</a></p>
${body()}`
  }
  const name = part.name === '' ? part.mediaType : part.name
  const line = html`<p class="part"><a href="${link}">${name}</a> ${part.mediaType}, ${part.bytes} bytes</p>\n`
  return part.text === '' ? line : html`${line}${body()}`
}

function toPartUrl(url: string, { number, name, kind }: StoredPart): string {
  const shown = name !== '' ? name : kind === 'html' ? 'message.html' : 'part'
  return `${url}${number}-${encodePart(shown)}`
}

/** How to answer by mail, for everybody who has no mail program open at this message. */
export function drawReply({ row, document }: Pick<MessageToDraw, 'row' | 'document'>): Html {
  const subject = /^re:/iu.test(row.subject) ? row.subject : `Re: ${row.subject}`
  const others = [...document.to, ...document.cc]
    .map(({ address }) => address)
    .filter((address) => address.includes('@') && address !== row.fromAddress)
  const cc = [...new Set(others)]
  const parameters = [
    ['In-Reply-To', `<${row.messageId}>`],
    ...(cc.length === 0 ? [] : [['Cc', cc.join(',')]]),
    ['Subject', subject],
  ].map(([name = '', value = '']) => `${name}=${encodePart(value)}`)
  const mailto = `mailto:${encodePart(row.fromAddress)}?${parameters.join('&')}`
  const command = [
    'git send-email \\',
    `  --in-reply-to=${quoteForShell(row.messageId)} \\`,
    `  --to=${quoteForShell(row.fromAddress)} \\`,
    ...cc.map((address) => `  --cc=${quoteForShell(address)} \\`),
    '  /path/to/your-reply',
  ]
  return html`<section id="R" class="reply"><h2>Reply</h2>
<p>Save <a href="raw">the raw message</a>, open it in your mail program and answer from there;
or use <a href="${mailto}">a mailto: link</a>; or:</p>
<pre tabindex="0">${command.join('\n')}</pre></section>
`
}

/** Inside single quotes a shell reads nothing but the next single quote. */
function quoteForShell(text: string): string {
  return /^[\w@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
