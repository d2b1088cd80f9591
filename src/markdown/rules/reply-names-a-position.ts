import { replyKinds } from '#domain'
import type { ContentRule } from '../content-rule.ts'
import { didYouMean } from '../did-you-mean.ts'
import { listBlocks } from '../draft.ts'
import { placeOfAttribute } from '../outline.ts'
import { splitTokens } from '../references.ts'

export const replyNamesAPosition: ContentRule = {
  id: 'reply-names-a-position',
  summary:
    '`answers`, `supports`, `rebuts` and `supersedes` name other positions of the entry, each once.',
  url: 'content/README.md#replies',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    {
      name: 'another position',
      markdown: ':::position{#a}\nNo.\n:::\n\n:::position{#b rebuts=a}\nYes.\n:::\n',
      messages: [],
    },
    {
      name: 'none, itself, one twice, two at once',
      markdown:
        ':::position{#alice}\nNo.\n:::\n\n:::position{#b rebuts="alise b" supports="alice alice" supersedes="alice b"}\nYes.\n:::\n',
      messages: [
        '5:16-5:32: Unexpected position `alise`, expected one of this entry, did you mean `alice`?',
        '5:16-5:32: Unexpected reply of `b` to itself, expected another position',
        '5:33-5:55: Unexpected second `alice`, expected each position once',
        '5:56-5:76: Unexpected 2 positions as `supersedes`, expected one',
      ],
    },
  ],
  check(draft, report) {
    const positions = listBlocks(draft, 'position')
    const ids = new Set(positions.flatMap((block) => block.attributes.get('id') ?? []))
    for (const block of positions) {
      for (const name of [...replyKinds, 'supersedes']) {
        const place = placeOfAttribute(block, name)
        const tokens = splitTokens(block.attributes.get(name))
        if (name === 'supersedes' && tokens.length > 1) {
          const reason = `Unexpected ${tokens.length} positions as \`supersedes\`, expected one`
          report({ reason, place })
          continue
        }
        for (const [index, token] of tokens.entries()) {
          const reason = findWrong(token, {
            own: block.attributes.get('id'),
            ids,
            isSecond: tokens.indexOf(token) < index,
          })
          if (reason !== undefined) report({ reason, place, actual: token })
        }
      }
    }
  },
}

interface Known {
  readonly own: string | undefined
  readonly ids: ReadonlySet<string>
  readonly isSecond: boolean
}

function findWrong(token: string, { own, ids, isSecond }: Known): string | undefined {
  if (token === own) return `Unexpected reply of \`${token}\` to itself, expected another position`
  if (!ids.has(token)) {
    return `Unexpected position \`${token}\`, expected one of this entry${didYouMean(token, ids)}`
  }
  return isSecond ? `Unexpected second \`${token}\`, expected each position once` : undefined
}
