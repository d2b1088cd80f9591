// Every rule explains itself by examples; here they are put to the test.

import { describe, expect, test } from 'vitest'
import { contentRules, createReport, sortMessages } from '#markdown'
import { formatMessages, kindOf, readExample } from './read-example.ts'

describe.each(contentRules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test.each(rule.examples.map((example) => [example.name, example] as const))(
    '%s',
    (_, example) => {
      const path = example.path ?? 'threads/example.md'
      const draft = readExample(path, example.markdown)
      expect(rule.appliesTo).toContain(kindOf(path))
      rule.check(draft, createReport(draft.file, rule))
      sortMessages(draft.file)
      expect(formatMessages(draft.file)).toEqual(example.messages)
      for (const message of draft.file.messages) {
        expect(message.ruleId).toBe(rule.id)
        expect(message.fatal).toBe(rule.severity === 'error')
        expect(message.url).toMatch(/^content\/README\.md#[a-z-]+$/u)
      }
    },
  )

  test('it has an example of what is right and one of what is wrong', () => {
    const isRight = rule.examples.map(({ messages }) => messages.length === 0)
    expect(new Set(isRight).size).toBe(2)
  })

  test('its messages say what was met and what was expected', () => {
    for (const { messages } of rule.examples) {
      for (const message of messages) expect(message).toMatch(/: Unexpected .+, expected .+/u)
    }
  })
})
