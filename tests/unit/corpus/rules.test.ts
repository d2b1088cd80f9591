// Every rule across files explains itself by examples; here they are put to the test.

import { describe, expect, test } from 'vitest'
import { type CorpusExample, corpusRules } from '#corpus'
import { createReport, sortMessages } from '#markdown'
import { createCatalog } from '../../../src/corpus/create-catalog.ts'
import { kindOf, readExample, toParsed } from '../markdown/read-example.ts'

function readCorpus(files: CorpusExample['files']) {
  const all = { 'sources.yaml': '', ...files }
  const drafts = Object.entries(all).map(([path, text]) => readExample(path, text))
  const listKind = (kind: string) => drafts.filter((draft) => kindOf(draft.file.path) === kind)
  const [sources] = listKind('sources')
  if (sources === undefined) throw new Error('Unexpected absence of sources, expected a file')
  return {
    threads: listKind('thread').map((draft) => toParsed<never>(draft)),
    people: listKind('person').map((draft) => toParsed<never>(draft)),
    topics: listKind('topic').map((draft) => toParsed<never>(draft)),
    sources: toParsed<never>(sources),
  }
}

describe.each(corpusRules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test.each(rule.examples.map((example) => [example.name, example] as const))(
    '%s',
    (_, example) => {
      const catalog = createCatalog(readCorpus(example.files))
      rule.check(catalog, (file) => createReport(file, rule))
      const messages = catalog.all.flatMap(({ file }) => {
        sortMessages(file)
        return file.messages
      })
      expect(messages.map(String)).toEqual(example.messages)
      for (const message of messages) expect(message.fatal).toBe(rule.severity === 'error')
    },
  )

  test('it has an example of what is right and one of what is wrong', () => {
    const isRight = rule.examples.map(({ messages }) => messages.length === 0)
    expect(new Set(isRight).size).toBe(2)
  })
})
