import type { ContentRule } from '../content-rule.ts'
import { didYouMean, formatChoice } from '../did-you-mean.ts'
import type { Draft } from '../draft.ts'
import { placeOf, placeOfAttribute } from '../outline.ts'
import type { Place } from '../parsed.ts'

export const simulationIsKnown: ContentRule = {
  id: 'simulation-is-known',
  summary: 'A simulation and its preset are in the catalog.',
  url: 'content/README.md#simulations',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  // The examples are checked with one simulation, `kernel-stack`, and its presets `eight` and `sixteen`.
  examples: [
    { name: 'a preset', markdown: '::simulation{id=kernel-stack preset=eight}\n', messages: [] },
    {
      name: 'a preset and a simulation that are not there',
      markdown:
        '::simulation{id=kernel-stack preset=sixten}\n\n::simulation{id=stack}\n\n[Run it](/simulations/kernel-stak)\n',
      messages: [
        '1:30-1:43: Unexpected preset `sixten` of `kernel-stack`, expected `eight` or `sixteen`, did you mean `sixteen`?',
        '3:14-3:22: Unexpected simulation `stack`, expected `kernel-stack`',
        '5:1-5:35: Unexpected simulation `kernel-stak`, expected `kernel-stack`, did you mean `kernel-stack`?',
      ],
    },
  ],
  check(draft, report) {
    for (const directive of draft.body.directives) {
      const id = directive.attributes.get('id')
      if (directive.name !== 'simulation' || !id) continue
      const preset = directive.attributes.get('preset')
      const placeOfPreset = placeOfAttribute(directive, 'preset')
      const fault =
        findUnknown(draft, id, placeOfAttribute(directive, 'id')) ??
        (preset ? findUnknownPreset(draft, { id, preset, place: placeOfPreset }) : undefined)
      if (fault !== undefined) report(fault)
    }
    for (const link of draft.body.links) {
      const [, id] = /^\/simulations\/([^/?#]+)/u.exec(link.url) ?? []
      // Only thread entries are parsed together with the catalog.
      const fault =
        id && draft.kind === 'thread' ? findUnknown(draft, id, placeOf(link)) : undefined
      if (fault) report(fault)
    }
  },
}

function findUnknown({ simulations }: Draft, id: string, place: Place) {
  if (Object.hasOwn(simulations, id)) return undefined
  const known = Object.keys(simulations)
  const expected = known.length === 0 ? 'none, for there are none' : formatChoice(known)
  const reason = `Unexpected simulation \`${id}\`, expected ${expected}${didYouMean(id, known)}`
  return { reason, place, actual: id, expected: known }
}

function findUnknownPreset(
  { simulations }: Draft,
  { id, preset, place }: { id: string; preset: string; place: Place },
) {
  const known = simulations[id]?.presets ?? []
  if (known.includes(preset)) return undefined
  const expected = known.length === 0 ? 'no preset' : formatChoice(known)
  const reason = `Unexpected preset \`${preset}\` of \`${id}\`, expected ${expected}${didYouMean(preset, known)}`
  return { reason, place, actual: preset, expected: known }
}
