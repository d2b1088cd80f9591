import type { ContentRule } from '../content-rule.ts'
import { didYouMean, formatChoice } from '../did-you-mean.ts'
import { directiveNames, directives, formatDirective, isDirectiveName } from '../directives.ts'
import type { DirectiveDraft } from '../outline.ts'

export const directiveIsKnown: ContentRule = {
  id: 'directive-is-known',
  summary: 'A directive has a name of the format, and as many colons as its kind needs.',
  url: 'content/README.md#colons',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    {
      name: 'two that are known, and prose',
      markdown: '::simulation{id=x}\n\nAt 10:pm.:cite{source=a}\n',
      messages: [],
    },
    {
      name: 'a slip of the keyboard',
      markdown: ':::positon{#a}\nNo.\n:::\n',
      messages: [
        '1:1-1:15: Unexpected directive `:::positon`, expected `position`, `figure`, `retelling`, `quote`, `simulation` or `cite`, did you mean `position`?',
      ],
    },
    {
      name: 'too few colons',
      markdown: '::position{#a}\n',
      messages: ['1:1-1:15: Unexpected directive `::position`, expected `:::position`'],
    },
    {
      name: 'a label where there is none',
      markdown: ':::quote[Alice]{#a}\n> No.\n:::\n',
      messages: ['1:1-1:20: Unexpected label of `:::quote`, expected attributes only'],
    },
  ],
  check({ body }, report) {
    for (const directive of body.directives) {
      const reason = findWrongName(directive) ?? findLabel(directive)
      if (reason === undefined) continue
      report({ reason, place: directive.opening, actual: directive.name })
    }
  },
}

function findWrongName({ form, name }: DirectiveDraft): string | undefined {
  const written = formatDirective(form, name)
  if (!isDirectiveName(name)) {
    return `Unexpected directive \`${written}\`, expected ${formatChoice(directiveNames)}${didYouMean(name, directiveNames)}`
  }
  const known = directives[name].form
  if (known === form) return undefined
  return `Unexpected directive \`${written}\`, expected \`${formatDirective(known, name)}\``
}

function findLabel({ node, form, name }: DirectiveDraft): string | undefined {
  const [first] = node.children
  const isLabelled =
    form === 'leaf'
      ? first !== undefined
      : first?.type === 'paragraph' && first.data?.directiveLabel === true
  if (!isLabelled) return undefined
  return `Unexpected label of \`${formatDirective(form, name)}\`, expected attributes only`
}
