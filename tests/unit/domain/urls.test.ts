import { expect, test } from 'vitest'
import { anchors, toCommitUrl, urls } from '../../../src/domain/urls.ts'
import { anchorId, personSlug, sourceId, threadSlug, topicSlug } from '../../support/builders.ts'

const stacks = threadSlug('x86-64-16k-stacks')

test('addresses are the ones docs/urls.md promises', () => {
  expect(urls.thread(stacks)).toBe('/threads/x86-64-16k-stacks')
  expect(urls.threadMarkdown(stacks)).toBe('/threads/x86-64-16k-stacks.md')
  expect(urls.threadJson(stacks)).toBe('/threads/x86-64-16k-stacks.json')
  expect(urls.threadFeed(stacks)).toBe('/threads/x86-64-16k-stacks/feed.atom')
  expect(urls.position(stacks, anchorId('kim-rfc'))).toBe(
    '/threads/x86-64-16k-stacks#position-kim-rfc',
  )
  expect(urls.section(stacks, anchorId('the-crash'))).toBe('/threads/x86-64-16k-stacks#the-crash')
  expect(urls.person(personSlug('dave-chinner'))).toBe('/people/dave-chinner')
  expect(urls.topic(topicSlug('procfs'))).toBe('/topics/procfs')
  expect(urls.source(sourceId('lj-246'))).toBe('/sources#lj-246')
})

test('a query stands in the address encoded, and an empty one not at all', () => {
  expect(urls.search('a&b=c #d')).toBe('/search?q=a%26b%3Dc%20%23d')
  expect(urls.search('')).toBe('/search')
  expect(urls.search()).toBe('/search')
})

test('anchors of two kinds never meet, even where their ids do', () => {
  const made = Object.values(anchors).map((toAnchor) => toAnchor(anchorId('same')))
  expect(new Set(made).size).toBe(made.length)
})

test('a commit is shown where the kernel is kept', () => {
  expect(toCommitUrl('6538b8ea886e')).toBe('https://git.kernel.org/torvalds/c/6538b8ea886e')
})
