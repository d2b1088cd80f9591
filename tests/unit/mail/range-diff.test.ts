import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createMboxSplitter,
  type Patch,
  pairPatches,
  parseMessage,
  parseSubject,
  readPatch,
  toRangeDiff,
  toRangeDiffText,
} from '#mail'
import { idIfMissing } from '../../support/mail.ts'
import { aFolder } from '../../support/stores.ts'

/** A file as it is after each commit. */
interface Commit {
  readonly title: string
  readonly body?: string
  readonly files: Readonly<Record<string, string>>
}

const lines = (from: number, to: number, changed: Readonly<Record<number, string>> = {}) =>
  Array.from(
    { length: to - from + 1 },
    (_, at) => `${changed[from + at] ?? `line ${from + at}`}\n`,
  ).join('')

const start = { 'a.c': `int a(void)\n{\n${lines(1, 40)}}\n`, 'b.c': lines(1, 30) }
const withA = (changed: Readonly<Record<number, string>>) =>
  `int a(void)\n{\n${lines(1, 40, changed)}}\n`

const first: readonly Commit[] = [
  { title: 'a: mend the tenth', body: 'It was wrong.', files: { 'a.c': withA({ 10: 'ten' }) } },
  { title: 'b: write anew', files: { 'b.c': lines(1, 30, { 5: 'five', 6: 'six', 20: 'twenty' }) } },
  { title: 'c: a new file', files: { 'c.c': lines(50, 70) } },
  { title: 'd: dropped later', files: { 'd.c': lines(100, 120) } },
]

const second: readonly Commit[] = [
  { title: 'c: a new file', files: { 'c.c': lines(50, 70) } },
  {
    title: 'a: mend the tenth line',
    body: 'It was wrong.\n\nReviewed-by: Bob <bob@example.org>',
    files: { 'a.c': withA({ 10: 'ten' }) },
  },
  { title: 'e: new', files: { 'e.c': lines(200, 230) } },
  {
    title: 'b: write anew',
    files: { 'b.c': lines(1, 30, { 5: 'five', 6: 'six!', 20: 'twenty', 21: 'and one' }) },
  },
]

/** Two branches in a repository, their patches as git mails them, and what git says of them. */
async function askGit(old: readonly Commit[], fresh: readonly Commit[]) {
  const folder = aFolder()
  const git = (...parameters: string[]) =>
    execFileSync('git', ['-C', folder, ...parameters], {
      encoding: 'utf8',
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'Ann Author',
        GIT_AUTHOR_EMAIL: 'ann@example.org',
        GIT_COMMITTER_NAME: 'Ann Author',
        GIT_COMMITTER_EMAIL: 'ann@example.org',
      },
    })
  const commit = (files: Commit['files'], message: string) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
    git('add', '--all')
    git('commit', '--quiet', '--allow-empty', '--message', message)
  }
  git('init', '--quiet', '--initial-branch=base')
  commit(start, 'base')
  for (const [branch, commits] of Object.entries({ old, fresh })) {
    git('checkout', '--quiet', '-b', branch, 'base')
    for (const { title, body, files } of commits)
      commit(files, body === undefined ? title : `${title}\n\n${body}`)
  }
  const said = git('range-diff', '--no-color', 'base..old', 'base..fresh')
  return {
    old: await readPatches(git('format-patch', '--stdout', 'base..old')),
    fresh: await readPatches(git('format-patch', '--stdout', 'base..fresh')),
    // Names of revisions in place of commits.
    said: said.replaceAll(
      /^( *[\d-]+: {2})([0-9a-f]+|-+) (.) ( *[\d-]+: {2})([0-9a-f]+|-+) /gmu,
      (_, a: string, oldId: string, mark: string, b: string, newId: string) =>
        `${a}${oldId.startsWith('-') ? '--' : 'v1'} ${mark} ${b}${newId.startsWith('-') ? '--' : 'v2'} `,
    ),
  }
}

async function readPatches(mbox: string): Promise<readonly Patch[]> {
  const splitter = createMboxSplitter('mboxrd')
  const raws = [...splitter.push(Buffer.from(mbox)), ...splitter.end()]
  return await Promise.all(
    raws.map(async ({ raw }) => {
      const { from, subject, parts } = await parseMessage(raw, { idIfMissing })
      const text = parts.map((part) => part.text).join('\n')
      return readPatch(text, { from: from[0], title: parseSubject(subject).title })
    }),
  )
}

const toSide = (name: string, patches: readonly Patch[]) => ({
  name,
  patches: patches.map(({ title }, at) => ({ index: at + 1, title })),
})

function draw(old: readonly Patch[], fresh: readonly Patch[]): string {
  const sides = { old: toSide('v1', old), fresh: toSide('v2', fresh) }
  return toRangeDiffText(toRangeDiff(old, fresh), sides)
}

describe('what git says', () => {
  test('of patches that moved, changed, came and went', async () => {
    const { old, fresh, said } = await askGit(first, second)
    expect(said).toMatch(/^3: {2}v1 = 1: {2}v2 c: a new file$/mu)
    expect(said).toMatch(/^4: {2}v1 < -: {2}-- d: dropped later$/mu)
    expect(draw(old, fresh)).toBe(said)
  })

  test('the other way round', async () => {
    const { old, fresh, said } = await askGit(second, first)
    expect(draw(old, fresh)).toBe(said)
  })

  test('of files that are renamed and deleted', async () => {
    const moved = (to: string): readonly Commit[] => [
      { title: 'b: away', files: { 'b.c': '', [to]: lines(1, 30, { 3: 'three' }) } },
    ]
    const { old, fresh, said } = await askGit(moved('x.c'), moved('y.c'))
    expect(draw(old, fresh)).toBe(said)
  })
})

const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta')
const aPatchOf = (title: string, added: readonly string[]): Patch =>
  readPatch(
    [
      'Why.',
      '---',
      'diff --git a/x.c b/x.c',
      '--- a/x.c',
      '+++ b/x.c',
      `@@ -0,0 +1,${added.length} @@`,
      ...added.map((line) => `+${line}`),
    ].join('\n'),
    { from: { name: 'Ann', address: 'ann@example.org' }, title },
  )
const somePatches = fc
  .array(fc.array(word, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 8 })
  // Each has lines of its own, so that none is another.
  .map((bodies) =>
    bodies.map((body, at) =>
      aPatchOf(`patch ${at}`, [
        ...body.map((line) => `${line} ${at}`),
        ...Array(3).fill(`own ${at}`),
      ]),
    ),
  )

describe('pairs', () => {
  test('of a revision and itself are all the same', () => {
    fc.assert(
      fc.property(somePatches, (patches) => {
        const { pairs, isBounded } = toRangeDiff(patches, patches)
        expect(pairs).toEqual(patches.map((_, at) => ({ kind: 'same', oldAt: at, newAt: at })))
        expect(isBounded).toBe(false)
      }),
    )
  })

  test('of a revision in another order are that order', () => {
    const withOrder = somePatches.chain((patches) =>
      fc.tuple(
        fc.constant(patches),
        fc.shuffledSubarray(
          patches.map((_, at) => at),
          { minLength: patches.length },
        ),
      ),
    )
    fc.assert(
      fc.property(withOrder, ([patches, order]) => {
        const moved = order.flatMap((at) => patches[at] ?? [])
        const { newAt } = pairPatches(patches, moved)
        expect(newAt).toEqual(patches.map((_, at) => order.indexOf(at)))
      }),
    )
  })

  test('what only one revision has is left alone, either way', () => {
    fc.assert(
      fc.property(somePatches, fc.nat(), (patches, seed) => {
        const without = patches.filter((_, at) => at !== seed % patches.length)
        const gone = toRangeDiff(patches, without).pairs.map(({ kind }) => kind)
        const came = toRangeDiff(without, patches).pairs.map(({ kind }) => kind)
        expect(gone.filter((kind) => kind === 'removed')).toHaveLength(1)
        expect(came.filter((kind) => kind === 'added')).toHaveLength(1)
        expect(new Set([...gone, ...came])).not.toContain('changed')
      }),
    )
  })

  test('are those that cost least together, not first come first served', () => {
    const common = Array.from({ length: 20 }, (_, at) => `common ${at}`)
    const a = aPatchOf('a', [...common, 'a1', 'a2', 'a3', 'a4'])
    const b = aPatchOf('b', [...common, 'b1', 'b2', 'b3', 'b4'])
    const newB = aPatchOf('b', [...common, 'b1', 'b2', 'b3', 'other'])
    const newA = aPatchOf('a', [...common, 'a1', 'a2', 'a3', 'else'])
    expect(pairPatches([a, b], [newB, newA]).newAt).toEqual([1, 0])
  })

  test('are found for a hostile series within bounds, and it says that it stopped', () => {
    const hostile = (seed: number) =>
      Array.from({ length: 60 }, (_, patch) =>
        aPatchOf(
          `p${patch}`,
          Array.from({ length: 1_000 }, (__, at) => `${(at * (patch + seed)) % 97} ${at % 13}`),
        ),
      )
    const before = process.cpuUsage()
    const { isBounded } = toRangeDiff(hostile(1), hostile(101))
    const { user } = process.cpuUsage(before)
    expect(isBounded).toBe(true)
    expect(user / 1_000).toBeLessThan(5_000)
  })

  test('with too many lines that differ are told, not drawn', () => {
    const most = (seed: number) =>
      aPatchOf('big', [
        ...Array.from({ length: 9_000 }, (_, at) => `common ${at}`),
        ...Array.from({ length: 3_000 }, (_, at) => `${seed} ${at}`),
      ])
    const { pairs, isBounded } = toRangeDiff([most(1)], [most(2)])
    expect(pairs).toHaveLength(1)
    expect(isBounded).toBe(true)
  })
})
