import type { ContentRule } from '../content-rule.ts'
import { directives, formatDirective, isDirectiveName } from '../directives.ts'

export const directiveHasItsAttributes: ContentRule = {
  id: 'directive-has-its-attributes',
  summary:
    'A position says who, when, in which role and where it stands; every directive has an id.',
  url: 'content/README.md#positions',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    {
      name: 'a position that says all',
      markdown:
        ':::position{#a by=alice stance=asks scope=detail on=2014 role=reviewer source=x}\nNo.\n:::\n',
      messages: [],
    },
    {
      name: 'a position that says almost nothing',
      markdown: ':::position{#a source=x role=""}\nNo.\n:::\n',
      messages: [
        '1:1-1:33: Unexpected `:::position` without `by`, expected the slug of a person',
        '1:1-1:33: Unexpected `:::position` without `stance`, expected one of `proposes`, `supports`, `supports-if`, `opposes`, `alternative`, `asks`, `informs`',
        '1:1-1:33: Unexpected `:::position` without `scope`, expected one of `problem`, `approach`, `detail`',
        '1:1-1:33: Unexpected `:::position` without `on`, expected a date such as `2014-10`, `2014-10-02T15:25:43Z` or `before 2014-10-02`',
        '1:1-1:33: Unexpected `:::position` without `role`, expected the role its author had then',
      ],
    },
  ],
  check({ body }, report) {
    for (const { form, name, attributes, opening } of body.directives) {
      if (!isDirectiveName(name)) continue
      for (const [attribute, kind] of Object.entries(directives[name].attributes)) {
        // Missing sources are `directive-cites-a-source`.
        if (kind.isRequired !== true || kind.refersTo === 'sources') continue
        if (attributes.get(attribute)) continue
        report({
          reason: `Unexpected \`${formatDirective(form, name)}\` without \`${attribute}\`, expected ${kind.expected}`,
          place: opening,
        })
      }
    }
  },
}
