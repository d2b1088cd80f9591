import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildThreadTree, type ThreadedMessage } from '#mail'
import { inManyOrders } from '../../support/mail.ts'

/** `aReply('c', 3, ['a', 'b'])`: the third message, an answer to b in the thread of a. */
function aReply(
  messageId: string,
  dateMs: number,
  references: readonly string[] = [],
  parentFrom: ThreadedMessage['parentFrom'] = references.length > 0 ? 'references' : undefined,
): ThreadedMessage {
  return { messageId, dateMs, references, parentFrom }
}

/** One line a node, two spaces a level; ghosts in brackets. */
function draw(messages: readonly ThreadedMessage[]): string {
  return buildThreadTree(messages)
    .map(({ depth, messageId, messages: { length } }) => {
      const name =
        length === 0 ? `[${messageId}]` : length > 1 ? `${messageId}×${length}` : messageId
      return '  '.repeat(depth) + name
    })
    .join('\n')
}

describe('the same tree in any order of arrival', () => {
  test.each([
    [
      'replies stand below what they answer, by date',
      [aReply('a', 1), aReply('c', 3, ['a']), aReply('b', 2, ['a']), aReply('d', 4, ['a', 'b'])],
      'a\n  b\n    d\n  c',
    ],
    [
      'a reply to a missing message hangs from a ghost',
      [aReply('c', 3, ['a', 'b'])],
      '[a]\n  [b]\n    c',
    ],
    [
      'a ghost stands where its first reply would',
      [
        aReply('a', 1),
        aReply('late', 2, ['a']),
        aReply('x', 9, ['a', 'gone']),
        aReply('y', 5, ['a', 'gone']),
      ],
      'a\n  late\n  [gone]\n    y\n    x',
    ],
    ['subjects do not join what references do not', [aReply('a', 1), aReply('b', 2)], 'a\nb'],
    [
      'two messages that answer each other are no loop',
      [aReply('a', 1, ['b']), aReply('b', 2, ['a'])],
      'b\n  a',
    ],
    ['a message that answers itself is a root', [aReply('a', 1, ['a'])], 'a'],
    [
      'three in a circle are a chain',
      [aReply('a', 1, ['c']), aReply('b', 2, ['a']), aReply('c', 3, ['b'])],
      'c\n  a\n    b',
    ],
    [
      'a message without References stands where its replies say',
      [aReply('a', 1), aReply('b', 2), aReply('c', 3, ['a', 'b'])],
      'a\n  b\n    c',
    ],
    [
      'what a message says of itself counts more than what others say',
      [aReply('a', 1), aReply('x', 2), aReply('b', 3, ['a']), aReply('c', 4, ['x', 'b'])],
      'a\n  b\n    c\nx',
    ],
    [
      'a name used twice is one node with two messages',
      [aReply('a', 1), aReply('a', 2), aReply('b', 3, ['a'])],
      'a×2\n  b',
    ],
    [
      'equal dates are ordered by name',
      [aReply('a', 1), aReply('c', 2, ['a']), aReply('b', 2, ['a'])],
      'a\n  b\n  c',
    ],
    [
      'a reply dated before its parent hangs below it all the same',
      [aReply('a', 5), aReply('b', 1, ['a'])],
      'a\n  b',
    ],
  ])('%s', (_, messages, drawing) => {
    for (const order of inManyOrders(messages)) expect(draw(order)).toBe(drawing)
  })

  test('for whatever messages there are', () => {
    const id = fc.constantFrom(...'abcdefgh')
    const message = fc
      .tuple(id, fc.nat(5), fc.array(id, { maxLength: 4 }))
      .map(([messageId, dateMs, references]) => aReply(messageId, dateMs, references))
    fc.assert(
      fc.property(
        fc.uniqueArray(message, { maxLength: 12, selector: (m) => m.messageId }),
        (messages) => {
          const drawings = inManyOrders(messages).map(draw)
          expect(new Set(drawings).size).toBe(1)
          const nodes = buildThreadTree(messages)
          const named = new Set(messages.flatMap((m) => [m.messageId, ...m.references]))
          // Nothing is lost, nothing is there twice.
          expect(nodes.map(({ messageId }) => messageId).sort()).toEqual([...named].sort())
        },
      ),
      { seed: 6, numRuns: 500 },
    )
  })
})

test('why a message hangs where it does can be seen', () => {
  const nodes = buildThreadTree([
    aReply('a', 1),
    aReply('b', 2, ['a'], 'in-reply-to'),
    aReply('c', 3, ['a', 'b']),
    aReply('e', 5, ['a', 'd', 'x']),
    aReply('d', 4),
    aReply('loop', 6, ['loop']),
  ])
  expect(Object.fromEntries(nodes.map(({ messageId, reason }) => [messageId, reason]))).toEqual({
    a: 'none',
    b: 'in-reply-to',
    c: 'references',
    d: 'references-of-others',
    x: 'references-of-others',
    e: 'references',
    loop: 'loop-refused',
  })
})

test('a chain of 100 000 replies is threaded, not walked by recursion', () => {
  const messages = Array.from({ length: 100_000 }, (_, at) =>
    aReply(`m${at}`, at, at === 0 ? [] : [`m${at - 1}`]),
  )
  const nodes = buildThreadTree(messages)
  expect(nodes.at(-1)).toMatchObject({ messageId: 'm99999', depth: 99_999 })
})
