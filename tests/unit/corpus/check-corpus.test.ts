import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { checkCorpus } from '#corpus'
import { parsePerson, parseSources, parseThread, parseTopic } from '#markdown'

const sourcesText = `
- { id: an-article, kind: article, title: A, known: read }
- { id: a-page, kind: page, title: B, known: read }
- { id: a-rumour, kind: page, title: C, known: unchecked }
`

const threadText = `---
title: Stacks
question: Is it enough?
summary: Nobody knows.
lists: [linux-mm]
started: 2030
outcome: { state: unknown, summary: Nobody knows. }
messages:
  - { key: it-was-read, from: alice, date: 2030, known: read, says: A. }
  - { key: it-was-quoted, from: alice, date: 2030, known: quoted, seen-in: a-page, says: B. }
  - { key: it-was-retold, from: alice, date: 2030, known: retold, seen-in: an-article, says: C. }
---

All of them.:cite{source="an-article a-page a-rumour"}

`

interface Case {
  readonly threads?: Readonly<Record<string, string>>
  readonly people?: Readonly<Record<string, string>>
  readonly order?: 'as given' | 'reversed'
}

const alice = '---\nname: Alice\nsort-name: Alice\n---\n'

function check({ threads = { stacks: threadText }, people = { alice }, order }: Case) {
  const read = <T>(
    kind: string,
    texts: Readonly<Record<string, string>>,
    parse: (f: VFile) => T,
  ) => {
    const parsed = Object.entries(texts).map(([slug, value]) =>
      parse(new VFile({ path: `${kind}/${slug}.md`, value })),
    )
    return order === 'reversed' ? parsed.reverse() : parsed
  }
  const parsed = {
    threads: read('threads', threads, (file) => parseThread(file, { simulations: {} })),
    people: read('people', people, parsePerson),
    topics: read('topics', {}, parseTopic),
    sources: parseSources(new VFile({ path: 'sources.yaml', value: sourcesText })),
  }
  const corpus = checkCorpus(parsed)
  const messages = [...parsed.threads, ...parsed.people, parsed.sources].flatMap(({ file }) =>
    file.messages.map(String),
  )
  return { corpus, messages: messages.sort() }
}

function position(attributes: string, quote = '') {
  return `:::position{#it by=alice stance=asks scope=detail on=2030 role=reviewer ${attributes}}\nWhy?\n${quote}:::\n`
}

describe('evidence', () => {
  test.each([
    ['it-was-read', 'read'],
    ['it-was-quoted', 'unchecked'],
    ['it-was-retold', 'retold'],
    ['an-article', 'retold'],
    ['a-page', 'read'],
    ['a-rumour', 'unchecked'],
    ['"it-was-quoted a-page"', 'unchecked'],
    ['"stacks#it-was-retold it-was-read"', 'retold'],
  ])('of %s is %s, for positions, figures and quotes', (source, mark) => {
    const body = [
      position(`source=${source}`),
      `:::figure{#it source=${source} caption=C}\n| a |\n| - |\n| 1 |\n:::\n`,
      `:::quote{#it by=alice on=2030 source=${source}}\n> So.\n:::\n`,
    ].join('\n')
    const { corpus, messages } = check({ threads: { stacks: threadText + body } })
    expect(messages).toEqual([])
    const [entry] = corpus?.threads ?? []
    expect(entry?.positions[0]?.evidence).toBe(mark)
    expect(entry?.figures[0]?.evidence).toBe(mark)
    expect(entry?.quotes[0]?.evidence).toBe(mark)
  })

  test('of a quote from elsewhere is that of where it was read', () => {
    const body = position('source=it-was-quoted quote-source=it-was-read', '\n> Why?\n')
    const { corpus } = check({ threads: { stacks: threadText + body } })
    const [entry] = corpus?.threads ?? []
    expect(entry?.positions[0]).toMatchObject({
      evidence: 'read',
      quoteSource: { kind: 'message', key: 'it-was-read' },
    })
  })

  test('of a message of another entry is found there', () => {
    const other = threadText.replaceAll('it-was', 'that-was')
    const body = position('source=other#that-was-retold')
    const { corpus } = check({ threads: { other, stacks: threadText + body } })
    const [, entry] = corpus?.threads ?? []
    expect(entry?.positions[0]?.evidence).toBe('retold')
  })
})

describe('the corpus', () => {
  test('one error in one file and there is none', () => {
    const { corpus, messages } = check({
      threads: { stacks: threadText, other: threadText.replace('enough?', 'enough.') },
    })
    expect(corpus).toBeUndefined()
    expect(messages).toHaveLength(1)
  })

  test('advice does not stop it', () => {
    const { corpus, messages } = check({ people: { alice, bob: alice } })
    expect(corpus?.people).toHaveLength(2)
    expect(messages).toEqual([
      'people/bob.md:1:1: Unexpected person `bob` without a message or position, expected one in some entry',
    ])
  })

  test('the order of the files changes no message', () => {
    const threads = {
      a: threadText.replace('alice', 'alcie'),
      b: `${threadText}[a](/threads/c).:cite{source=nowhere}\n`,
      c: threadText.replace('Stacks', '[Stacks'),
    }
    expect(check({ threads, order: 'reversed' }).messages).toEqual(check({ threads }).messages)
  })
})
