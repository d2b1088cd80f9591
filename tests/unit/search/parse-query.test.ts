import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuery, prefixes, queryDepthMax, queryLengthMax, queryTermsMax } from '#search'
import { drawQuery, nowMs } from '../../support/search.ts'

const read = (text: string, isTyping = false) => parseQuery(text, { isTyping, nowMs })
const draw = (text: string, isTyping = false) => drawQuery(read(text, isTyping).query)

test.each([
  ['', '—'],
  ['  \n ', '—'],
  ['stack', 'stack'],
  ['kernel stack', 'and(kernel stack)'],
  ['kernel AND stack', 'and(kernel stack)'],
  ['a b OR c d', 'or(and(a b) and(c d))'],
  ['a (b OR c) d', 'and(a or(b c) d)'],
  ['(a b) c', 'and(a b c)'],
  ['((a))', 'a'],
  ['-rc7 stack', 'and(not(rc7) stack)'],
  ['stack NOT rc7', 'and(stack not(rc7))'],
  ['stack AND NOT rc7', 'and(stack not(rc7))'],
  ['NOT NOT a', 'a'],
  ['-(a OR b) c', 'and(not(or(a b)) c)'],
  ['--a', 'a'],
  ['-"a b"', 'not("a b")'],
  ['+stack', 'stack'],
  ['"kernel stack"', '"kernel stack"'],
  ['“kernel stack” „deep”', 'and("kernel stack" "deep")'],
  ['wri*', 'wri*'],
  ['and or not', 'and(and or not)'],
  ['vsscanf()', 'vsscanf()'],
  ['(proc_readdir_de() OR b)', 'or(proc_readdir_de() b)'],
  ['O(N^2)', 'O(N^2)'],
  ['a - b & c', 'and(a b c)'],
  ['[PATCH v3 1/1] fs/proc: use a tree', 'and([PATCH v3 1/1] fs/proc: use a tree)'],
  ['mm: fix', 'and(mm: fix)'],
  ['it\'s "here"there', 'and(it\'s "here" there)'],
])('%j is %s', (text, tree) => {
  expect(draw(text)).toBe(tree)
})

describe('prefixes', () => {
  test.each([
    ['s:stack', 'subject~stack'],
    ['s:"kernel stack" -b:swap', 'and(subject~"kernel stack" not(body~swap))'],
    ['bs:a nq:b q:c*', 'and(subject-and-body~a unquoted~b quoted~c*)'],
    ['stance:opposes', 'stance=opposes'],
    ['kind:FIGURE', 'kind=figure'],
    ['has:simulation', 'has=simulation'],
    ['who:hpa f:"Minchan Kim" a:x', 'and(person=hpa person=Minchan Kim person=x)'],
    ['topic:rbtree list:linux-mm l:xfs', 'and(topic=rbtree list=linux-mm list=xfs)'],
    ['subsystem:fs/proc', 'subsystem=fs/proc'],
    ['m:<1@x> mid:2@y', 'and(message=1@x message=2@y)'],
    ['m:2014*', 'message=2014*'],
    ['commit:6538B8EA', 'commit=6538b8ea*'],
    ['year:2014', 'year=2014..2014'],
    ['year:2014..', 'year=2014..'],
    ['dfn:mm/vmscan.c', 'files~mm/vmscan.c'],
    ['patchid:0123ABCD', 'patch=0123abcd*'],
    ['thread:{s:a b} c', 'and(thread(and(subject~a b)) c)'],
    ['thread:"{s:a OR b}" c', 'and(thread(or(subject~a b)) c)'],
    ['-thread:{a thread:{(b OR c)}}', 'not(thread(and(a thread(or(b c)))))'],
    ['thread:<1@x.org>', 'thread(message=1@x.org)'],
    ['thread:{f{x}} {a}', 'and(thread(f{x}) {a})'],
    ['x:y http://a.b/c', 'and(x:y http://a.b/c)'],
    ['S:stack', 'S:stack'],
  ])('%j is %s', (text, tree) => {
    expect(draw(text)).toBe(tree)
  })

  test.each([
    ['<20140528091345.GD6677@dastard>', 'message=20140528091345.GD6677@dastard'],
    ['20140528091345.GD6677@dastard', 'message=20140528091345.GD6677@dastard'],
    [
      'https://lore.kernel.org/linux-mm/20140528091345.GD6677@dastard/',
      'message=20140528091345.GD6677@dastard',
    ],
    ['https://lore.kernel.org/all/a%2F1@b/raw', 'message=a/1@b'],
    ['https://git.kernel.org/torvalds/c/6538b8ea886e', 'commit=6538b8ea886e*'],
    ['minchan@kernel.org', 'minchan@kernel.org'],
    ['https://example.org/%zz', 'https://example.org/%zz'],
  ])('%s is what it names', (text, tree) => {
    expect(draw(text)).toBe(tree)
  })

  test('every one of lore’s and of ours is known', () => {
    const names = prefixes.map(({ name }) => name)
    const lore =
      's f t c tc a b bs nq q d rt l m mid n dfn dfa dfb dfhh dfctx dfpre dfpost dfblob patchid'
    for (const name of [
      ...lore.split(' '),
      'stance',
      'who',
      'outcome',
      'kind',
      'topic',
      'list',
      'has',
      'year',
    ]) {
      expect(names).toContain(name)
    }
    expect(new Set(names).size).toBe(names.length)
  })

  test('each one’s example is a query without a problem', () => {
    for (const { example, name } of prefixes) {
      expect(read(example).problem, example).toBeUndefined()
      expect(example.startsWith(`${name}:`)).toBe(true)
    }
  })
})

describe('dates', () => {
  const day = (from: string, to = from) => `date=${from}T00:00:00.000Z..${to}T23:59:59.999Z`
  test.each([
    ['d:2014-05-28..2014-06-03', day('2014-05-28', '2014-06-03')],
    ['d:2014-05-28', day('2014-05-28')],
    ['d:20140528', day('2014-05-28')],
    ['d:2014-02', day('2014-02-01', '2014-02-28')],
    ['d:2014', day('2014-01-01', '2014-12-31')],
    ['d:2014-05-28..', 'date=2014-05-28T00:00:00.000Z..'],
    ['d:..2014-05', 'date=..2014-05-31T23:59:59.999Z'],
    ['d:2014-05-28T06:53:59Z', 'date=2014-05-28T06:53:59.000Z..2014-05-28T06:53:59.999Z'],
    ['d:yesterday', day('2026-11-24')],
    ['d:last.week..', 'date=2026-11-18T00:00:00.000Z..'],
    ['d:2.months.ago..today', day('2026-09-25', '2026-11-25')],
    ['d:"1 year ago"', day('2025-11-25')],
  ])('%s is %s', (text, tree) => {
    expect(draw(text)).toBe(tree)
  })

  test.each(['2014-02-30', '2014-13', 'soon', '0099', '5', '2014-05-28T25:00'])(
    '%s is none',
    (text) => {
      expect(read(`d:${text}`).problem?.message).toContain(`Unexpected date \`${text}\``)
    },
  )
})

describe('what is wrong is said with its place', () => {
  test.each([
    ['kernel stack )', 'Unexpected ")" at 14, expected a word', [13, 14]],
    ['()', 'Unexpected ")" at 2, expected a word', [1, 2]],
    ['(a', 'Unexpected end at 3, expected a ")" for the "(" at 1', [2, 2]],
    ['(', 'Unexpected end at 2, expected a word', [1, 1]],
    ['OR a', 'Unexpected "OR" at 1, expected a word', [0, 2]],
    ['a OR', 'Unexpected end at 5, expected a word', [4, 4]],
    ['a OR OR b', 'Unexpected "OR" at 6, expected a word', [5, 7]],
    ['a AND', 'Unexpected end at 6, expected a word', [5, 5]],
    ['NOT', 'Unexpected end at 4, expected a word', [3, 3]],
    ['(a OR) b', 'Unexpected ")" at 6, expected a word', [5, 6]],
    ['"a b', 'Unexpected end at 5, expected a quotation mark for the one at 1', [4, 4]],
    ['s:', 'Unexpected end at 3, expected a word after "s:"', [2, 3]],
    ['s: a', 'Unexpected " " at 3, expected a word after "s:"', [2, 3]],
    ['s:(a OR b)', 'Unexpected "(" at 3, expected a word after "s:"', [2, 3]],
    ['thread:{a', 'Unexpected end at 10, expected a "}" for the "{" at 8', [9, 9]],
    [
      'a stance:suports',
      'Unexpected stance `suports` at 10, expected one of proposes, supports, supports-if, opposes, alternative, asks, informs; did you mean `supports`?',
      [9, 16],
    ],
    ['has:video', 'Unexpected has `video` at 5, expected `simulation`', [4, 9]],
    ['year:soon', 'Unexpected year `soon` at 1, expected one such as 2014, or 2014..2016', [0, 9]],
    ['year:2016..2014', 'Unexpected range at 1, expected the earlier year first', [0, 15]],
    ['d:..', 'Unexpected ".." at 1, expected a date on at least one side', [0, 4]],
    [' ??? ', 'Unexpected query `???`, expected a word', [1, 4]],
  ])('%j: %s', (text, message, [start, end]) => {
    expect(read(text).problem).toMatchObject({ message, place: { start, end } })
  })

  test('a value that is nearly right comes with the query that was meant', () => {
    expect(read('a stance:oposes b').problem?.suggestion).toBe('a stance:opposes b')
    expect(read('has:video').problem?.suggestion).toBeUndefined()
  })

  test('a query that is too long, too deep or too much is refused', () => {
    expect(read('a '.repeat(queryLengthMax)).problem?.message).toBe(
      `Unexpected query of ${2 * queryLengthMax} characters, expected at most ${queryLengthMax}`,
    )
    const nested = (depth: number) => `${'('.repeat(depth)}a${')'.repeat(depth)}`
    expect(draw(nested(queryDepthMax))).toBe('a')
    expect(read(nested(queryDepthMax + 1)).problem?.message).toContain('inside one another')
    expect(read('a '.repeat(queryTermsMax)).problem).toBeUndefined()
    expect(read('a '.repeat(queryTermsMax + 1)).problem?.message).toContain('Unexpected term at')
  })
})

describe('while somebody types', () => {
  test.each([
    ['wri', 'wri*'],
    ['wri ', 'wri'],
    ['kernel wri', 'and(kernel wri*)'],
    ['"kernel st', '"kernel st"*'],
    ['"kernel stack"', '"kernel stack"'],
    ['s:"kernel st', 'subject~"kernel st"*'],
    ['a OR', 'a'],
    ['a OR b', 'or(a b*)'],
    ['(a OR b', 'or(a b*)'],
    ['a )', 'a'],
    ['-', '—'],
    ['(', '—'],
    ['NOT', '—'],
    ['AND', '—'],
    ['a s:', 'a'],
    ['a stance:', 'a'],
    ['stance:supp', 'stance=supports|supports-if'],
    ['d:2014-05-2', '—'],
    ['year:20', '—'],
    ['d:2014-05-28..', 'date=2014-05-28T00:00:00.000Z..'],
    ['dfn:', '—'],
    ['thread:{a', 'thread(a*)'],
    ['thread:{(a', 'thread(a*)'],
    ['thread:{(a} b', 'thread(and(a b*))'],
    ['thread:{', '—'],
    ['thread:{}', '—'],
    ['m:2014', 'message=2014*'],
    ['???', '—'],
    ['foo(', 'foo('],
  ])('%j is %s', (text, tree) => {
    expect(read(text, true).problem).toBeUndefined()
    expect(draw(text, true)).toBe(tree)
  })

  test('each letter of a right query leaves a query without a problem', () => {
    const whole = 'who:hpa (s:"kernel stack" OR -q:canary) d:2014-05-28..2014-06-03 kind:figure wri'
    for (let length = 0; length <= whole.length; length += 1) {
      expect(read(whole.slice(0, length), true).problem, whole.slice(0, length)).toBeUndefined()
    }
  })
})

test('every node knows its place', () => {
  const text = 'one (two OR -"three four") s:five'
  const { query } = read(text)
  const seen: string[] = []
  const waiting = query === undefined ? [] : [query]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    seen.push(text.slice(node.place.start, node.place.end))
    if (node.kind === 'not') waiting.push(node.child)
    if ('children' in node) waiting.push(...node.children)
  }
  expect(seen.sort()).toEqual(
    ['"three four"', '"three four"', '(two OR -"three four")', text, 'one', 's:five', 'two'].sort(),
  )
})

test('whatever is typed is read, at once, and its problem has a place in the text', () => {
  const word = fc.oneof(
    fc.constantFrom(
      '(',
      ')',
      '"',
      '-',
      'AND',
      'OR',
      'NOT',
      '*',
      's:',
      'd:',
      'thread:{',
      '}',
      ' ',
      '\0',
      '..',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), fc.boolean(), (words, isTyping) => {
      const text = words.join('').slice(0, queryLengthMax)
      const { problem } = read(text, isTyping)
      if (problem === undefined) return
      expect(problem.message).toMatch(/^Unexpected [\s\S]+, expected /u)
      expect(problem.place.start).toBeGreaterThanOrEqual(0)
      expect(problem.place.start).toBeLessThanOrEqual(text.length)
    }),
    { numRuns: 2_000 },
  )
})
