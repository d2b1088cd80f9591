// One file of text to one entry or to diagnostics. Pure: no file, no network, no clock.

export {
  type ContentRule,
  createReport,
  type Fault,
  hasFatalFault,
  type Law,
  type Report,
  type RuleExample,
  sortMessages,
} from './content-rule.ts'
export { didYouMean, findNearMiss, formatChoice } from './did-you-mean.ts'
export { parsePerson, parseSources, parseThread, parseTopic } from './parse.ts'
export type {
  Definition,
  Mention,
  Parsed,
  ParseOptions,
  Place,
  SimulationIndex,
} from './parsed.ts'
export { fromPlainParsed, type PlainParsed, toPlainParsed } from './plain-parsed.ts'
export { contentRules } from './rules/index.ts'
