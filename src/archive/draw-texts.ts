// Pages about a list, as plain text: how it can be searched, taken away, configured, coloured.

import type { MailRoute, OfKind, TextName } from './addresses.ts'
import { mailUrls } from './addresses.ts'
import { type Html, html } from './html.ts'

/** A kind of term, as `#search` knows it: `s:stack`, “the subject”. */
export interface TermHelp {
  readonly example: string
  readonly about: string
}

export interface TextParts {
  readonly list: string
  readonly siteUrl: string
  readonly terms: readonly TermHelp[]
  /** As its newest message names it, e.g. `linux-mm.kvack.org`. */
  readonly listId: string | undefined
}

export const textTitles: Readonly<Record<TextName, string>> = {
  help: 'how to search',
  mirror: 'how to take everything',
  config: 'configuration for public-inbox',
  color: 'how to colour',
}

const texts: Readonly<Record<TextName, (parts: TextParts) => string>> = {
  help: writeHelp,
  mirror: writeMirror,
  config: writeConfig,
  color: writeColor,
}

export function writeText(name: TextName, parts: TextParts): string {
  return texts[name](parts)
}

export function drawText({ list, name }: OfKind<MailRoute, 'text'>, text: string): Html {
  return html`<h1>${list}: ${textTitles[name]}</h1>
<p class="ways"><a href="${mailUrls.list(list)}">Newest topics</a> <a href="raw">raw</a></p>
<pre class="words" tabindex="0">${text}</pre>`
}

function writeHelp({ list, terms }: TextParts): string {
  const width = Math.max(0, ...terms.map(({ example }) => example.length))
  const lines = terms.map(({ example, about }) => `  ${example.padEnd(width)}  ${about}`)
  return `Searching ${list}

Words side by side must all be found; "words in a row" exactly so; wor* by their beginning.
A small word also finds its other forms; with a capital it is meant exactly so.
AND, OR, NOT, - and ( ) put terms together. /${list}/?q= searches this list, /search?q= everything.

${lines.join('\n')}

In the address: o=50 goes on behind the 50th, o=-1 begins with the oldest, l=200 shows so many,
r by relevance, t threads, x=A as Atom. POST with x=m gives what is found as mbox.gz.
`
}

function writeMirror({ list, siteUrl }: TextParts): string {
  return `Taking everything of ${list}

All messages, byte for byte, in one file (mboxrd, gzip), in the order they were taken in:

  curl -fsS -o ${list}.mbox.gz ${siteUrl}${mailUrls.allMail(list)}

Any mail program that opens an mbox opens it; to have these pages on a machine of your own:

  patchlore import ${list}.mbox.gz --list ${list}

What came since some day, a thousand messages at most:

  curl -fsS -o new.mbox.gz -d '' '${siteUrl}${mailUrls.list(list)}?q=rt:20260101..&x=m'

A thread is <Message-ID>/t.mbox.gz, a message <Message-ID>/raw. Newest messages as a feed:
${siteUrl}${mailUrls.newFeed(list)}

There is no git repository here: messages lie in a database, compressed together. So there is
nothing to \`git clone --mirror\`, and no manifest.js.gz. Where the list is on lore.kernel.org,
${`https://lore.kernel.org/${list}/_/text/mirror/`} says how to clone it;
\`patchlore import\` takes such clones, and again only what is new.
`
}

/** An address is the List-Id with an at sign, nearly everywhere (RFC 2919 leaves it open). */
function writeConfig({ list, siteUrl, listId }: TextParts): string {
  const address = listId?.replace('.', '@')
  return `; For those who run public-inbox: see public-inbox-config(5).
; The address is what the List-Id says; look whether it is right.
[publicinbox "${list}"]
\tinboxdir = /path/to/${list}
\turl = ${siteUrl}${mailUrls.list(list)}
\taddress = ${address ?? `${list}@example.org`}
${listId === undefined ? '' : `\tlistid = ${listId}\n`}`
}

function writeColor({ siteUrl }: TextParts): string {
  return `Colours of ${siteUrl}

Pages are light or dark as your system is; the button on the site's other pages sets one for all.
Meaning is never in a colour alone: diffs keep their plus and minus, quotes their marks.

In a style sheet of your own these classes are yours to colour; they stay:

  .added .removed .extended .hunk   lines of a diff, its head, the heads of its hunks
  .quote .q1 ... .q6                what is quoted, and how deep
  .trailers .signature              Signed-off-by and the like; what stands below \`-- \`
  .skeleton                         who answered whom

For example:

  .added { color: #22863a } .removed { color: #b31d28 } .quote { color: #666 }
`
}
