// `/<list>/<blob>/s/`: where public-inbox rebuilds a file from patches. We only know which patches name
// that version of it, and say so.

import { listMessages } from '#store'
import type { MailRoute, OfKind } from './addresses.ts'
import { mailUrls } from './addresses.ts'
import { drawHit } from './draw-results.ts'
import { html } from './html.ts'
import { type ArchiveAnswer, type Asking, toPage } from './to-answer.ts'

/** Whoever wants more of them can search. */
const patchesShown = 20

export async function answerBlob(
  asking: Asking,
  { list, blob }: OfKind<MailRoute, 'blob'>,
): Promise<ArchiveAnswer> {
  const lists = [
    { text: `dfpost:${blob}`, heading: 'Patches that make it' },
    { text: `dfpre:${blob}`, heading: 'Patches that change it' },
  ]
  const found = await Promise.all(lists.map(({ text }) => findPatches(asking, list, text)))
  const body = html`<h1>File ${blob}</h1>
<p>Files are not rebuilt from patches here: that takes the repository they are made for.
This version of it may be at <a rel="nofollow noreferrer" href="https://lore.kernel.org/${list}/${blob}/s/">lore.kernel.org</a>;
in a clone of the repository <code>git show ${blob}</code> prints it.</p>
${lists.map(({ heading, text }, at) => {
  const messages = found[at] ?? []
  return html`<h2>${heading}</h2>
${
  messages.length === 0
    ? html`<p>None on ${list}.</p>`
    : html`<ol class="topics">${messages.map(drawHit)}</ol>
<p class="ways"><a href="${mailUrls.list(list)}?q=${text}">all of them</a></p>`
}
`
})}`
  return { ...toPage(asking, { title: `File ${blob}`, list, body }), status: 404 }
}

async function findPatches({ find, signal, store }: Asking, list: string, text: string) {
  const question = { list, text, order: 'newest', offset: 0, limit: patchesShown } as const
  const answer = await find?.(question, signal)
  return answer?.kind === 'found' ? listMessages(store, answer.ids) : []
}
