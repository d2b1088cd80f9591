import { listAnchors } from '../anchors.ts'
import type { ContentRule, Report } from '../content-rule.ts'
import { type Draft, findText } from '../draft.ts'

export const idsAreUnique: ContentRule = {
  id: 'ids-are-unique',
  summary:
    'An anchor leads to one place: ids, message keys, Message-IDs and ids of sources occur once.',
  url: 'content/README.md#names',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic', 'sources'],
  examples: [
    {
      name: 'the same id for a position and a figure',
      markdown: ':::position{#a}\nNo.\n:::\n\n:::figure{#a}\n:::\n',
      messages: [],
    },
    {
      name: 'the same id for two positions, a heading like a position',
      markdown:
        '## Position a\n\n:::position{#a}\nNo.\n:::\n\n:::quote{#b}\n:::\n\n:::quote{#b}\n:::\n',
      messages: [
        '3:13-3:15: Unexpected position `a`, expected an id that the heading on line 1 does not have',
        '10:10-10:12: Unexpected quote `b`, expected an id that the quote on line 7 does not have',
      ],
    },
    {
      name: 'a message key and a Message-ID twice',
      markdown:
        '---\nmessages:\n  - key: a\n    message-id: 1@example.org\n  - key: a\n    message-id: 1@example.org\n---\n',
      messages: [
        '5:10-5:11: Unexpected message `a`, expected an id that the message on line 3 does not have',
        '6:17-6:30: Unexpected second `1@example.org`, expected each Message-ID once',
      ],
    },
    {
      name: 'a source twice',
      path: 'sources.yaml',
      markdown: '- id: lj-246\n- id: lj-246\n',
      messages: ['2:7-2:13: Unexpected second source `lj-246`, expected each id once'],
    },
  ],
  check(draft, report) {
    if (draft.kind === 'sources') return checkSources(draft, report)
    const firstByAnchor = new Map<string, { noun: string; line: number }>()
    for (const { anchor, noun, id, place } of listAnchors(draft)) {
      const first = firstByAnchor.get(anchor)
      const line = 'start' in place ? place.start.line : place.line
      if (first === undefined) firstByAnchor.set(anchor, { noun, line })
      else {
        const reason = `Unexpected ${noun} \`${id}\`, expected an id that the ${first.noun} on line ${first.line} does not have`
        report({ reason, place, actual: id })
      }
    }
    checkMessageIds(draft, report)
  },
}

function checkMessageIds({ head, messages }: Draft, report: Report): void {
  const seen = new Set<string>()
  for (const { messageId, index } of messages) {
    if (messageId === undefined) continue
    if (seen.has(messageId)) {
      report({
        reason: `Unexpected second \`${messageId}\`, expected each Message-ID once`,
        place: head.placeOf(['messages', index, 'message-id']),
        actual: messageId,
      })
    }
    seen.add(messageId)
  }
}

function checkSources({ head }: Draft, report: Report): void {
  const seen = new Set<string>()
  const sources = Array.isArray(head.value) ? head.value : []
  for (const [index, source] of sources.entries()) {
    const id = findText(source, ['id'])
    if (id === undefined) continue
    if (seen.has(id)) {
      report({
        reason: `Unexpected second source \`${id}\`, expected each id once`,
        place: head.placeOf([index, 'id']),
        actual: id,
      })
    }
    seen.add(id)
  }
}
