import fc from 'fast-check'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { parsePerson, parseSources, parseThread, parseTopic } from '#markdown'
import { goodEntry } from './a-good-entry.ts'
import { formatMessages, simulations } from './read-example.ts'

function parse(text: string, path = 'threads/hashing-directories.md') {
  return parseThread(new VFile({ path, value: text }), { simulations })
}

function parseGood() {
  const { file, value } = parse(goodEntry)
  expect(formatMessages(file)).toEqual([])
  if (value === undefined) throw new Error('Unexpected absence of an entry, expected one')
  return value
}

describe('a good entry', () => {
  test('its front matter arrives as written', () => {
    const entry = parseGood()
    expect(entry).toMatchObject({
      slug: 'hashing-directories',
      formerly: ['hashed-directories'],
      archive: 'linux-fsdevel',
      started: '2030-01-02',
      outcome: { state: 'merged', release: '9.10', evidence: [{ kind: 'source' }] },
      unknown: ['The size of the table was not found.'],
    })
    expect(entry.series[0]).toMatchObject({ files: 4, insertions: 135, deletions: 27 })
    expect(entry.followUps[0]?.sources).toEqual([{ kind: 'source', id: 'commit-0123456789ab' }])
    expect(entry.messages[1]).toMatchObject({ seenIn: { kind: 'message', key: 'carol-reply' } })
  })

  test('a position keeps its claim as a tree and as text, its quote as text', () => {
    const [position] = parseGood().positions
    expect(position).toMatchObject({
      id: 'alice-hash',
      sources: [
        { kind: 'message', key: 'alice-v1' },
        { kind: 'source', id: 'magazine-7' },
      ],
      claimText: 'A hash table makes every lookup equally fast.',
      quote: 'A list was fine for ten files. It is not fine for ten thousand.',
      simulation: { id: 'kernel-stack', preset: 'eight' },
      section: 'the-problem',
    })
    expect(position?.claim.children).toEqual([
      { type: 'text', value: 'A ' },
      expect.objectContaining({ tagName: 'em' }),
      { type: 'text', value: ' makes every lookup equally fast.' },
    ])
  })

  test('replies keep whom they answer and how', () => {
    const [, asks, takes] = parseGood().positions
    expect(asks?.answers).toEqual([{ to: 'alice-hash', how: 'answers' }])
    expect(takes?.answers).toEqual([{ to: 'alice-hash', how: 'supports' }])
    expect(takes?.supersedes).toBe('bob-asks')
    expect(asks?.section).toBe('in-numbers')
  })

  test('a figure has its numbers in seconds', () => {
    const [figure] = parseGood().figures
    expect(figure).toMatchObject({
      columns: ['run', 'before', 'after'],
      compare: [1, 2],
      chart: 'bars',
      rows: [
        { cells: ['cold', '2m31.950s', '39 s'], values: [null, 151.95, 39] },
        { cells: ['warm', '1.5 µs', '—'], values: [null, 0.0000015, null] },
      ],
    })
  })

  test('a retelling and a quote have both sides', () => {
    const { retellings, quotes } = parseGood()
    expect(retellings[0]).toMatchObject({
      quote: 'Everything was slow.',
      plainText: 'Only listing was.\n\nAnd only when cold.',
      record: [{ kind: 'message', key: 'alice-v1' }],
    })
    expect(retellings[0]?.text.children).toHaveLength(2)
    expect(quotes[0]).toMatchObject({ by: 'carol', text: 'A tree, please.' })
  })

  test('sections hold the prose and nothing of the directives', () => {
    expect(parseGood().sections).toEqual([
      {
        id: 'the-problem',
        title: 'The problem',
        depth: 2,
        text: 'See the cover letter, the argument and Alice.\n\nOne list for all names.',
      },
      { id: 'in-numbers', title: 'In numbers', depth: 3, text: '' },
    ])
  })

  test('the body holds empty elements for directives, and no places', () => {
    const { body } = parseGood()
    const text = JSON.stringify(body)
    expect(text).not.toContain('"position"')
    expect(
      body.children.map((node) => (node.type === 'element' ? node.tagName : node.type)),
    ).toEqual(
      ['p', 'h2', 'p', 'ul', 'pl-position', 'h3', 'pl-figure', 'pl-position', 'pl-position'].concat(
        ['pl-retelling', 'pl-quote', 'pl-simulation'],
      ),
    )
    expect(text).toContain('"refs":"message:alice-v1 message:bob-reply"')
    expect(text).toContain('ls foo:bar')
    expect(text).toContain(' shows at 10:am.')
    expect(body.children[4]).toEqual({
      type: 'element',
      tagName: 'pl-position',
      properties: { id: 'alice-hash' },
      children: [],
    })
  })

  test('line ends of Windows make no difference', () => {
    const { file, value } = parse(goodEntry.replaceAll('\n', '\r\n'))
    expect(formatMessages(file)).toEqual([])
    expect(value?.positions).toEqual(parseGood().positions)
  })
})

describe('mentions and definitions', () => {
  test('what it names elsewhere is told with its place', () => {
    const { mentions } = parse(goodEntry)
    expect(mentions).toContainEqual({
      kind: 'page',
      id: '/people/alice',
      place: expect.objectContaining({ start: expect.objectContaining({ line: 65 }) }),
    })
    expect(mentions.filter(({ kind }) => kind === 'topic')).toEqual([
      {
        kind: 'topic',
        id: 'hash-tables',
        place: { start: { line: 9, column: 10 }, end: { line: 9, column: 21 } },
      },
    ])
    expect(mentions.filter(({ kind }) => kind === 'message')).toEqual([])
  })

  test('anchors of every kind are told', () => {
    const { definitions } = parse(goodEntry)
    const anchors = definitions.flatMap(({ kind, id }) => (kind === 'anchor' ? id : []))
    expect(anchors).toEqual(
      expect.arrayContaining([
        ...['the-problem', 'position-bob-asks', 'figure-listing', 'retelling-too-slow'],
        ...['quote-carol-tree', 'revision-v1', 'later-fix', 'message-alice-v1'],
      ]),
    )
  })
})

describe('sanitising', () => {
  test('nothing of the text becomes an element, a class or a script', () => {
    const hostile = goodEntry.replace(
      'See ',
      '```js onload=alert(1)\nx\n```\n\n&lt;script&gt; `<img src=x onerror=y>` ',
    )
    const { value, file } = parse(hostile)
    expect(formatMessages(file)).toEqual([])
    expect(JSON.stringify(value?.body)).not.toMatch(/"tagName":"(?:script|img)"|onload/u)
  })

  test.each([
    'javascript:alert%281%29',
    'data:text/html,x',
    'vbscript:x',
    '//example.org',
    '/\\example.org',
  ])('a link to %s is a fault', (url) => {
    const { value, file } = parse(goodEntry.replace('/people/alice', url))
    expect(value).toBeUndefined()
    expect(file.messages[0]?.ruleId).toBe('link-has-a-safe-address')
  })
})

describe('any text', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 400 })
  const pieces = fc.constantFrom(
    ...[':::', '::simulation{', ':cite{', '{#a', '}', '> ', '- ', '---\n', '"', '|', '\n\n', '## '],
    ...[
      '[',
      '](',
      '*',
      '`',
      '&',
      '<',
      '\u0000',
      '\r',
      '\t',
      'messages: ',
      '#',
      '  ',
      '“',
      'source=',
    ],
  )

  test('it never throws on nonsense', () => {
    fc.assert(
      fc.property(anything, (text) => {
        parse(text)
        parsePerson(new VFile({ path: 'people/a.md', value: text }))
        parseTopic(new VFile({ path: 'topics/a.md', value: text }))
        parseSources(new VFile({ path: 'sources.yaml', value: text }))
      }),
      { seed: 1, numRuns: 50 },
    )
  })

  test('it never throws on a good entry with pieces put in or cut out, and tells of no value without a fault', () => {
    const edit = fc.record({
      at: fc.nat(goodEntry.length),
      cut: fc.nat(30),
      piece: fc.oneof(pieces, fc.string({ maxLength: 5 })),
    })
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const text = edits.reduce(
          (before, { at, cut, piece }) => before.slice(0, at) + piece + before.slice(at + cut),
          goodEntry,
        )
        const { file, value } = parse(text)
        const isFatal = file.messages.some(({ fatal }) => fatal === true)
        expect(value === undefined).toBe(isFatal)
        for (const { place, reason } of file.messages) {
          expect(place).toBeDefined()
          expect(reason).toMatch(/^Unexpected [\s\S]+, expected /u)
        }
      }),
      { seed: 2, numRuns: 150 },
    )
  })
})

describe('hostile text', () => {
  const front = goodEntry.slice(0, goodEntry.indexOf('\n---\n', 4) + 5)

  test.each([
    ['quotes', '>'.repeat(10_000)],
    ['lists', '- '.repeat(10_000)],
    [
      'lists over lines',
      Array.from({ length: 500 }, (_, depth) => `${' '.repeat(2 * depth)}- a`).join('\n'),
    ],
    ['emphasis', '*a **b '.repeat(10_000)],
    ['brackets', '['.repeat(10_000)],
    ['directives', ':::a\n'.repeat(10_000)],
    [
      'directives of falling length',
      Array.from({ length: 900 }, (_, depth) => `${':'.repeat(903 - depth)}a\n`).join(''),
    ],
    ['paragraphs', 'a\n\n'.repeat(10_000)],
    ['a megabyte', 'a'.repeat(1024 * 1024)],
  ])('%s without end are refused with one message', (_, text) => {
    const { file, value } = parse(front + text)
    expect(value).toBeUndefined()
    expect(file.messages).toHaveLength(1)
    expect(file.messages[0]?.ruleId).toBe('file-is-within-limits')
  })

  test('a billion laughs are refused', () => {
    const bomb = '---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n---\n'
    const { file } = parse(bomb)
    expect(formatMessages(file)).toContain('2:7: Unexpected anchor `&a`, expected the value alone')
  })

  test('a thousand faults end in one that says so', () => {
    const { file } = parse(`${front}\n${'<b>\n\n'.repeat(1000)}`)
    expect(file.messages).toHaveLength(101)
    expect(file.messages.some(({ reason }) => reason.includes('after 100 others'))).toBe(true)
  })
})
