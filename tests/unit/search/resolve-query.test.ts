import { expect, test } from 'vitest'
import { resolveQuery } from '#search'
import type { SearchNames } from '#store'
import { drawQuery, toQuery } from '../../support/search.ts'

const names: SearchNames = {
  person: [
    { value: 'dave-chinner', label: 'Dave Chinner', aliases: [] },
    { value: 'dave-hansen', label: 'Dave Hansen', aliases: [] },
    { value: 'h-peter-anvin', label: 'H. Peter Anvin', aliases: ['hpa', 'Peter Anvin'] },
    { value: 'minchan-kim', label: 'Minchan Kim', aliases: [] },
  ],
  topic: [
    { value: 'red-black-trees', label: 'Red-black trees', aliases: ['rbtree', 'rb tree'] },
    { value: 'procfs', label: '/proc and its directories', aliases: ['/proc', 'dev_snmp6'] },
  ],
  list: [
    { value: 'linux-kernel', label: 'linux-kernel', aliases: [] },
    { value: 'linux-mm', label: 'linux-mm', aliases: [] },
  ],
  subsystem: [
    { value: 'fs/proc', label: 'fs/proc', aliases: [] },
    { value: 'fs/xfs', label: 'fs/xfs', aliases: [] },
    { value: 'mm', label: 'mm', aliases: [] },
  ],
  hasMail: false,
}

const resolve = (text: string, { isTyping = false } = {}) =>
  resolveQuery(toQuery(text), { text, names, isTyping })

test.each([
  ['who:hpa', 'person=h-peter-anvin'],
  ['who:"h. peter anvin"', 'person=h-peter-anvin'],
  ['who:dave', 'person=dave-chinner|dave-hansen'],
  ['who:dave-hansen', 'person=dave-hansen'],
  ['f:minchan@kernel.org', 'person=minchan-kim'],
  ['f:Kim', 'person=minchan-kim'],
  ['topic:rbtree', 'topic=red-black-trees'],
  ['topic:"rb-tree"', 'topic=red-black-trees'],
  ['topic:/proc', 'topic=procfs'],
  ['list:linux-mm', 'list=linux-mm'],
  ['l:linux-mm.kvack.org', 'list=linux-mm'],
  ['l:<linux-mm.kvack.org>', 'list=linux-mm'],
  ['l:mm', 'list=linux-mm'],
  ['subsystem:fs', 'subsystem=fs/proc|fs/xfs'],
  ['subsystem:fs/', 'subsystem=fs/proc|fs/xfs'],
  ['subsystem:mm', 'subsystem=mm'],
  ['a OR dfn:x', 'a'],
  ['a -dfn:x', 'a'],
  ['(a OR dfn:x) b', 'and(a b)'],
])('%s is %s', (text, tree) => {
  const { query, isImpossible } = resolve(text)
  expect(drawQuery(query)).toBe(tree)
  expect(isImpossible).toBe(false)
})

test.each(['dfn:x', 'dfn:x a', 'dfn:x OR t:y', 'who:nobody', 'a who:nobody', '-(a OR -dfn:x)'])(
  '%s can find nothing',
  (text) => {
    expect(resolve(text)).toMatchObject({ isImpossible: true })
    expect(resolve(text).query).toBeUndefined()
  },
)

test('whoever excludes what is not there asks for everything', () => {
  expect(resolve('-dfn:x')).toMatchObject({ isImpossible: false })
  expect(resolve('-dfn:x').query).toBeUndefined()
})

test('each remark is made once', () => {
  expect(resolve('dfn:x OR dfn:y OR a').notes).toHaveLength(1)
})

test.each([
  ['a:hpa', '`a:` looks at who took a position. Who a mail was sent to is not indexed here yet.'],
  ['topic:rbtere', 'No topic here is called `rbtere`. Did you mean `topic:rbtree`?'],
  ['l:nothing-like-it', 'No list here is called `nothing-like-it`.'],
])('%s: %s', (text, remark) => {
  expect(resolve(text).notes.map((note) => note.text)).toEqual([remark])
})

test('a name that is nearly right comes with the query that was meant', () => {
  expect(resolve('stack topic:rbtere -x').notes[0]?.suggestion).toBe('stack topic:rbtree -x')
  expect(resolve('l:nothing-like-it').notes[0]?.suggestion).toBeUndefined()
})

test.each([
  ['who:dav', 'person=dave-chinner|dave-hansen'],
  ['stack who:"peter anv"', 'and(stack person=h-peter-anvin)'],
  ['topic:rbt', 'topic=red-black-trees'],
  ['who:hpa', 'person=h-peter-anvin'],
])('whoever goes on typing has begun a name: %s is %s', (text, tree) => {
  const { query, notes } = resolve(text, { isTyping: true })
  expect(drawQuery(query)).toBe(tree)
  expect(notes).toEqual([])
  if (text !== 'who:hpa') expect(resolve(text)).toMatchObject({ isImpossible: true })
})

test.each(['who:dav stack', 'who:zzz'])('%s is no beginning, even while somebody types', (text) => {
  expect(resolve(text, { isTyping: true })).toMatchObject({
    isImpossible: true,
    notes: [{ kind: 'unknown-name' }],
  })
})
