import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { readParameters } from '../../../../simulations/engine/index.ts'
import { loadStillFace } from '../../../../simulations/player/load-still-face.ts'
import { drawRun } from '../../../../simulations/player/prepare-run.ts'
import { ForksPicture } from '../../../../simulations/player/stack-memory/forks-view.tsx'
import { describePage } from '../../../../simulations/player/stack-memory/fragmentation-live.tsx'
import {
  ChancePicture,
  findKind,
  Mosaic,
  mosaicColumns,
} from '../../../../simulations/player/stack-memory/fragmentation-view.tsx'
import {
  MemoryPicture,
  toThreadRange,
} from '../../../../simulations/player/stack-memory/memory-view.tsx'
import {
  nameRounds,
  readModel,
  toMemoryText,
  toPercentText,
} from '../../../../simulations/player/stack-memory/read-model.ts'

const face = await loadStillFace('stack-memory')
if (face === undefined) throw new Error('no face')
const memoryFace = face

function draw(texts: Readonly<Record<string, string>> = {}) {
  const { values, problems } = readParameters(memoryFace.scenario.schema, texts)
  if (problems.length > 0) throw new Error(problems[0]?.says)
  return readModel(drawRun(memoryFace, values)).model
}

test.each([
  [0, '0\u00a0bytes'],
  [16_384, '16\u00a0KiB'],
  [74_112 * 1024, '72.4\u00a0MiB'],
  [2 ** 40, '1\u00a0TiB'],
])('%i bytes are said as %s', (bytes, text) => {
  expect(toMemoryText(bytes)).toBe(text)
})

test('small shares are said with digits, and none is said to be none', () => {
  expect([0, 0.0098, 0.67, 12.34].map(toPercentText)).toEqual([
    '0.00\u00a0%',
    '0.0098\u00a0%',
    '0.67\u00a0%',
    '12.3\u00a0%',
  ])
})

test('classes of rounds are named without a gap', () => {
  expect([0, 1, 2, 3, 4].map(nameRounds)).toEqual(['0', '1', '2–3', '4–7', '8–15'])
})

describe('the mosaic', () => {
  const { fragmentation } = draw({ ram: '64', free: '30', forks: '1' })
  const html = renderToStaticMarkup(<Mosaic fragmentation={fragmentation} />)

  test('covers every page once, with what it is in', () => {
    const covered = new Map<string, number>()
    for (const [, kind, path] of html.matchAll(/mem-p-([\w-]+)" d="([^"]*)"/gu)) {
      const pages = [...(path ?? '').matchAll(/h(\d+)v1/gu)].reduce(
        (sum, [, width]) => sum + Number(width),
        0,
      )
      covered.set(kind ?? '', pages)
    }
    const letters = new Map<string, number>()
    for (const letter of fragmentation.mosaic) {
      const kind = findKind(letter)
      if (kind !== 'used') letters.set(kind, (letters.get(kind) ?? 0) + 1)
    }
    expect(letters.size).toBeGreaterThan(2)
    for (const [kind, pages] of letters) expect(covered.get(kind), kind).toBe(pages)
  })

  test('never draws over the end of a row', () => {
    for (const [, x, width] of html.matchAll(/M(\d+) \d+h(\d+)v1/gu)) {
      expect(Number(x) + Number(width)).toBeLessThanOrEqual(mosaicColumns)
    }
  })

  test('says of a page which block it is in', () => {
    expect(describePage('..11', 2)).toBe('Page 2: free, in a block of 2 pages, 2 to 3.')
    expect(describePage('..11', 3)).toBe('Page 3: free, in a block of 2 pages, 2 to 3.')
    expect(describePage('0s..', 0)).toBe('Page 0: free, its neighbour is not.')
    expect(describePage('0s..', 1)).toBe('Page 1: part of a stack.')
    expect(describePage('0s..', 2)).toBe('Page 2: in use.')
  })
})

describe('pieces beside chance', () => {
  const { fragmentation } = draw({ ram: '1024', free: '20', forks: '1' })
  const html = renderToStaticMarkup(<ChancePicture fragmentation={fragmentation} />)

  test('has three curves, a point of each for every share, and this machine on them', () => {
    expect(html.match(/<path class="line mem-o-/gu)).toHaveLength(3)
    expect(html.match(/class="mem-dot/gu)).toHaveLength(fragmentation.curve.length * 3)
    expect(html.match(/class="mem-here/gu)).toHaveLength(3)
  })

  test('marks no machine that has more free than the axis shows', () => {
    const free = draw({ ram: '64', free: '90', forks: '1' })
    expect(
      renderToStaticMarkup(<ChancePicture fragmentation={free.fragmentation} />),
    ).not.toContain('mem-here')
  })
})

describe('memory by threads', () => {
  const model = draw({ ram: '64', threads: '80', forks: '1' })

  test('has the line of all memory, and one line for policies that take as much', () => {
    const html = renderToStaticMarkup(<MemoryPicture model={model} scale="log" />)
    expect(html).toContain('all memory, 64\u00a0MiB')
    const sizes = new Set(model.policies.map(({ bytes }) => bytes))
    expect(html.match(/<path class="line m-/gu)).toHaveLength(sizes.size)
  })

  test('leaves out what lies beyond even axes', () => {
    const html = renderToStaticMarkup(<MemoryPicture model={model} scale="linear" />)
    expect(html).not.toContain('all memory, 64')
    expect(toThreadRange(model, 'linear')).toEqual([0, 160])
  })
})

test('what becomes of new threads fills the whole bar', () => {
  const { forks } = draw({ ram: '64', free: '10', forks: '300', reclaim: '0' })
  const html = renderToStaticMarkup(<ForksPicture forks={forks} />)
  const widths = [...html.matchAll(/class="mem-f-\w+" x="[\d.]+%" width="([\d.]+)%"/gu)]
  const total = widths.reduce((sum, [, width]) => sum + Number(width), 0)
  expect(total).toBeCloseTo(forks.length * 100, 1)
  expect(html).toContain('got none')
})
