import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatSourceRef, parseSourceRef, type SourceRef } from '../../../src/domain/source.ts'
import { anchorId, sourceId, threadSlug } from '../../support/builders.ts'

test.each([
  ['source:lj-246', { kind: 'source', id: 'lj-246' }],
  ['message:kim-rfc', { kind: 'message', key: 'kim-rfc' }],
  ['message:stacks#kim-rfc', { kind: 'message', thread: 'stacks', key: 'kim-rfc' }],
])('%s is a citation', (text, ref) => {
  expect(parseSourceRef(text)).toEqual(ref)
})

test.each([
  '',
  'lj-246',
  'source:',
  'source:LJ',
  'message:',
  'message:#kim',
  'message:stacks#',
  'message:Stacks#kim',
  'message:a#b#c',
  'page:x',
  ' source:lj-246',
])('%j is none', (text) => {
  expect(parseSourceRef(text)).toBeUndefined()
})

const slug = fc.stringMatching(/^[a-z0-9]{1,8}(?:-[a-z0-9]{1,8}){0,2}$/u)
const ref: fc.Arbitrary<SourceRef> = fc.oneof(
  slug.map((id) => ({ kind: 'source' as const, id: sourceId(id) })),
  slug.map((key) => ({ kind: 'message' as const, key: anchorId(key) })),
  fc.tuple(slug, slug).map(([thread, key]) => ({
    kind: 'message' as const,
    key: anchorId(key),
    thread: threadSlug(thread),
  })),
)

test('every citation reads as it was written', () => {
  fc.assert(
    fc.property(ref, (one) => {
      expect(parseSourceRef(formatSourceRef(one))).toEqual(one)
    }),
  )
})
