import { isSurelyAfter, parsePartialDate, replyKinds } from '#domain'
import type { ContentRule } from '../content-rule.ts'
import { listBlocks } from '../draft.ts'
import { type BlockDraft, placeOfAttribute } from '../outline.ts'
import { splitTokens } from '../references.ts'

const takingUp = [...replyKinds, 'supersedes'] as const

export const replyComesAfter: ContentRule = {
  id: 'reply-comes-after',
  summary:
    'A position answers or supersedes earlier ones, and no chain of them comes back to where it began.',
  url: 'content/README.md#replies',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    {
      name: 'an answer on the same day, as far as is known',
      markdown:
        ':::position{#a on=2014-05-28T10:00:00Z}\nNo.\n:::\n\n:::position{#b on=2014-05 rebuts=a}\nYes.\n:::\n',
      messages: [],
    },
    {
      name: 'an answer before the question',
      markdown:
        ':::position{#a on=2014-05-28}\nNo.\n:::\n\n:::position{#b on=2014-05-27 rebuts=a}\nYes.\n:::\n',
      messages: [
        '5:30-5:38: Unexpected `a` of 2014-05-28, expected a position that is not after 2014-05-27',
      ],
    },
    {
      name: 'a circle',
      markdown:
        ':::position{#a on=2014 rebuts=b}\nNo.\n:::\n\n:::position{#b on=2014 rebuts=a}\nYes.\n:::\n',
      messages: [
        '1:24-1:32: Unexpected circle of replies `a`, `b`, expected one of them to be first',
      ],
    },
  ],
  check(draft, report) {
    const positions = new Map<string, BlockDraft>()
    for (const block of listBlocks(draft, 'position')) {
      const id = block.attributes.get('id')
      if (id !== undefined && !positions.has(id)) positions.set(id, block)
    }
    for (const block of positions.values()) {
      const on = parsePartialDate(block.attributes.get('on') ?? '')
      for (const { name, to } of listReplies(block)) {
        const date = parsePartialDate(positions.get(to)?.attributes.get('on') ?? '')
        if (on === undefined || date === undefined || !isSurelyAfter(date, on)) continue
        report({
          reason: `Unexpected \`${to}\` of ${date}, expected a position that is not after ${on}`,
          place: placeOfAttribute(block, name),
          actual: to,
        })
      }
    }
    for (const circle of listCircles(positions)) {
      const [first = ''] = circle
      const block = positions.get(first)
      const reply = block && listReplies(block).find(({ to }) => circle.includes(to))
      if (block === undefined || reply === undefined) continue
      report({
        reason: `Unexpected circle of replies ${circle.map((id) => `\`${id}\``).join(', ')}, expected one of them to be first`,
        place: placeOfAttribute(block, reply.name),
      })
    }
  },
}

function listReplies(block: BlockDraft): { name: string; to: string }[] {
  return takingUp.flatMap((name) =>
    splitTokens(block.attributes.get(name)).map((to) => ({ name, to })),
  )
}

// Positions that answer nobody left are taken away until none are; what remains answers in circles,
// or answers a circle. Following the first answer from there arrives in one.
function listCircles(positions: ReadonlyMap<string, BlockDraft>): string[][] {
  const open = new Map<string, string[]>()
  const answeredBy = new Map<string, string[]>()
  for (const [id, block] of positions) {
    const targets = listReplies(block).flatMap(({ to }) =>
      positions.has(to) && to !== id ? to : [],
    )
    open.set(id, targets)
    for (const to of targets) answeredBy.set(to, [...(answeredBy.get(to) ?? []), id])
  }
  const counts = new Map([...open].map(([id, targets]) => [id, targets.length]))
  const free = [...counts].flatMap(([id, count]) => (count === 0 ? id : []))
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    counts.delete(id)
    for (const reply of answeredBy.get(id) ?? []) {
      const left = (counts.get(reply) ?? 0) - 1
      counts.set(reply, left)
      if (left === 0) free.push(reply)
    }
  }
  const [start] = counts.keys()
  return start === undefined ? [] : [followCircle(start, open, counts)]
}

function followCircle(
  start: string,
  targets: ReadonlyMap<string, readonly string[]>,
  left: ReadonlyMap<string, number>,
): string[] {
  const path: string[] = []
  let at = start
  while (!path.includes(at)) {
    path.push(at)
    at = targets.get(at)?.find((to) => left.has(to)) ?? start
  }
  return path.slice(path.indexOf(at))
}
