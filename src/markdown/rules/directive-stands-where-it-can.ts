import type { ContentRule } from '../content-rule.ts'
import { directives, formatDirective, isDirectiveName } from '../directives.ts'
import type { Draft } from '../draft.ts'
import type { DirectiveDraft } from '../outline.ts'

export const directiveStandsWhereItCan: ContentRule = {
  id: 'directive-stands-where-it-can',
  summary:
    'Positions, figures, retellings, quotes and simulations stand at the top of a thread entry; a simulation also in a position.',
  url: 'content/README.md#the-body',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    {
      name: 'a simulation in a position',
      markdown: ':::position{#a}\nNo.\n\n::simulation{id=x}\n:::\n',
      messages: [],
    },
    {
      name: 'a position in a list',
      markdown: '- :::position{#a}\n  No.\n  :::\n',
      messages: [
        '1:3-1:18: Unexpected `:::position` inside a list, expected it at the top of the text',
      ],
    },
    {
      name: 'a position in the text about a person',
      path: 'people/alice.md',
      markdown: ':::position{#a}\nNo.\n:::\n',
      messages: ['1:1-1:16: Unexpected `:::position`, expected it in a thread entry'],
    },
  ],
  check(draft, report) {
    for (const directive of draft.body.directives) {
      const { form, name, opening } = directive
      if (!isDirectiveName(name) || directives[name].form !== form || form === 'text') continue
      const where = findWrongPlace(draft, directive)
      if (where === undefined) continue
      report({ reason: `Unexpected \`${formatDirective(form, name)}\`${where}`, place: opening })
    }
  },
}

const containers: Readonly<Record<string, string>> = {
  blockquote: 'a quote',
  list: 'a list',
  listItem: 'a list',
}

function findWrongPlace({ kind }: Draft, { name, parent }: DirectiveDraft): string | undefined {
  if (kind !== 'thread') return ', expected it in a thread entry'
  const { node } = parent
  if (node.type === 'root') return undefined
  const isDirective = node.type === 'containerDirective'
  if (name === 'simulation' && isDirective && node.name === 'position') return undefined
  const around = isDirective ? `\`:::${node.name}\`` : (containers[node.type] ?? 'something else')
  return ` inside ${around}, expected it at the top of the text`
}
