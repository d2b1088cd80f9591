import type { ContentRule } from '../content-rule.ts'
import { directives, formatDirective, isDirectiveName } from '../directives.ts'

export const directiveCitesASource: ContentRule = {
  id: 'directive-cites-a-source',
  summary: 'A claim about a person, a number or a quotation says where it was seen.',
  url: 'content/README.md#references',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    { name: 'cited', markdown: ':::position{#a source=alice-rfc}\nNo.\n:::\n', messages: [] },
    {
      name: 'uncited',
      markdown: ':::position{#a}\nNo.\n:::\n\nSo.:cite\n',
      messages: [
        '1:1-1:16: Unexpected `:::position` without `source`, expected a message key or a source id',
        '5:4-5:9: Unexpected `:cite` without `source`, expected a message key or a source id',
      ],
    },
    {
      name: 'a figure and a retelling without',
      markdown: ':::figure{#a source=""}\n:::\n\n:::retelling{#a source=lj-246}\n:::\n',
      messages: [
        '1:1-1:24: Unexpected `:::figure` without `source`, expected a message key or a source id',
        '4:1-4:31: Unexpected `:::retelling` without `record`, expected a message key or a source id',
      ],
    },
  ],
  check({ body }, report) {
    for (const { form, name, attributes, opening } of body.directives) {
      if (!isDirectiveName(name)) continue
      for (const [attribute, kind] of Object.entries(directives[name].attributes)) {
        if (kind.isRequired !== true || kind.refersTo !== 'sources') continue
        if (attributes.get(attribute)) continue
        report({
          reason: `Unexpected \`${formatDirective(form, name)}\` without \`${attribute}\`, expected ${kind.expected}`,
          place: opening,
        })
      }
    }
  },
}
