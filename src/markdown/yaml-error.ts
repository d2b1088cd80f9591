// What the YAML parser found wrong, in our words.

import type { ErrorCode, YAMLError } from 'yaml'

const reasons: Partial<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'Unexpected anchor or tag on an alias, expected neither',
  BAD_ALIAS: 'Unexpected alias, expected the value itself',
  BAD_DIRECTIVE: 'Unexpected `%` at the start of a line, expected a key',
  BAD_DQ_ESCAPE: 'Unexpected `\\` in a value in double quotes, expected `\\\\` or single quotes',
  BAD_INDENT: 'Unexpected indentation, expected that of the lines around it',
  BAD_SCALAR_START: 'Unexpected sign at the start of a value, expected the value in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'Unexpected `: ` inside a value, expected the value in quotes',
  BLOCK_IN_FLOW: 'Unexpected block inside brackets, expected values separated by commas',
  KEY_OVER_1024_CHARS: 'Unexpected key of more than 1024 characters, expected a name',
  MULTILINE_IMPLICIT_KEY: 'Unexpected line without `: `, expected `key: value`',
  MULTIPLE_DOCS: 'Unexpected `---`, expected one YAML document',
  RESOURCE_EXHAUSTION: 'Unexpected map or list at such a depth, expected a few levels',
  TAB_AS_INDENT: 'Unexpected tab in the indentation, expected spaces',
  TAG_RESOLVE_FAILED: 'Unexpected tag, expected the value alone',
  UNEXPECTED_TOKEN: 'Unexpected text here, expected a line end, or the value in quotes',
}

/** The parser has one code for everything that is missing; its words tell which it is. */
const missing: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/closing 'quote/u, "Unexpected value without an end, expected a closing `'`"],
  [/closing "quote/u, 'Unexpected value without an end, expected a closing `"`'],
  [/map keys/u, 'Unexpected line without `: `, expected `key: value`'],
  [/Sequence item/u, 'Unexpected item, expected `- ` before it'],
  [/space/u, 'Unexpected sign without a space beside it, expected a space'],
  [
    /flow|[,[\]{}]/iu,
    'Unexpected end of a list in brackets, expected a comma or the closing bracket',
  ],
]

/** Says it as *Unexpected X, expected Y*. */
export function describeYamlError({ code, message }: YAMLError): string {
  const found =
    code === 'MISSING_CHAR' ? missing.find(([pattern]) => pattern.test(message)) : undefined
  return (
    found?.[1] ??
    reasons[code] ??
    `Unexpected YAML, expected what YAML allows: ${message.split('\n', 1)[0]}`
  )
}
