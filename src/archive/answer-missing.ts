// Where nothing is: where else to look. And where several things are, or an address means another.

import { encodePart, escapeMessageId } from '#domain'
import { findGhost, findMessages, listMessageIdsLike } from '#store'
import { mailUrls } from './addresses.ts'
import { findMeant } from './find-name.ts'
import { html } from './html.ts'
import { type ArchiveAnswer, type Asking, toPage, toRedirect, toText } from './to-answer.ts'

const similarMax = 20

/** Nothing here; says where else to look. */
export function answerMissing(
  asking: Asking,
  { list, messageId }: { list?: string; messageId?: string | undefined },
): ArchiveAnswer {
  if (messageId === undefined) {
    const body = html`<h1>Nothing here</h1><p>There is no message at this address. <a href="${mailUrls.lists}">All lists</a></p>`
    return { ...toPage(asking, { title: 'Nothing here', body }), status: 404 }
  }
  const { store } = asking
  const here = list === undefined || list === 'all' ? undefined : list
  const ghost = here === undefined ? undefined : findGhost(store, { list: here, messageId })
  const elsewhere = findMessages(store, { messageId })
  const similar =
    messageId.length < 8
      ? []
      : listMessageIdsLike(store, { list: here, prefix: messageId, limit: similarMax })
  const body = html`<h1>Not found</h1>
<p>No message named &lt;${messageId}&gt; is on ${here ?? 'any list'} here.
${ghost === undefined ? undefined : 'Other messages refer to it.'}</p>
${elsewhere.length === 0 ? undefined : html`<p>It is on ${elsewhere.map((row) => html`<a href="${mailUrls.message(row.list, messageId)}">${row.list}</a> `)}</p>`}
${similar.length === 0 ? undefined : html`<p>Names that begin like this:</p><ul>${similar.map((row) => html`<li><a href="${mailUrls.message(row.list, row.messageId)}">${row.messageId}</a></li>\n`)}</ul>`}
<p>Elsewhere it may be at <a rel="nofollow noreferrer"
href="https://lore.kernel.org/all/${escapeMessageId(messageId)}/">lore.kernel.org</a> or <a rel="nofollow noreferrer"
href="https://marc.info/?i=${encodePart(messageId)}">marc.info</a>.
<a href="${mailUrls.search(messageId)}">Search this site for it</a></p>`
  return {
    ...toPage(asking, { title: 'Not found', ...(here !== undefined && { list: here }), body }),
    status: 404,
  }
}

/** Which of the lists that have a message. */
export function toChoice(
  asking: Asking,
  { messageId, lists }: { messageId: string; lists: readonly string[] },
): ArchiveAnswer {
  const body = html`<h1>On several lists</h1>
<p>&lt;${messageId}&gt; was sent to:</p>
<ul>${lists.map((list) => html`<li><a href="${mailUrls.message(list, messageId)}">${list}</a></li>\n`)}</ul>`
  return { ...toPage(asking, { title: messageId, body }), status: 300 }
}

/** In plain text, which git shows to whoever tries to clone. */
export function answerGit({ siteUrl }: Asking, { list }: { list: string }): ArchiveAnswer {
  const text = `There is no git repository here. All mail of ${list} is one file:
${siteUrl}${mailUrls.allMail(list)}
${siteUrl}${mailUrls.text(list, 'mirror')} says more.
`
  return { ...toText(Buffer.from(text)), status: 404 }
}

/** `/r/…`: what somebody means with what they have of it. */
export function answerFind(asking: Asking, { text }: { text: string }): ArchiveAnswer {
  const meant = findMeant(text)
  switch (meant.kind) {
    case 'message':
      return toRedirect(302, mailUrls.anywhere(meant.messageId))
    case 'commit':
      return toRedirect(302, mailUrls.search(meant.commit))
    case 'words':
      return meant.words.trim() === ''
        ? answerMissing(asking, {})
        : toRedirect(302, mailUrls.search(meant.words))
  }
}
