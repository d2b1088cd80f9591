import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMboxSplitter, type MboxDialect, toMboxrd } from '#mail'
import { aMail } from '../../support/mail.ts'

const envelope = 'From ann@example.org Wed May 28 19:13:45 2014\n'

/** Splits what is fed in pieces of a size. */
function split(bytes: Uint8Array, dialect: MboxDialect, pieceBytes = bytes.length + 1) {
  const splitter = createMboxSplitter(dialect)
  const messages = []
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    messages.push(...splitter.push(bytes.subarray(at, at + pieceBytes)))
  }
  messages.push(...splitter.end())
  return messages.map(({ raw }) => Buffer.from(raw).toString())
}

const one = aMail({ body: 'first\n' }).toString()
const two = aMail({ body: 'second\n' }).toString()

describe.each(['mboxrd', 'mboxo', 'mboxcl2'] as const)('%s', (dialect) => {
  test('gives every message, in pieces of any size', () => {
    const bytes = Buffer.from(`${envelope}${one}\n${envelope}${two}\n`)
    for (const pieceBytes of [1, 7, 64, 10_000]) {
      expect(split(bytes, dialect, pieceBytes)).toEqual([one, two])
    }
  })

  test('a sentence that begins with From does not end a message', () => {
    const body = aMail({ body: 'text\n\nFrom what I see it works.\n' }).toString()
    expect(split(Buffer.from(`${envelope}${body}\n${envelope}${two}\n`), dialect)).toEqual([
      body,
      two,
    ])
  })
})

test('mboxrd takes one mark off, mboxo leaves it', () => {
  const marked = aMail({ body: 'x\n\n>From ann Wed May 28 19:13:45 2014\n>>From b\n' }).toString()
  const bytes = Buffer.from(`${envelope}${marked}\n`)
  expect(split(bytes, 'mboxrd')[0]).toContain('\nFrom ann Wed May 28 19:13:45 2014\n>From b\n')
  expect(split(bytes, 'mboxo')[0]).toContain('\n>From ann Wed May 28 19:13:45 2014\n>>From b\n')
})

test('mboxcl2 believes Content-Length, but not one that lies', () => {
  const body = `a\n\n${envelope}b\n`
  const honest = aMail({ headers: { 'Content-Length': String(body.length) }, body }).toString()
  const lying = aMail({ headers: { 'Content-Length': '3' }, body: 'a longer body\n' }).toString()
  const boasting = aMail({ headers: { 'Content-Length': '999999' }, body: 'short\n' }).toString()
  expect(split(Buffer.from(`${envelope}${honest}\n${envelope}${two}\n`), 'mboxcl2')).toEqual([
    honest,
    two,
  ])
  expect(split(Buffer.from(`${envelope}${lying}\n${envelope}${two}\n`), 'mboxcl2')).toEqual([
    lying,
    two,
  ])
  expect(split(Buffer.from(`${envelope}${two}\n${envelope}${boasting}\n`), 'mboxcl2')).toEqual([
    two,
    boasting,
  ])
})

test('what is written as mboxrd is read as it was, whatever it holds', () => {
  const line = fc.constantFrom(
    '',
    'words',
    'From here on',
    '>From there',
    '>>From',
    envelope.trim(),
    'é',
  )
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), fc.nat(60), (lines, size) => {
      const message = aMail({ body: `${lines.join('\n')}\n` })
      const bytes = Buffer.concat([toMboxrd(message), toMboxrd(message)])
      expect(split(bytes, 'mboxrd', size + 1)).toEqual([message.toString(), message.toString()])
    }),
    { seed: 6, numRuns: 200 },
  )
})
