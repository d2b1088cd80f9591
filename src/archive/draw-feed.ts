// Atom feeds of messages (RFC 4287).

import type { MessageDocument, MessageRow } from '#store'
import { mailUrls } from './addresses.ts'
import { type Html, html } from './html.ts'

export interface MessageOfFeed {
  readonly row: MessageRow
  readonly document: MessageDocument
}

export interface FeedParts {
  readonly title: string
  /** Its own address, and that of the page it belongs to. */
  readonly url: string
  readonly pageUrl: string
  readonly siteUrl: string
  readonly messages: readonly MessageOfFeed[]
}

/** An entry has the text of its message up to here. */
const textLengthMax = 20_000

export function drawFeed({ title, url, pageUrl, siteUrl, messages }: FeedParts): Html {
  const updated = Math.max(0, ...messages.map(({ row }) => row.sentMs))
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>${title}</title>
<id>${siteUrl}${pageUrl}</id>
<link rel="self" type="application/atom+xml" href="${siteUrl}${url}"/>
<link rel="alternate" type="text/html" href="${siteUrl}${pageUrl}"/>
<updated>${new Date(updated).toISOString()}</updated>
${messages.map((message) => drawEntry(message, siteUrl))}</feed>
`
}

function drawEntry({ row, document }: MessageOfFeed, siteUrl: string): Html {
  const url = siteUrl + mailUrls.message(row.list, row.messageId)
  const text = document.parts.find(({ kind }) => kind !== 'attached')?.text ?? ''
  const isCut = text.length > textLengthMax
  const date = new Date(row.sentMs).toISOString()
  return html`<entry>
<title>${row.subject === '' ? '(no subject)' : row.subject}</title>
<id>${url}</id>
<link rel="alternate" type="text/html" href="${url}"/>
<published>${date}</published>
<updated>${date}</updated>
<author><name>${row.fromName === '' ? row.fromAddress : row.fromName}</name></author>
<content type="text">${isCut ? `${text.slice(0, textLengthMax)}…` : text}</content>
</entry>
`
}
