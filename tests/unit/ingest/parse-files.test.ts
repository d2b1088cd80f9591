import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import type { Person } from '#domain'
import { type Packed, pack, unpack } from '../../../src/ingest/pack.ts'
import { parseFile } from '../../../src/ingest/parse-file.ts'
import { type FileToParse, type KeptFile, parseFiles } from '../../../src/ingest/parse-files.ts'

const simulations = {}

function aPersonFile(number: number, alias = `p${number}`): FileToParse {
  const value = `---\nname: Person ${number}\nsort-name: Person ${number}\naliases: [${alias}]\n---\n\nWrites.:cite{source="a"}\n`
  return { kind: 'person', file: new VFile({ path: `content/people/person-${number}.md`, value }) }
}

function manyPeople(count: number): readonly FileToParse[] {
  return Array.from({ length: count }, (_, number) => aPersonFile(number))
}

/** Keeps in memory, and counts what it was asked to keep. */
function aKeeper(codeDigest = 'code-1') {
  const kept = new Map<string, KeptFile>()
  const fresh: string[][] = []
  return {
    codeDigest,
    fresh,
    kept,
    find(path: string, digest: string): Packed | undefined {
      const found = kept.get(path)
      return found?.digest === digest ? found.packed : undefined
    },
    keep(files: readonly KeptFile[], paths: readonly string[]) {
      fresh.push(files.map(({ path }) => path))
      for (const file of files) kept.set(file.path, file)
      for (const path of kept.keys()) if (!paths.includes(path)) kept.delete(path)
    },
  }
}

test('a packed result is the result again, with its messages on the file', () => {
  const text = '---\nname: Ann\nalias: [x]\n---\n\nWrites <b>.\n'
  const path = 'content/people/ann.md'
  const parsed = parseFile({ kind: 'person', file: new VFile({ path, value: text }) }, simulations)
  const again = unpack(pack(parsed), new VFile({ path, value: text }))
  expect(parsed.file.messages.length).toBeGreaterThan(0)
  expect(JSON.stringify(again.file.messages)).toBe(JSON.stringify(parsed.file.messages))
  expect(again.file.messages.map(String)).toEqual(parsed.file.messages.map(String))
  expect({ ...again, file: undefined }).toEqual({ ...parsed, file: undefined })
})

test('many files parsed by several threads come out as those parsed by one, in their order', async () => {
  const packed = await parseFiles(manyPeople(320), { simulations })
  const names = packed.map(
    (result, number) => unpack<Person>(result, aPersonFile(number).file).value?.name,
  )
  expect(names).toEqual(manyPeople(320).map((_, number) => `Person ${number}`))
  const one = await parseFiles(manyPeople(3), { simulations })
  expect(packed.slice(0, 3).map(({ outline }) => outline)).toEqual(
    one.map(({ outline }) => outline),
  )
})

test('only a file that changed is parsed again', async () => {
  const keeper = aKeeper()
  await parseFiles(manyPeople(3), { simulations, keeper })
  const [first, , third] = manyPeople(3)
  const changed = [first, aPersonFile(1, 'other'), third].filter((file) => file !== undefined)
  const packed = await parseFiles(changed, { simulations, keeper })
  expect(keeper.fresh).toEqual([
    [0, 1, 2].map((number) => `content/people/person-${number}.md`),
    ['content/people/person-1.md'],
  ])
  const person = packed[1] && unpack<Person>(packed[1], aPersonFile(1).file).value
  expect(person?.aliases).toEqual(['other'])
})

test('what other code parsed, or with other simulations, is not taken', async () => {
  const keeper = aKeeper()
  await parseFiles(manyPeople(1), { simulations, keeper })
  await parseFiles(manyPeople(1), { simulations, keeper: { ...keeper, codeDigest: 'code-2' } })
  const others = { 'procfs-directory': { presets: ['first'] } }
  await parseFiles(manyPeople(1), { simulations: others, keeper })
  expect(keeper.fresh.map((paths) => paths.length)).toEqual([1, 1, 1])
})

test('files that are gone are forgotten', async () => {
  const keeper = aKeeper()
  await parseFiles(manyPeople(3), { simulations, keeper })
  await parseFiles(manyPeople(1), { simulations, keeper })
  expect([...keeper.kept.keys()]).toEqual(['content/people/person-0.md'])
})

test('progress is told, file by file', async () => {
  const told: string[] = []
  await parseFiles(manyPeople(3), {
    simulations,
    onProgress: (done, total) => told.push(`${done}/${total}`),
  })
  expect(told).toEqual(['1/3', '2/3', '3/3'])
})
