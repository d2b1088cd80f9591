import type { ContentRule } from '../content-rule.ts'
import { clip, didYouMean } from '../did-you-mean.ts'
import type { Citation, Draft } from '../draft.ts'

const head = '---\nmessages:\n  - key: alice-rfc\n    message-id: 1@example.org\n---\n'

export const citationCanBeRead: ContentRule = {
  id: 'citation-can-be-read',
  summary:
    'A citation is a message key, a Message-ID of the entry in `<…>`, `thread#message` or a source id.',
  url: 'content/README.md#references',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    {
      name: 'all kinds',
      markdown: `${head}So.:cite{source="alice-rfc <1@example.org> stacks#kim-rfc lj-246"}\n`,
      messages: [],
    },
    {
      name: 'kinds that are none',
      markdown: `${head}So.:cite{source="1@example.org LJ_246"} No.:cite{source="<2@example.org> a#b#c"}\n`,
      messages: [
        '6:10-6:39: Unexpected citation `1@example.org`, expected a message key, a Message-ID in `<…>`, `thread#message` or a source id, did you mean `<1@example.org>`?',
        '6:10-6:39: Unexpected citation `LJ_246`, expected a message key, a Message-ID in `<…>`, `thread#message` or a source id',
        '6:50-6:80: Unexpected Message-ID `<2@example.org>`, expected one of the messages of this entry, did you mean `<1@example.org>`?',
        '6:50-6:80: Unexpected citation `a#b#c`, expected a message key, a Message-ID in `<…>`, `thread#message` or a source id',
      ],
    },
    {
      name: 'a message this very entry lacks',
      markdown: `${head}So.:cite{source="example#bob-reply"}\n`,
      messages: [
        '6:10-6:36: Unexpected message `bob-reply`, expected one of the messages of this entry',
      ],
    },
  ],
  check(draft, report) {
    for (const citation of draft.citations) {
      const reason = findWrong(draft, citation)
      if (reason === undefined) continue
      report({ reason, place: citation.place, actual: citation.token })
    }
  },
}

function findWrong({ names }: Draft, { token, ref }: Citation): string | undefined {
  if (ref === undefined) {
    const known = [...names.keysByMessageId.keys()].map((id) => `<${id}>`)
    if (/^<.+>$/u.test(token)) {
      return `Unexpected Message-ID \`${clip(token)}\`, expected one of the messages of this entry${didYouMean(token, known)}`
    }
    return `Unexpected citation \`${clip(token)}\`, expected a message key, a Message-ID in \`<…>\`, \`thread#message\` or a source id${didYouMean(token, known)}`
  }
  if (ref.kind === 'source' || ref.thread !== undefined || names.keys.has(ref.key)) return undefined
  return `Unexpected message \`${ref.key}\`, expected one of the messages of this entry${didYouMean(ref.key, names.keys)}`
}
