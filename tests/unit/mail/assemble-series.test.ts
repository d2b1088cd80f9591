import { describe, expect, test } from 'vitest'
import { assembleSeries, type PatchMessage, parseSubject } from '#mail'
import { inManyOrders } from '../../support/mail.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

function aPatch(
  messageId: string,
  subject: string,
  overrides: Partial<Omit<PatchMessage, 'subject'>> = {},
): PatchMessage {
  return {
    messageId,
    parentId: undefined,
    dateMs: 0,
    from: 'ann@example.org',
    hasDiff: !/\b0+\/\d/u.test(subject),
    changeId: undefined,
    ...overrides,
    subject: parseSubject(subject),
  }
}

/** `v2 cover 1,2/3 title` per revision; series apart by `;`. */
function draw(messages: readonly PatchMessage[]): readonly string[] {
  return assembleSeries(messages).map(({ revisions }) =>
    revisions
      .map((revision) => {
        const marks = [
          ...(revision.isRfc ? ['RFC'] : []),
          ...(revision.isResend ? ['RESEND'] : []),
          ...(revision.cover === undefined ? [] : ['cover']),
        ]
        const indices = revision.patches.map(({ index }) => index).join(',')
        return [`v${revision.version}`, ...marks, `${indices}/${revision.total}`].join(' ')
      })
      .join(' → '),
  )
}

function expectInAnyOrder(messages: readonly PatchMessage[], drawing: readonly string[]) {
  for (const order of inManyOrders(messages)) expect(draw(order)).toEqual(drawing)
}

describe('a posting', () => {
  test('is a cover letter and the patches below it', () => {
    expectInAnyOrder(
      [
        aPatch('c', '[PATCH 0/2] both'),
        aPatch('1', '[PATCH 1/2] one', { parentId: 'c', dateMs: 1 }),
        aPatch('2', '[PATCH 2/2] two', { parentId: 'c', dateMs: 2 }),
      ],
      ['v1 cover 1,2/2'],
    )
  })

  test('needs no cover letter, and may mix RFC and PATCH', () => {
    expectInAnyOrder(
      [
        aPatch('1', '[PATCH 1/2] one'),
        aPatch('2', '[RFC 2/2] two', { parentId: '1', dateMs: minuteMs }),
      ],
      ['v1 RFC 1,2/2'],
    )
  })

  test('holds together by time where nothing refers to anything', () => {
    expectInAnyOrder(
      [
        aPatch('1', '[PATCH1/2] one'),
        aPatch('2', '[PATCH2/2] two', { dateMs: 2 * minuteMs }),
        aPatch('other', '[PATCH 1/2] something else', { dateMs: 2 * dayMs }),
      ],
      ['v1 1,2/2', 'v1 1/2'],
    )
  })

  test('says which patches nobody has', () => {
    const [series] = assembleSeries([
      aPatch('c', '[PATCH 0/3] all'),
      aPatch('2', '[PATCH 2/3] b', { parentId: 'c' }),
    ])
    expect(series?.revisions[0]?.missing).toEqual([1, 3])
  })

  test('whose cover letter claims another version is one posting that disagrees', () => {
    const messages = [
      aPatch('c', '[PATCH v3 0/1] all'),
      aPatch('1', '[PATCH v2 1/1] one', { parentId: 'c', dateMs: 1 }),
    ]
    expectInAnyOrder(messages, ['v3 cover 1/1'])
    expect(assembleSeries(messages)[0]?.revisions[0]?.claimedVersions).toEqual([2, 3])
  })

  test('does not take a patch of the same number twice', () => {
    expectInAnyOrder(
      [
        aPatch('1', '[PATCH 1/2] one'),
        aPatch('2', '[PATCH 2/2] two', { parentId: '1', dateMs: 1 }),
        aPatch('2b', '[PATCH 2/2] two, mended', { parentId: '1', dateMs: 2 }),
      ],
      ['v1 1,2/2', 'v1 2/2'],
    )
  })

  test('of six patches sent as v6 is one revision, not six', () => {
    const patches = Array.from({ length: 6 }, (_, at) =>
      aPatch(`p${at}`, `[PATCH v6 ${at + 1}/6] part ${at}`, { parentId: 'c', dateMs: at + 1 }),
    )
    expectInAnyOrder([aPatch('c', '[PATCH v6 0/6] all'), ...patches], ['v6 cover 1,2,3,4,5,6/6'])
  })
})

describe('a reply', () => {
  test('with a diff in it is no patch', () => {
    expectInAnyOrder(
      [
        aPatch('1', '[PATCH] one'),
        aPatch('r', 'Re: [PATCH] one', { parentId: '1', dateMs: 1, from: 'bob@example.org' }),
      ],
      ['v1 1/1'],
    )
  })
})

describe('revisions', () => {
  test('are joined by their title', () => {
    expectInAnyOrder(
      [
        aPatch('1', '[RFC PATCH] proc: use a tree'),
        aPatch('2', '[PATCH v2] proc: use a tree', { dateMs: dayMs }),
      ],
      ['v1 RFC 1/1 → v2 1/1'],
    )
  })

  test('are joined by the change-id, whatever their titles', () => {
    expectInAnyOrder(
      [
        aPatch('1', '[PATCH] one', { changeId: '20260101-x' }),
        aPatch('2', '[PATCH v2] renamed', { changeId: '20260101-x', dateMs: dayMs }),
      ],
      ['v1 1/1 → v2 1/1'],
    )
  })

  test('with different change-ids are different series, whatever their titles', () => {
    expectInAnyOrder(
      [
        aPatch('1', '[PATCH] one', { changeId: 'a' }),
        aPatch('2', '[PATCH v2] one', { changeId: 'b', dateMs: dayMs }),
      ],
      ['v1 1/1', 'v2 1/1'],
    )
  })

  test('sent as an answer to the one before are joined although all was renamed', () => {
    expectInAnyOrder(
      [
        aPatch('1', '[PATCH] one'),
        aPatch('2', '[PATCH v2] entirely new words', { parentId: '1', dateMs: dayMs }),
      ],
      ['v1 1/1 → v2 1/1'],
    )
  })

  test('with the subject and version of one before are resends', () => {
    expectInAnyOrder(
      [
        aPatch('1', '[PATCH] one'),
        aPatch('2', '[PATCH] one', { dateMs: 30 * dayMs }),
        aPatch('3', '[PATCH RESEND] one', { dateMs: 60 * dayMs }),
      ],
      ['v1 1/1 → v1 RESEND 1/1 → v1 RESEND 1/1'],
    )
  })

  test('by somebody else, or for another release, are not', () => {
    expectInAnyOrder(
      [
        aPatch('1', '[PATCH] one'),
        aPatch('2', '[PATCH] one', { from: 'bob@example.org', dateMs: 1 }),
        aPatch('3', '[PATCH 5.10 3/9] one', { dateMs: 2 }),
        aPatch('4', '[PATCH 5.4 2/7] one', { dateMs: 3 }),
      ],
      ['v1 1/1', 'v1 1/1', 'v1 3/9', 'v1 2/7'],
    )
  })

  test('of a generic title are one series only near in time, or where they say so', () => {
    const yearMs = 366 * dayMs
    expectInAnyOrder(
      [
        aPatch('1', '[PATCH] fix build'),
        aPatch('2', '[PATCH] fix build', { dateMs: yearMs }),
        aPatch('3', '[PATCH v2] fix build', { dateMs: yearMs + dayMs }),
        aPatch('4', '[PATCH v2] fix build', { dateMs: 9 * yearMs }),
      ],
      ['v1 1/1', 'v1 1/1 → v2 1/1', 'v2 1/1'],
    )
  })

  test('are the same after years where they say so, or are three patches or more', () => {
    const yearMs = 366 * dayMs
    expectInAnyOrder(
      [aPatch('1', '[PATCH] one'), aPatch('2', '[PATCH RESEND2] one', { dateMs: 5 * yearMs })],
      ['v1 1/1 → v1 RESEND 1/1'],
    )
    const series = (id: string, dateMs: number) =>
      ['a', 'b', 'c'].map((title, at) =>
        aPatch(`${id}${at}`, `[PATCH ${at + 1}/3] ${title}`, {
          dateMs: dateMs + at,
          ...(at > 0 && { parentId: `${id}0` }),
        }),
      )
    expectInAnyOrder(
      [...series('1', 0), ...series('2', yearMs)],
      ['v1 1,2,3/3 → v1 RESEND 1,2,3/3'],
    )
    expectInAnyOrder([...series('1', 0), ...series('2', 4 * yearMs)], ['v1 1,2,3/3', 'v1 1,2,3/3'])
  })

  test('are not joined by a cover letter that is always called the same', () => {
    expectInAnyOrder(
      [
        aPatch('a0', '[PATCH 0/1] net: fixes'),
        aPatch('a1', '[PATCH 1/1] net: one', { parentId: 'a0', dateMs: 1 }),
        aPatch('b0', '[PATCH 0/1] net: fixes', { dateMs: 9 * dayMs }),
        aPatch('b1', '[PATCH 1/1] net: another', { parentId: 'b0', dateMs: 9 * dayMs + 1 }),
        aPatch('c0', '[PATCH v2 0/1] net: fixes', { dateMs: 12 * dayMs }),
        aPatch('c1', '[PATCH v2 1/1] net: renamed', { parentId: 'c0', dateMs: 12 * dayMs + 1 }),
      ],
      ['v1 cover 1/1', 'v1 cover 1/1 → v2 cover 1/1'],
    )
  })

  test('that say nothing need half of the patches of both', () => {
    expectInAnyOrder(
      [
        aPatch('1', '[PATCH] one'),
        aPatch('c', '[PATCH 0/3] all', { dateMs: dayMs }),
        aPatch('c1', '[PATCH 1/3] one', { parentId: 'c', dateMs: dayMs + 1 }),
        aPatch('c2', '[PATCH 2/3] two', { parentId: 'c', dateMs: dayMs + 2 }),
        aPatch('c3', '[PATCH 3/3] three', { parentId: 'c', dateMs: dayMs + 3 }),
      ],
      ['v1 1/1', 'v1 cover 1,2,3/3'],
    )
  })

  test('are the next version although most was renamed, where three patches stayed', () => {
    const patches = (version: string, names: readonly string[], dateMs: number) =>
      names.map((name, at) =>
        aPatch(`${version}${at}`, `[PATCH ${version} ${at + 1}/${names.length}] ${name}`, {
          parentId: `${version}c`,
          dateMs: dateMs + at,
        }),
      )
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const renamed = names.map((name, at) => (at < 3 ? name : `new ${name}`))
    expectInAnyOrder(
      [...patches('v3', names, 0), ...patches('v4', renamed, dayMs)],
      ['v3 1,2,3,4,5,6,7,8/8 → v4 1,2,3,4,5,6,7,8/8'],
    )
    expectInAnyOrder(
      [...patches('v3', names, 0), ...patches('v5', renamed, dayMs)],
      ['v3 1,2,3,4,5,6,7,8/8', 'v5 1,2,3,4,5,6,7,8/8'],
    )
  })

  test.each([
    ['5.10', '5.4'],
    ['5.10.y', '5.4.y'],
    ['stable-5.10', 'stable-5.4'],
    ['stable 5.10', 'linux-5.4.y'],
  ])('for %s and for %s are none of each other', (one, other) => {
    expectInAnyOrder(
      [
        aPatch('1', `[PATCH ${one} 1/1] one`),
        aPatch('2', `[PATCH ${other} v2 1/1] one`, { dateMs: 1 }),
      ],
      ['v1 1/1', 'v2 1/1'],
    )
  })

  test('for one release are, however they name it', () => {
    expectInAnyOrder(
      [
        aPatch('1', '[PATCH v6.1.y] one'),
        aPatch('2', '[PATCH v2 6.1.y] one', { dateMs: dayMs }),
        aPatch('3', '[PATCH stable-6.1 v3] one', { dateMs: 2 * dayMs }),
      ],
      ['v1 1/1 → v2 1/1 → v3 1/1'],
    )
  })

  test('stand by version, and by date where numbering began anew after an RFC', () => {
    expectInAnyOrder(
      [
        aPatch('1', '[RFC PATCH] one'),
        aPatch('2', '[RFC PATCH v2] one', { dateMs: dayMs }),
        aPatch('3', '[PATCH] one', { dateMs: 2 * dayMs }),
        aPatch('4', '[PATCH v2] one', { dateMs: 3 * dayMs }),
      ],
      ['v1 RFC 1/1 → v2 RFC 1/1 → v1 1/1 → v2 1/1'],
    )
    const ids = { changeId: 'x' }
    expectInAnyOrder(
      [
        aPatch('1', '[PATCH v2] one', { ...ids, dateMs: dayMs }),
        // By a clock that was wrong.
        aPatch('2', '[PATCH v3] one', { ...ids, dateMs: 0 }),
      ],
      ['v2 1/1 → v3 1/1'],
    )
  })

  test('have keys that name each once', () => {
    const [series] = assembleSeries([
      aPatch('1', '[RFC PATCH] one'),
      aPatch('2', '[PATCH] one', { dateMs: dayMs }),
      aPatch('3', '[PATCH RESEND] one', { dateMs: 2 * dayMs }),
      aPatch('4', '[PATCH v2] one', { dateMs: 3 * dayMs }),
    ])
    expect(series?.revisions.map(({ key }) => key)).toEqual(['rfc1', '1', '1.2', '2'])
  })

  test('say how they are known', () => {
    const known = (messages: readonly PatchMessage[]) =>
      assembleSeries(messages).map(({ revisions }) => revisions.map(({ joinedBy }) => joinedBy))
    const old = aPatch('1', '[PATCH] one', { changeId: 'x' })
    const answer = { parentId: '1', dateMs: dayMs }
    expect(known([old, aPatch('2', '[PATCH v2] new', { dateMs: dayMs, changeId: 'x' })])).toEqual([
      [undefined, 'change-id'],
    ])
    expect(known([old, aPatch('2', '[PATCH v2] one', { dateMs: dayMs })])).toEqual([
      [undefined, 'title'],
    ])
    expect(known([old, aPatch('2', '[PATCH v2] new', answer)])).toEqual([[undefined, 'answers']])
    expect(known([old, aPatch('2', '[PATCH] new', { ...answer, isHungByEditor: true })])).toEqual([
      [undefined, 'entry'],
    ])
    const other = { ...answer, isHungByEditor: true, from: 'bob@example.org' }
    expect(known([old, aPatch('2', '[PATCH v2] one', other)])).toEqual([[undefined], [undefined]])
  })

  test('with the same change-id are one series, whoever sends them', () => {
    expectInAnyOrder(
      [
        aPatch('1', '[PATCH] one', { changeId: 'x' }),
        aPatch('2', '[PATCH v2] one', { changeId: 'x', from: 'bob@example.org', dateMs: dayMs }),
      ],
      ['v1 1/1 → v2 1/1'],
    )
  })

  test('sent inside another thread are found by their title', () => {
    expectInAnyOrder(
      [
        aPatch('1', '[PATCH] one'),
        aPatch('r', '[PATCH] somebody else', { from: 'bob@example.org', dateMs: dayMs }),
        aPatch('2', '[PATCH v2] one', { parentId: 'r', dateMs: 2 * dayMs }),
      ],
      ['v1 1/1 → v2 1/1', 'v1 1/1'],
    )
  })
})
