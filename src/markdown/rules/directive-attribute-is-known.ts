import type { ContentRule } from '../content-rule.ts'
import { didYouMean, formatChoice } from '../did-you-mean.ts'
import { directives, formatDirective, isDirectiveName } from '../directives.ts'

export const directiveAttributeIsKnown: ContentRule = {
  id: 'directive-attribute-is-known',
  summary: 'A directive has the attributes of its kind, each once.',
  url: 'content/README.md#positions',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    { name: 'known ones', markdown: ':::quote{#a by=alice}\n> No.\n:::\n', messages: [] },
    {
      name: 'a slip of the keyboard, a class',
      markdown:
        ':::quote{#a form=alice .big}\n> No.\n:::\n\n:::position{#a stanse=asks}\nNo.\n:::\n',
      messages: [
        '1:13-1:23: Unexpected attribute `form` of `:::quote`, expected `id`, `by`, `on` or `source`',
        '1:24-1:28: Unexpected attribute `class` of `:::quote`, expected `id`, `by`, `on` or `source`',
        '5:16-5:27: Unexpected attribute `stanse` of `:::position`, expected a known one, did you mean `stance`?',
      ],
    },
    {
      name: 'the same one twice',
      markdown: 'So.:cite{source=a source="b c"}\n',
      messages: ['1:19-1:31: Unexpected second `source` of `:cite`, expected each attribute once'],
    },
  ],
  check({ body }, report) {
    for (const { form, name, written } of body.directives) {
      if (!isDirectiveName(name)) continue
      const { attributes } = directives[name]
      const seen = new Set<string>()
      for (const { name: attribute, place } of written) {
        const directive = formatDirective(form, name)
        if (!Object.hasOwn(attributes, attribute)) {
          const reason = `Unexpected attribute \`${attribute}\` of \`${directive}\`, expected ${expectOneOf(attribute, Object.keys(attributes))}`
          report({ reason, place, actual: attribute, expected: Object.keys(attributes) })
        } else if (seen.has(attribute)) {
          const reason = `Unexpected second \`${attribute}\` of \`${directive}\`, expected each attribute once`
          report({ reason, place, actual: attribute })
        }
        seen.add(attribute)
      }
    }
  },
}

function expectOneOf(attribute: string, known: readonly string[]): string {
  const near = didYouMean(attribute, known)
  return near === '' ? formatChoice(known) : `a known one${near}`
}
