// Whole components drawn to HTML: what must be there whatever the page looks like.

import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { CitedMessage } from '#domain'
import { ThreadArticle, ThreadList, toJsonLd } from '#ui'
import { MarkedText } from '../../../src/ui/marked-text.tsx'
import { aMessage, anchorId, aPosition, aThread, aThreadList } from '../../support/builders.ts'

const siteUrl = 'https://patchlore.example'
const draw = (page = aThread()) =>
  renderToStaticMarkup(<ThreadArticle page={page} siteUrl={siteUrl} />)

describe('the page of a thread', () => {
  test('has one h1, the question, and no heading that skips a level', () => {
    const levels = [...draw().matchAll(/<h([1-6])/gu)].map(([, level]) => Number(level))
    expect(levels.filter((level) => level === 1)).toEqual([1])
    const skips = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)
    expect(skips).toEqual([])
  })

  test('leads from a posting to its series, where the archive holds a patch of it', () => {
    const drawHeld = (message: Partial<CitedMessage>) =>
      draw(aThread({ messages: [aMessage(message), aMessage({ key: anchorId('ben-reply') })] }))
    const link = '<a href="/lkml/20141002152543.1@example.org/series/">side by side</a>'
    expect(drawHeld({ heldOn: 'lkml' })).toContain(link)
    expect(drawHeld({})).not.toContain('/series/')
    expect(drawHeld({ heldOn: 'lkml', subject: 'Re: [PATCH] lib: index' })).not.toContain(
      '/series/',
    )
  })

  test('has every permanent anchor once', () => {
    const html = draw()
    const ids = [...html.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of [
      'position-ann-proposes',
      'figure-create',
      'retelling-saving',
      'quote-ben-applied',
      'revision-rfc',
      'later-rwlock',
      'message-ann-rfc',
      'the-proposal',
    ])
      expect(ids).toContain(id)
  })

  test('leads only to anchors it has', () => {
    const html = draw()
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id))
    const targets = [...html.matchAll(/<a[^>]* href="#([^"]+)"/gu)].map(([, id]) => id)
    expect(targets.filter((id) => !ids.has(id))).toEqual([])
  })

  test('carries no style and no script of its own, as the security policy asks', () => {
    expect(draw()).not.toMatch(/ style="|<style| on[a-z]+="/u)
  })

  test('names answers both ways', () => {
    const html = draw()
    expect(html).toMatch(/answers <a href="#position-ann-proposes"/u)
    expect(html).toMatch(/answered by <a href="#position-ben-tree"/u)
  })

  test('shows a replaced position and its successor', () => {
    const later = aPosition({ id: anchorId('ann-later'), supersedes: anchorId('ann-proposes') })
    const page = aThread()
    const html = draw({
      ...page,
      entry: {
        ...page.entry,
        positions: [...page.entry.positions, later],
        body: {
          type: 'root',
          children: [
            ...page.entry.body.children,
            {
              type: 'element',
              tagName: 'pl-position',
              properties: { id: 'ann-later' },
              children: [],
            },
          ],
        },
      },
    })
    expect(html).toMatch(/replaced by <a href="#position-ann-later"/u)
    expect(html).toMatch(/replaces <a href="#position-ann-proposes"/u)
  })

  test('leads to the message on lore by its Message-ID', () => {
    expect(draw()).toContain('https://lore.kernel.org/linux-kernel/20141002152543.1@example.org/')
  })

  test('survives an entry with next to nothing in it', () => {
    const html = draw(
      aThread({
        series: [],
        followUps: [],
        messages: [],
        unknown: [],
        positions: [],
        figures: [],
        retellings: [],
        quotes: [],
        sections: [],
        outcome: { state: 'unknown', summary: 'Nobody knows.', evidence: [] },
        body: { type: 'root', children: [] },
      }),
    )
    expect(html).toContain('Nobody knows.')
  })
})

test('JSON-LD cannot close its script element', () => {
  const json = toJsonLd(aThread({ question: '</script><script>alert(1)</script>?' }), siteUrl)
  expect(json).not.toContain('<')
  expect(JSON.parse(json).headline).toContain('</script>')
})

describe('a list of threads', () => {
  const query = { filter: {}, order: 'newest', page: 1 } as const

  test('says what it shows and leads to each thread', () => {
    const html = renderToStaticMarkup(
      <ThreadList list={aThreadList()} query={query} perPage={50} />,
    )
    expect(html).toContain('1 thread')
    expect(html).toContain('href="/threads/directory-index"')
  })

  test('that is empty offers each choice to take back', () => {
    const html = renderToStaticMarkup(
      <ThreadList
        list={aThreadList({ threads: [] })}
        query={{ ...query, filter: { topic: ['procfs'], stance: ['opposes'] } }}
        perPage={50}
      />,
    )
    expect(html).toContain('href="/threads?stance=opposes"')
    expect(html).toContain('href="/threads?topic=procfs"')
  })
})

test.each([
  ['plain', 'plain'],
  ['a \uE000b\uE001 c', 'a <mark>b</mark> c'],
  ['\uE000a\uE001\uE000b\uE001', '<mark>a</mark><mark>b</mark>'],
  ['a \uE000never closed', 'a never closed'],
  ['\uE000<b>\uE001', '<mark>&lt;b&gt;</mark>'],
])('%j is drawn with its marks', (text, html) => {
  const drawn = renderToStaticMarkup(<MarkedText text={text} />)
  expect(drawn.replaceAll(/<\/?span>/gu, '')).toBe(html)
})
