import type { ContentRule } from '../content-rule.ts'
import { clip, didYouMean } from '../did-you-mean.ts'
import { type AttributeKind, directives, isDirectiveName } from '../directives.ts'
import { placeOfAttribute } from '../outline.ts'

export const attributeIsWellFormed: ContentRule = {
  id: 'attribute-is-well-formed',
  summary:
    'Stances, scopes and units are words of the format; ids are slugs; dates are days that were.',
  url: 'content/README.md#positions',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    {
      name: 'good values',
      markdown: ':::position{#a stance=supports-if on=2014-02-28}\nNo.\n:::\n',
      messages: [],
    },
    {
      name: 'a stance, a day and an id that are none',
      markdown: ':::position{#A_1 stance=suports on=2014-02-30}\nNo.\n:::\n',
      messages: [
        '1:13-1:17: Unexpected `A_1` as `id`, expected a slug of lower-case letters, digits and single hyphens',
        '1:18-1:32: Unexpected `suports` as `stance`, expected one of `proposes`, `supports`, `supports-if`, `opposes`, `alternative`, `asks`, `informs`, did you mean `supports`?',
        '1:33-1:46: Unexpected `2014-02-30` as `on`, expected a date such as `2014-10`, `2014-10-02T15:25:43Z` or `before 2014-10-02`',
      ],
    },
  ],
  check({ body }, report) {
    for (const directive of body.directives) {
      if (!isDirectiveName(directive.name)) continue
      for (const [attribute, kind] of Object.entries(directives[directive.name].attributes)) {
        const value = directive.attributes.get(attribute)
        if (!value || isGood(value, kind)) continue
        report({
          reason: `Unexpected \`${clip(value)}\` as \`${attribute}\`, expected ${kind.expected}${didYouMean(value, kind.values ?? [])}`,
          place: placeOfAttribute(directive, attribute),
          actual: value,
          ...(kind.values !== undefined && { expected: kind.values }),
        })
      }
    }
  },
}

function isGood(value: string, { values, isValid }: AttributeKind): boolean {
  if (values !== undefined) return values.includes(value)
  return isValid === undefined || isValid(value)
}
