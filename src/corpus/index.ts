// Checks across entries: names, links, people, sources. Pure: it sees what parsing gave, no file.

export { checkCorpus } from './check-corpus.ts'
export type { CorpusExample, CorpusRule, ParsedCorpus } from './corpus-rule.ts'
export { corpusRules } from './rules/index.ts'
