import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSubject } from '#mail'

test.each([
  ['[PATCH] proc: fix it', { kind: 'patch', version: 1, title: 'proc: fix it' }],
  ['[PATCH v3 02/10] a', { kind: 'patch', version: 3, counter: { index: 2, total: 10 } }],
  ['[RFC PATCH net-next v2 0/5] a', { isRfc: true, version: 2, labels: ['net-next'] }],
  ['[PATCHv2 1/2] a', { kind: 'patch', version: 2, counter: { index: 1, total: 2 } }],
  ['[PATCH RESEND] a', { isResend: true }],
  ['[RESEND PATCH] a', { isResend: true, kind: 'patch' }],
  ['[PATCH1/8] a', { kind: 'patch', counter: { index: 1, total: 8 } }],
  ['[PATCH 5.10 003/120] a', { labels: ['5.10'], counter: { index: 3, total: 120 } }],
  ['[RFC 2/2] a', { kind: 'patch', isRfc: true, counter: { index: 2, total: 2 } }],
  ['[RFC] what do you think', { kind: 'plain', isRfc: true }],
  ['[GIT PULL] a', { kind: 'pull', labels: [] }],
  ['Re: [PATCH] a', { kind: 'patch', isReply: true, title: 'a' }],
  ['RE: AW: re: a', { kind: 'plain', isReply: true, title: 'a' }],
  ['回复: [PATCH] a', { isReply: true, title: 'a' }],
  ['Fwd: a', { isReply: false, title: 'a' }],
  ['[linux-mm] [PATCH v2] a', { kind: 'patch', version: 2, labels: ['linux-mm'] }],
  ['[tip:x86/mm] a', { kind: 'plain', labels: ['tip:x86/mm'] }],
  ['[PATCH 9/2] a', { counter: undefined, labels: ['9/2'] }],
  ['[bug report] a', { kind: 'plain', labels: ['bug', 'report'] }],
  ['', { kind: 'plain', title: '' }],
] as const)('%s', (subject, expected) => {
  expect(parseSubject(subject)).toMatchObject(expected)
})

test('whatever the prefix, the title survives', () => {
  const tags = fc.array(fc.constantFrom('RFC', 'PATCH', 'v2', '1/3', 'net', 'RESEND'), {
    minLength: 1,
    maxLength: 5,
  })
  const title = fc.stringMatching(/^[a-z]{3,8}\/[a-z]{2,6}: [a-z ]{1,20}[a-z]$/u)
  fc.assert(
    fc.property(tags, title, fc.nat(3), (words, written, replies) => {
      const subject = parseSubject(`${'Re: '.repeat(replies)}[${words.join(' ')}] ${written}`)
      expect(subject.title).toBe(written)
      expect(subject.isReply).toBe(replies > 0)
    }),
    { seed: 6 },
  )
})
