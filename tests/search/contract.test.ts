// What every engine must keep: it answers a request exactly, or says beforehand that it cannot.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type EngineAnswer,
  hitMarkEnd,
  hitMarkStart,
  type SearchFacet,
  type SearchRequest,
} from '#domain'
import type { SearchEngine } from '#search'
import { date } from '../support/builders.ts'
import { aRequest, aSearchDocument } from '../support/search.ts'
import { engines } from './engines.ts'

const documents = [
  aSearchDocument({
    id: 'entry-stacks',
    kind: 'entry',
    title: 'Larger kernel stacks',
    text: 'Should every thread get twice as much? The stack overflowed.',
    names: 'linux-mm\narch/x86',
    subjects: '[RFC 2/2] x86_64: expand kernel stack to 16K',
    outcome: 'merged',
    date: date('2014-05-28'),
    until: date('2014-06-03'),
    topics: ['kernel-stacks', 'virtio'],
    lists: ['linux-mm'],
    subsystems: ['arch/x86'],
    simulations: ['kernel-stack'],
    messageIds: ['1401260039-2@kernel.org'],
    commits: ['6538b8ea886e472f4431db8ca1d60478f838d14b'],
  }),
  aSearchDocument({
    id: 'position-expand',
    kind: 'position',
    title: 'Minchan Kim proposes',
    text: 'The stack should grow, because trimming __alloc_pages_nodemask does not scale.',
    quote: "my stupid idea is just let's expand stack size",
    names: 'Minchan Kim\nauthor of the patch',
    person: 'minchan-kim',
    personName: 'Minchan Kim',
    stance: 'proposes',
    outcome: 'merged',
    date: date('2014-05-28T06:53:59Z'),
    topics: ['kernel-stacks'],
    lists: ['linux-mm'],
    messageIds: ['1401260039-2@kernel.org'],
  }),
  aSearchDocument({
    id: 'position-huge-hit',
    kind: 'position',
    title: 'H. Peter Anvin opposes',
    text: 'Every thread would pay for the stack.',
    quote: '8K additional per thread is a huge hit',
    names: 'H. Peter Anvin\nhpa',
    person: 'h-peter-anvin',
    personName: 'H. Peter Anvin',
    stance: 'opposes',
    outcome: 'merged',
    date: date('2014-05-28T14:23:23Z'),
    topics: ['kernel-stacks'],
    lists: ['linux-mm'],
  }),
  aSearchDocument({
    id: 'figure-create',
    kind: 'figure',
    title: 'Creating 30 000 interfaces',
    text: 'real 2m32.221s 1m57.190s\nfiles in /proc/net/dev_snmp6',
    outcome: 'superseded',
    date: date('2014-10-02'),
    topics: ['procfs'],
    lists: ['linux-kernel'],
    subsystems: ['fs/proc'],
  }),
  aSearchDocument({
    id: 'position-files-stay',
    kind: 'position',
    title: 'David S. Miller opposes',
    text: 'The files must stay, whatever rb_node costs.',
    quote: "it's a non-starter, sorry",
    names: 'David S. Miller\ndavem',
    person: 'david-s-miller',
    personName: 'David S. Miller',
    stance: 'opposes',
    outcome: 'superseded',
    date: date('before 2014-10'),
    topics: ['procfs'],
    lists: ['linux-kernel'],
  }),
  aSearchDocument({
    id: 'later-rwlock',
    kind: 'follow-up',
    title: 'proc: change the lock to a rwlock',
    text: 'Lookups share the lock; 449 985 000 visits. No C++ here, nor a C# or fish+chips.',
    date: date('2015'),
    topics: ['procfs'],
    commits: ['ecf1a3dfff22'],
  }),
  aSearchDocument({
    id: 'person-h-peter-anvin',
    kind: 'person',
    title: 'H. Peter Anvin',
    names: 'hpa\nPeter Anvin',
    text: 'He counts stacks among early decisions.',
    person: 'h-peter-anvin',
    personName: 'H. Peter Anvin',
    url: '/people/h-peter-anvin',
  }),
  aSearchDocument({
    id: 'topic-red-black-trees',
    kind: 'topic',
    title: 'Red-black trees',
    names: 'rbtree\nrb_node',
    text: 'Balanced search trees.',
    topics: ['red-black-trees'],
  }),
]

/** A query, and the documents that match it: these and no others. */
const exact: readonly (readonly [query: string, ids: readonly string[]])[] = [
  ['stack', ['entry-stacks', 'position-expand', 'position-huge-hit', 'person-h-peter-anvin']],
  ['STACK', ['entry-stacks', 'position-expand', 'position-huge-hit', 'person-h-peter-anvin']],
  ['stack thread', ['entry-stacks', 'position-huge-hit']],
  ['stack -thread', ['position-expand', 'person-h-peter-anvin']],
  ['thread -stack -huge', []],
  ['huge OR rwlock', ['position-huge-hit', 'later-rwlock']],
  ['(huge OR trimming) stack', ['position-huge-hit', 'position-expand']],
  ['stack NOT (thread OR early)', ['position-expand']],
  ['-stack kind:position', ['position-files-stay']],
  ['rwlock OR -kind:position -kind:figure -stack', ['later-rwlock', 'topic-red-black-trees']],
  ['"expand stack"', ['position-expand']],
  ['"stack expand"', []],
  ['"expand kernel stack"', ['entry-stacks']],
  ['"huge hit" OR "must stay"', ['position-huge-hit', 'position-files-stay']],
  ['s:stack', ['entry-stacks']],
  ['s:overflowed', []],
  ['b:overflowed', ['entry-stacks']],
  ['bs:expand', ['entry-stacks', 'position-expand']],
  ['q:expand', ['position-expand']],
  ['nq:expand', []],
  ['nq:grow', ['position-expand']],
  ['q:"huge hit" stack', ['position-huge-hit']],
  ['over*', ['entry-stacks']],
  ['__alloc_pages_nodemask', ['position-expand']],
  ['nodemask', ['position-expand']],
  ['/proc/net', ['figure-create']],
  ['dev_snmp6', ['figure-create']],
  ['1m57', ['figure-create']],
  ['"1m57.190s"', ['figure-create']],
  ['449985000', ['later-rwlock']],
  ['C++', ['later-rwlock']],
  ['"c++" nor', ['later-rwlock']],
  ['"no C++ here"', ['later-rwlock']],
  ['"visits C++"', []],
  ['c', ['later-rwlock']],
  ['C+', []],
  ['c#', ['later-rwlock']],
  ['fish+', []],
  ['fish+chips', ['later-rwlock']],
  ['-c++ rwlock', []],
  ['b:c++', ['later-rwlock']],
  ['rbtree', ['topic-red-black-trees']],
  ['rb_node', ['position-files-stay', 'topic-red-black-trees']],
  ['6538b8ea886e', ['entry-stacks']],
  ['6538b8e', ['entry-stacks']],
  ['ecf1a3dfff22bd165532a3af64f32697ae97c1ef', ['later-rwlock']],
  ['commit:ecf1a3dfff22bd165532a3af64f32697ae97c1ef', ['later-rwlock']],
  ['commit:6538', ['entry-stacks']],
  ['m:1401260039-2@kernel.org', ['entry-stacks', 'position-expand']],
  ['m:1401260039-2@kernel', []],
  ['m:1401260039*', ['entry-stacks', 'position-expand']],
  ['-m:1401260039-2@kernel.org stack', ['position-huge-hit', 'person-h-peter-anvin']],
  ['stance:opposes', ['position-huge-hit', 'position-files-stay']],
  [
    'stance:opposes OR kind:topic',
    ['position-huge-hit', 'position-files-stay', 'topic-red-black-trees'],
  ],
  ['-stance:opposes kind:position', ['position-expand']],
  ['outcome:merged kind:entry', ['entry-stacks']],
  ['has:simulation', ['entry-stacks']],
  ['stack (stance:opposes OR has:simulation)', ['entry-stacks', 'position-huge-hit']],
  [
    'stance:opposes OR "red-black"',
    ['position-huge-hit', 'position-files-stay', 'topic-red-black-trees'],
  ],
  ['year:2014 kind:position', ['position-expand', 'position-huge-hit', 'position-files-stay']],
  ['year:2015..', ['later-rwlock']],
  ['d:2014-05-28 kind:position', ['position-expand', 'position-huge-hit']],
  ['d:2014-06-01..2014-06-30', ['entry-stacks']],
  ['d:2015-07-01', ['later-rwlock']],
  ['d:..2014-05-28T07:00:00Z kind:position', ['position-expand']],
  ['d:2014-10..', ['figure-create', 'later-rwlock']],
  ['-d:2014 kind:person', ['person-h-peter-anvin']],
  ['" OR 1=1 --"', []],
]

describe.each(engines)('$name', ({ open, answersEverything }) => {
  let engine: SearchEngine
  const limits = () => ({
    signal: new AbortController().signal,
    deadline: performance.now() + 10_000,
  })
  const ask = async (request: SearchRequest) => await engine.answer(request, limits())
  const idsOf = ({ hits }: EngineAnswer) => hits.map(({ id }) => id)

  let close: () => Promise<void>

  beforeAll(async () => {
    ;({ engine, close } = await open(documents))
  })
  afterAll(async () => await close())

  test('it is well', () => {
    expect(engine.health()).toEqual({ state: 'ready' })
    expect(engine.name).toMatch(/^[a-z]+$/u)
    expect(engine.label).not.toBe('')
  })

  test.each(exact)('%j finds %j and nothing else, or is declined', async (text, ids) => {
    const request = aRequest(text)
    if (!engine.canAnswer(request)) {
      expect(answersEverything).toBe(false)
      return
    }
    const answer = await ask(request)
    // What an engine finds instead of nothing it says.
    if (answer.replaced.length > 0 || answer.isLoose) expect(ids).toEqual([])
    else {
      expect(idsOf(answer).toSorted()).toEqual(ids.toSorted())
      expect(answer.total).toBe(ids.length)
    }
    expect(answer.isTotalExact).toBe(true)
  })

  test('everything is found where nothing is asked', async () => {
    const answer = await ask(aRequest(''))
    expect(idsOf(answer).toSorted()).toEqual(documents.map(({ id }) => id).toSorted())
  })

  test('a choice of facets narrows down, and several values of one are alternatives', async () => {
    const answer = await ask(
      aRequest('stack', {
        selection: { stance: ['opposes', 'proposes'], person: ['minchan-kim'] },
      }),
    )
    expect(idsOf(answer)).toEqual(['position-expand'])
    const none = await ask(aRequest('stack', { selection: { topic: ['nothing-known'] } }))
    expect(none).toMatchObject({ hits: [], total: 0 })
  })

  test('each facet counts what choosing a value would show, its own choice apart', async () => {
    const { facets, total } = await ask(
      aRequest('', { selection: { stance: ['opposes'], year: ['2014'] } }),
    )
    expect(total).toBe(2)
    const counts = (facet: SearchFacet) =>
      Object.fromEntries(facets[facet].map(({ value, count }) => [value, count]))
    expect(counts('stance')).toEqual({ opposes: 2, proposes: 1 })
    expect(counts('person')).toEqual({ 'h-peter-anvin': 1, 'david-s-miller': 1 })
    expect(counts('topic')).toEqual({ 'kernel-stacks': 1, procfs: 1 })
    expect(counts('kind')).toEqual({ position: 2 })
    expect(counts('year')).toEqual({ 2014: 2 })
    expect(counts('has')).toEqual({})
  })

  test('without facets the hits are the same and nothing is counted', async () => {
    const request = aRequest('stack', { selection: { stance: ['opposes', 'proposes'] } })
    const { facets, ...counted } = await ask(request)
    const answer = await ask({ ...request, withFacets: false })
    expect(answer).toEqual({
      ...counted,
      facets: Object.fromEntries(Object.keys(facets).map((facet) => [facet, []])),
    })
  })

  test('newest and oldest go by date; what has none comes last both times', async () => {
    const newest = await ask(aRequest('', { order: 'newest' }))
    const oldest = await ask(aRequest('', { order: 'oldest' }))
    const dated = [
      'entry-stacks',
      'position-expand',
      'position-huge-hit',
      'position-files-stay',
      'figure-create',
      'later-rwlock',
    ]
    expect(idsOf(oldest).slice(0, dated.length)).toEqual(dated)
    expect(idsOf(newest).slice(0, dated.length)).toEqual(dated.toReversed())
  })

  test('pages follow one another, and the total counts them all', async () => {
    const pages = await Promise.all(
      [0, 3, 6, 9].map((offset) => ask(aRequest('', { order: 'oldest', offset, limit: 3 }))),
    )
    expect(pages.map(({ hits }) => hits.length)).toEqual([3, 3, 2, 0])
    expect(new Set(pages.flatMap(idsOf)).size).toBe(documents.length)
    expect(pages.map(({ total }) => total)).toEqual(Array(4).fill(documents.length))
  })

  test('who is called exactly so comes first', async () => {
    for (const query of ['hpa', 'Peter Anvin', 'H. Peter Anvin']) {
      expect(idsOf(await ask(aRequest(query)))[0], query).toBe('person-h-peter-anvin')
    }
  })

  test('what was said about a name in code comes before the page that is called so', async () => {
    const ids = ['position-files-stay', 'topic-red-black-trees']
    expect(idsOf(await ask(aRequest('rb_node')))).toEqual(ids)
    expect(idsOf(await ask(aRequest('RB_NODE', { limit: 1 })))).toEqual(ids.slice(0, 1))
  })

  test('the title and the sentence that matched are marked, and a hit has its place', async () => {
    const { hits } = await ask(aRequest('overflowed larger'))
    const marked = (word: string) => `${hitMarkStart}${word}${hitMarkEnd}`
    expect(hits).toHaveLength(1)
    expect(hits[0]).toMatchObject({
      title: `${marked('Larger')} kernel stacks`,
      excerpt: `The stack ${marked('overflowed')}.`,
      url: '/threads/x#y',
      threadTitle: 'A thread',
      date: '2014-05-28',
      until: '2014-06-03',
      outcome: 'merged',
    })
  })

  test('a date is as precise as it was given', async () => {
    const { hits } = await ask(aRequest('"non-starter"'))
    expect(hits.map((hit) => hit.date)).toEqual(['before 2014-10'])
  })

  test('a slip of the finger is forgiven, and said', async () => {
    const { hits, replaced } = await ask(aRequest('minhcan'))
    expect(hits.map(({ id }) => id)).toContain('position-expand')
    expect(replaced.every(({ from }) => from === 'minhcan')).toBe(true)
  })

  test('whoever no longer waits is not answered', async () => {
    const reader = new AbortController()
    reader.abort(new Error('gone'))
    const asking = engine.answer(aRequest('stack'), { ...limits(), signal: reader.signal })
    await expect(asking).rejects.toThrow('gone')
  })

  test('a deadline that has passed is no answer', async () => {
    const asking = engine.answer(aRequest('stack'), {
      ...limits(),
      deadline: performance.now() - 1,
    })
    await expect(asking).rejects.toThrow()
  })
})
