// What all pages of mail have around them.

import { mailUrls } from './addresses.ts'
import { type Html, html } from './html.ts'

export interface PageParts {
  readonly title: string
  readonly list: string | undefined
  readonly body: Html
  /** Whether the body has a box to search the list, so that the head needs none. */
  readonly hasFinder: boolean
  /** Further elements of the head, e.g. of feeds. */
  readonly head?: Html
  readonly styleUrl: string
  /** Fonts every page needs at once. */
  readonly fontUrls: readonly string[]
}

export function drawPage({
  title,
  list,
  body,
  hasFinder,
  head,
  styleUrl,
  fontUrls,
}: PageParts): Html {
  const listLink =
    list === undefined ? undefined : html` <a href="${mailUrls.list(list)}">${list}</a>`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<script src="/theme.js"></script>
<link rel="stylesheet" href="${styleUrl}">
${fontUrls.map((url) => html`<link rel="preload" href="${url}" as="font" type="font/woff2" crossorigin>\n`)}<link rel="icon" href="/favicon.ico" sizes="any">
${head}<script src="/mail-keys.js" defer></script>
</head>
<body>
<header class="top"><a class="skip" href="#content">Skip to the content</a>
<a class="site-name" href="/">Patchlore</a>
<nav aria-label="Site"><a href="/threads">Threads</a> <a href="${mailUrls.lists}">Mail</a>${listLink}</nav>
${hasFinder ? undefined : drawSearch(list)}</header>
<main id="content">
${body}
</main>
<footer class="foot"><p>The words of a message belong to those who wrote it. Times are UTC.
Nothing here is loaded from another host.</p></footer>
</body>
</html>
`
}

function drawSearch(list: string | undefined): Html {
  const query = list === undefined ? '' : `l:${list} `
  return html`<form action="/search" role="search"><label for="q">Search</label>
<input id="q" name="q" value="${query}" size="30"> <button>Search</button></form>`
}

/** A line of the head of a message, as mail programs show it: a text browser keeps it on one line. */
export function drawHeadLine(name: string, value: Html): Html {
  return html`<div><b>${name}:</b> <span>${value}</span></div>\n`
}

/** `2014-05-28 09:13`, in UTC. */
export function formatDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace('T', ' ')
}

export function drawTime(ms: number): Html {
  return html`<time datetime="${new Date(ms).toISOString()}">${formatDate(ms)}</time>`
}
