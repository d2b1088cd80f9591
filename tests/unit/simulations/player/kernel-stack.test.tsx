import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { readParameters } from '../../../../simulations/engine/index.ts'
import { BrinkPicture } from '../../../../simulations/player/kernel-stack/brink-picture.tsx'
import { IciclePicture } from '../../../../simulations/player/kernel-stack/icicle-picture.tsx'
import {
  listParts,
  nameHeight,
  placeFrames,
} from '../../../../simulations/player/kernel-stack/place-frames.ts'
import { findDecisive, readModel } from '../../../../simulations/player/kernel-stack/read-model.ts'
import { findFittingTail } from '../../../../simulations/player/kernel-stack/tails-view.tsx'
import { toMatcher } from '../../../../simulations/player/kernel-stack/to-matcher.ts'
import { listPolicyRows } from '../../../../simulations/player/kernel-stack/verdict-view.tsx'
import { proposals } from '../../../../simulations/player/kernel-stack/waterfall-live.tsx'
import { loadStillFace } from '../../../../simulations/player/load-still-face.ts'
import { drawRun, prepareRun } from '../../../../simulations/player/prepare-run.ts'
import { createSession } from '../../../../simulations/player/session.ts'
import type { Drawn } from '../../../../simulations/player/view.ts'

const face = await loadStillFace('kernel-stack')
if (face === undefined) throw new Error('no face')
const stackFace = face

function draw(texts: Readonly<Record<string, string>> = {}): Drawn {
  const { values, problems } = readParameters(stackFace.scenario.schema, texts)
  if (problems.length > 0) throw new Error(problems[0]?.says)
  return drawRun(stackFace, values)
}

describe('a stack to scale', () => {
  const { model } = readModel(prepareRun(stackFace))
  const stack = findDecisive(model)

  test.each(['stack', '16k'] as const)(
    'of span %s has every frame as high as its bytes',
    (span) => {
      const { parts, bytesPerPixel } = placeFrames(stack, { span, stackBytes: 8_192 })
      expect(parts.length).toBe(52)
      for (const { size, top, bottom } of parts) {
        expect((bottom - top) * bytesPerPixel).toBeCloseTo(size, 6)
      }
      for (const [at, { top }] of parts.entries()) {
        if (at > 0) expect(top).toBeCloseTo(parts[at - 1]?.bottom ?? 0, 6)
      }
    },
  )

  test('names every frame, in order and without names upon each other', () => {
    const { parts, height } = placeFrames(stack, { span: 'stack', stackBytes: 8_192 })
    const ys = parts.map(({ nameY }) => nameY ?? Number.NaN)
    for (const [at, y] of ys.entries()) {
      expect(y).toBeGreaterThan(0)
      expect(y).toBeLessThan(height)
      if (at > 0) expect(y - (ys[at - 1] ?? 0)).toBeGreaterThanOrEqual(nameHeight - 1e-6)
    }
  })

  test('grows the other way as a flame, and is as high', () => {
    const down = placeFrames(stack, { span: 'stack', stackBytes: 8_192 })
    const up = placeFrames(stack, { span: 'stack', stackBytes: 8_192, isFlame: true })
    for (const [at, { top, bottom }] of down.parts.entries()) {
      expect(up.parts[at]?.bottom).toBeCloseTo(down.height - top, 6)
      expect(up.parts[at]?.top).toBeCloseTo(down.height - bottom, 6)
    }
  })

  test('shows at its end only what lies there', () => {
    const { parts, first, last } = placeFrames(stack, { span: 'end', stackBytes: 8_192 })
    expect(parts.length).toBeLessThan(52)
    for (const { from, to } of parts) {
      expect(to).toBeGreaterThan(first)
      expect(from).toBeLessThan(last)
    }
  })

  test('of thousands of frames has names for the largest and stays of a size', () => {
    const frames = Array.from({ length: 700 }, (_, at) => `f${at}:${8 + (at % 90) * 8}`).join(' ')
    const long = findDecisive(readModel(draw({ trace: 'pasted', frames })).model)
    const { parts, height } = placeFrames(long, { span: 'stack', stackBytes: 8_192 })
    expect(parts.length).toBe(701)
    const named = parts.filter(({ nameY }) => nameY !== undefined)
    expect(named.length).toBe(96)
    const least = Math.min(...named.map(({ size }) => size))
    const most = Math.max(
      ...parts.filter(({ nameY }) => nameY === undefined).map(({ size }) => size),
    )
    expect(most).toBeLessThanOrEqual(least)
    expect(height).toBeLessThan(2_000)
  })

  test('is drawn with both stacks where work is handed over', () => {
    const html = renderToStaticMarkup(
      <IciclePicture model={readModel(draw({ offload: 'ext4_map_blocks' })).model} />,
    )
    expect(html).toContain('the caller’s stack')
    expect(html).toContain('the worker’s stack')
  })

  test('of no frames is a picture all the same', () => {
    const { model } = readModel(draw({ trace: 'pasted', frames: '', tail: '0' }))
    expect(listParts(findDecisive(model))).toEqual([])
    const html = renderToStaticMarkup(<IciclePicture model={model} />)
    expect(html).not.toMatch(/NaN|Infinity/u)
  })
})

describe('the last bytes', () => {
  const { model } = readModel(prepareRun(stackFace))
  const drawBrink = (depth?: number) =>
    renderToStaticMarkup(
      <BrinkPicture
        model={model}
        stack={findDecisive(model)}
        {...(depth !== undefined && { depth })}
      />,
    )

  test('are drawn one by one, and all are written where the tail passes them', () => {
    expect(drawBrink().match(/st-byte written /gu)?.length).toBe(257)
    expect(drawBrink()).not.toContain('st-byte whole')
  })

  test.each([
    [7_936, 0, 0],
    [8_080, 144, 0],
    [8_088, 152, 1],
    [8_152, 216, 4],
    [8_192, 256, 11],
  ])('at a depth of %i are %i of them written and %i fields lost', (depth, bytes, fields) => {
    const html = drawBrink(depth)
    expect(html.match(/st-byte written /gu)?.length ?? 0).toBe(bytes)
    // Each lost field is marked twice: its number and its name.
    expect(html.match(/t-num (?:t-end )?t-lost/gu)?.length ?? 0).toBe(fields * 2)
  })
})

test('every cell that a policy offers is in a row of it, once', () => {
  const { model } = readModel(prepareRun(stackFace))
  const rows = listPolicyRows(model).flatMap(({ rows: own }) => own)
  const offered = model.verdicts.cells.filter(({ ending }) => ending !== 'not-offered')
  expect(rows.flatMap(({ cells }) => cells).length).toBe(offered.length)
  for (const { cells } of rows) {
    expect(cells.map(({ subject }) => subject)).toEqual(model.verdicts.subjects.map(({ id }) => id))
  }
})

test('a chain fits up to the tail that is written beside it', () => {
  const { model } = readModel(prepareRun(stackFace))
  for (const { subject, spans } of model.tails) {
    const tail = findFittingTail(spans)
    const depth = model.verdicts.subjects.find(({ id }) => id === subject)?.depth ?? 0
    if (tail === undefined) expect(depth).toBeGreaterThan(model.layout.usable)
    else expect(depth + tail).toBe(model.layout.usable)
  }
})

test.each(proposals)(
  'switch $id goes on and off again, and leaves the others as they were',
  (one) => {
    const other = { without: 'filesystem', tail: '800' }
    const before = readModel(draw(other)).values
    const on = { ...before, ...one.turn(true, before) }
    expect(one.isOn(before)).toBe(false)
    expect(one.isOn(on)).toBe(true)
    const off = { ...on, ...one.turn(false, on) }
    expect(one.isOn(off)).toBe(false)
    expect(off).toEqual(before)
    expect(on.without).toContain('filesystem')
  },
)

describe('what finds frames', () => {
  test.each([
    ['', 'anything', true],
    ['alloc|shrink', 'shrink_zone', true],
    ['alloc|shrink', 'kthread', false],
    ['^ret_', 'ret_from_fork', true],
    ['KTHREAD', 'kthread', true],
    ['(a+)+$', 'aaaa', false],
    ['[', 'a[1]', true],
    ['|', 'kthread', true],
  ])('%j finds in %j: %j', (wanted, name, isFound) => {
    expect(toMatcher(wanted)(name)).toBe(isFound)
  })

  test('takes no time whatever is typed', () => {
    const name = 'a'.repeat(2_000)
    for (const wanted of ['(a|a)*b', '(a+)+b', 'a*a*a*a*b', '.'.repeat(500)]) {
      const started = performance.now()
      toMatcher(wanted)(name)
      expect(performance.now() - started).toBeLessThan(1_000)
    }
  })
})

describe('a run that takes a moment', () => {
  function open() {
    const session = createSession({
      face: stackFace,
      createRunner: () => ({
        run: async () => ({ kind: 'cancelled' }),
        cancel: () => {},
        close: () => {},
      }),
    })
    return session
  }

  test('is done on the page: a changed frame is in the result at once', () => {
    const session = open()
    session.run()
    expect(readModel(session.state().drawn as Drawn).model.headroom).toBe(-776)
    session.change({ edits: '3=0' })
    expect(readModel(session.state().drawn as Drawn).model.headroom).toBe(-384)
    expect(session.permalink()).toMatch(/edits=3(?:=|%3D)0&h=[0-9a-f]{8}$/u)
    session.close()
  })

  test('gives what the same values give anywhere', () => {
    const session = open()
    session.change({ edits: '10=96', diet: 5 })
    const { drawn } = session.state()
    expect(drawn?.result.hash).toBe(draw({ edits: '10=96', diet: '5' }).result.hash)
    session.close()
  })
})
