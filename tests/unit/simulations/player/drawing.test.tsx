import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { NumberParameter, Table } from '../../../../simulations/engine/index.ts'
import { fromSlider, listTurned, toSlider } from '../../../../simulations/player/controls.tsx'
import { toCsvText, toMailText } from '../../../../simulations/player/export-result.ts'
import { FigureFrame } from '../../../../simulations/player/figure-frame.tsx'
import { judgeGuess, toGuess } from '../../../../simulations/player/guess-box.tsx'
import { loadLiveFace } from '../../../../simulations/player/load-live-face.ts'
import { loadStillFace } from '../../../../simulations/player/load-still-face.ts'
import { orderViews } from '../../../../simulations/player/order-views.ts'
import { prepareRun } from '../../../../simulations/player/prepare-run.ts'
import { binChains } from '../../../../simulations/player/procfs-directory/chains-view.tsx'
import { toSpeedup } from '../../../../simulations/player/procfs-directory/hero-view.tsx'
import { interpolateVisits } from '../../../../simulations/player/procfs-directory/read-model.ts'
import {
  findFate,
  readTapes,
  toTapeValues,
} from '../../../../simulations/player/procfs-directory/reading-view.tsx'
import { keepNumbersWhole, toNumberText } from '../../../../simulations/player/to-number-text.ts'
import type { StillFace } from '../../../../simulations/player/view.ts'
import { scenarioIds } from '../../../../simulations/scenarios/index.ts'
import { publishedRuns } from '../../../../simulations/scenarios/procfs-directory/index.ts'

async function loadKnownFace(id: string): Promise<StillFace> {
  const known = await loadStillFace(id)
  if (known === undefined) throw new Error(`no face ${id}`)
  return known
}

const face = await loadKnownFace('procfs-directory')
test.each(scenarioIds)('the player of %s has every view that the server draws', async (id) => {
  const [still, live] = [await loadKnownFace(id), await loadLiveFace(id)]
  const views = Object.entries(live?.views ?? {})
  expect(views.map(([view]) => view)).toEqual(still.views.map(({ id: view }) => view))
  const loaded = await Promise.all(views.map(async ([, load]) => (await load()).view))
  expect(loaded.map(({ id: view, title }) => [view, title])).toEqual(
    still.views.map(({ id: view, title }) => [view, title]),
  )
})

const drawnFaces = [face, await loadKnownFace('kernel-stack'), await loadKnownFace('stack-memory')]
const everyPreset = drawnFaces.flatMap((one) =>
  [undefined, ...one.scenario.presets.map(({ id }) => id)].map(
    (preset) => [one.scenario.id, preset, one] as const,
  ),
)

const everySketch = everyPreset.flatMap(([id, preset, one]) =>
  one.sketch === undefined ? [] : [[id, preset, one, one.sketch] as const],
)

test('both faces of stacks have a sketch for the margin of a position', () => {
  expect([...new Set(everySketch.map(([id]) => id))]).toEqual(['kernel-stack', 'stack-memory'])
})

test.each(everySketch)(
  '%s, the sketch of preset %s, is small and without styles',
  (_id, preset, one, sketch) => {
    const html = renderToStaticMarkup(sketch(prepareRun(one, preset)))
    expect(html).toContain('<svg')
    expect(html.length).toBeLessThan(2_500)
    expect(html).not.toMatch(/\sstyle=|NaN|Infinity|undefined|\[object/u)
  },
)

describe.each(everyPreset)('%s, the result of preset %s', (_id, preset, face) => {
  const prepared = prepareRun(face, preset)
  const views = orderViews(face, preset)

  test('opens a view that there is', () => {
    const wanted = prepared.preset?.view
    if (wanted !== undefined) expect(face.views.map(({ id }) => id)).toContain(wanted)
  })

  test('shows its own view first, and every view once', () => {
    const wanted = prepared.preset?.view
    if (wanted !== undefined) expect(views[0]?.id).toBe(wanted)
    expect(new Set(views).size).toBe(face.views.length)
  })

  test.each(face.views.map((view) => [view.id, view] as const))(
    'is drawn as %s without script',
    (_, view) => {
      const html = renderToStaticMarkup(<FigureFrame view={view} drawn={prepared} scope="test" />)
      if (view.id !== 'table') expect(html).toContain('<svg')
      expect(html).toContain('aria-label="')
      // The policy of the pages refuses styles in attributes.
      expect(html).not.toMatch(/\sstyle=/u)
      expect(html).not.toMatch(/NaN|Infinity|undefined|\[object/u)
      const table = view.table(prepared)
      if (view.id !== 'table') expect(table?.rows.length).toBeGreaterThan(0)
    },
  )
})

test('what the half minute was is on the page in numbers', () => {
  const prepared = prepareRun(face, 'half-minute')
  const html = face.views
    .map((view) => renderToStaticMarkup(<FigureFrame view={view} drawn={prepared} scope="t" />))
    .join('')
  for (const number of ['141.44', '109.72', '31.72', '449 985 000', '728 141', '70.5', '1.289']) {
    expect(html.replaceAll('\u00a0', ' ')).toContain(number)
  }
})

test('visits between the points of a curve follow a square exactly', () => {
  const square = (n: number) => n * n
  const curve = [1, 10, 100, 1000].map((n) => [n, square(n)] as const)
  for (const n of [1, 2, 7, 10, 55, 300, 999, 1000]) {
    expect(interpolateVisits(curve, n)).toBeCloseTo(square(n), 6)
  }
  expect(interpolateVisits([], 5)).toBe(0)
})

test('no list is lost between bins', () => {
  const chains = [
    [0, 12],
    [3, 4],
    [117, 1],
  ] as const
  for (const width of [1, 2, 7, 40]) {
    const bins = binChains(chains, { width, count: Math.ceil(118 / width) })
    expect(bins.reduce((sum, lists) => sum + lists, 0)).toBe(17)
  }
})

test('nothing is faster than with the slice cut off', () => {
  const run = publishedRuns.find(({ id }) => id === 'tree-create')
  if (run === undefined) throw new Error('no run')
  expect(toSpeedup(run, 0)).toBe(1)
  expect(toSpeedup(run, 1)).toBeCloseTo(1.2891, 4)
  expect(toSpeedup(run, 0.5)).toBeLessThan(toSpeedup(run, 1))
})

describe('the tape', () => {
  test.each([
    ['count-cursor', 'rbtree', 'missed'],
    ['list-cursor', 'list', 'twice'],
  ] as const)(
    '%s shows in the %s what is %s, as many as were counted',
    (preset, structure, fate) => {
      const prepared = prepareRun(face, preset)
      const tapes = readTapes(prepared.others.reading, toTapeValues(prepared.values))
      const tape = tapes.find((one) => one.structure === structure)
      if (tape === undefined) throw new Error('no tape')
      const fates = tape.order.map((node) => findFate(node, tape.state, true))
      const model = prepared.others.reading?.model as {
        structures: readonly { id: string; reading: { missed: number; duplicated: number } }[]
      }
      const counted = model.structures.find(({ id }) => id === structure)?.reading
      expect(fates.filter((one) => one === fate).length).toBe(
        fate === 'missed' ? counted?.missed : counted?.duplicated,
      )
      expect(fates.filter((one) => one === fate).length).toBeGreaterThan(0)
    },
  )

  test('with the name as cursor nothing is missed and nothing comes twice', () => {
    const prepared = prepareRun(face, 'key-cursor')
    for (const tape of readTapes(prepared.others.reading, toTapeValues(prepared.values))) {
      const fates = tape.order.map((node) => findFate(node, tape.state, true))
      expect(fates).not.toContain('missed')
      expect(fates).not.toContain('twice')
    }
  })
})

describe('a slider', () => {
  const numbers = Object.entries(face.scenario.schema).filter(
    (entry): entry is [string, NumberParameter] => entry[1].kind === 'number',
  )
  test.each(numbers)('of %s reaches both ends and stays in its range', (_, parameter) => {
    const { min, max } = parameter
    expect(fromSlider(parameter, toSlider(parameter, max))).toBe(max)
    expect(fromSlider(parameter, 0)).toBe(min)
    for (let place = 0; place <= toSlider(parameter, max); place += 1) {
      const value = fromSlider(parameter, place)
      expect(value).toBeGreaterThanOrEqual(min)
      expect(value).toBeLessThanOrEqual(max)
    }
  })
})

describe('a guess', () => {
  test('goes from its least to its most in round numbers', () => {
    expect(toGuess({ min: 1, max: 1e10 }, 0)).toBe(1)
    expect(toGuess({ min: 1, max: 1e10 }, 200)).toBe(1e10)
    expect(toGuess({ min: 1, max: 1e10 }, 100)).toBe(1e5)
  })
  test('is told how far it was off, in both directions', () => {
    expect(judgeGuess(100_000, 449_985_000, ' visits')).toBe(
      `It is ${toNumberText(449_985_000)} visits: ${toNumberText(4500)} times your guess.`,
    )
    expect(judgeGuess(1000, 500, '')).toBe('It is 500: your guess was 2.00 times too high.')
    expect(judgeGuess(100, 101, '')).toBe('It is 101: well guessed.')
    expect(judgeGuess(100, 0, '')).toBe('It is 0.')
  })
})

test('what is taken away for a mail has at most 72 columns', () => {
  const prepared = prepareRun(face, 'half-minute')
  const tables = face.scenario.tables(prepared.values as never, prepared.result.model)
  const text = toMailText(tables, 'http://patchlore.test/simulations/procfs-directory#x')
  const long = text.split('\n').filter((line) => line.length > 72 && !line.startsWith('http'))
  expect(long).toEqual([])
})

describe('a file of CSV holds one table', () => {
  const prepared = prepareRun(face, 'half-minute')
  const tables = face.scenario.tables(prepared.values as never, prepared.result.model)

  test('that of the view, where there is one', () => {
    const [first] = tables as readonly [Table]
    const [head, ...records] = readCsv(toCsvText([first]))
    expect(head).toHaveLength(first.columns.length)
    expect(records.map(([structure]) => structure)).toEqual(first.rows.map(([cell]) => cell))
  })

  test('of all cells, where there are several', () => {
    const [head, ...records] = readCsv(toCsvText(tables))
    expect(head).toEqual(['table', 'row', 'column', 'unit', 'value'])
    expect(new Set(records.map(({ length }) => length))).toEqual(new Set([5]))
    expect(new Set(records.map(([table]) => table))).toEqual(
      new Set(tables.map(({ title }) => title)),
    )
    expect(records).toContainEqual(['Creating', 'rbtree', 'visits', '', '728141'])
    expect(records).toContainEqual(['Seconds, after the cost model', 'list', 'fixed', 's', '2.7'])
  })
})

/** As RFC 4180 says: records end with CRLF, what is quoted may hold commas. */
function readCsv(text: string): readonly (readonly string[])[] {
  return text
    .split('\r\n')
    .slice(0, -1)
    .map((record) =>
      [...record.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/gu)].map(
        ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain,
      ),
    )
}

test('no number is torn from its groups or its unit at the end of a line', () => {
  expect(keepNumbersWhole('30 000 in 31.72 s, 5.5 MiB of 22 %, and 2 sides')).toBe(
    '30\u00a0000 in 31.72\u00a0s, 5.5\u00a0MiB of 22\u00a0%, and 2 sides',
  )
})

test('naming is called an inference where the kernel picks names, and nowhere else', () => {
  const notes = (preset: string) => {
    const drawn = prepareRun(face, preset)
    const view = face.views.find(({ id }) => id === 'curve')
    if (view === undefined) throw new Error('no curve')
    return renderToStaticMarkup(<FigureFrame view={view} drawn={drawn} scope="x" />)
  }
  expect(notes('half-minute')).toContain('that naming takes the rest')
  expect(notes('biederman-named')).not.toContain('that naming takes the rest')
})

describe('what a question turns on', () => {
  const { schema } = face.words
  test('is what it sets, with a number to drag', () => {
    expect(listTurned(schema, { n: 10_000, naming: 'explicit' })).toEqual(['n', 'naming'])
    expect(listTurned(schema, { st: ['list'] })).toEqual(['n', 'st'])
    expect(listTurned(schema, {})).toEqual(['n'])
  })
  test('is no text, and nothing that the scenario does not know', () => {
    expect(listTurned(schema, { list: 'a,b', n: 2, nothing: 1 })).toEqual(['n'])
  })
})
