import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { finishRun, readParameters, runScenario } from '../../../../simulations/engine/index.ts'
import {
  readBuilt,
  StructurePicture,
} from '../../../../simulations/player/procfs-directory/structure-view.tsx'
import { procfsDirectory } from '../../../../simulations/scenarios/procfs-directory/index.ts'

function drawTree(n: string, { width, picked }: { width: number; picked: number }): string {
  const texts = { st: 'list,hash,rbtree', n, B: '4', ops: 'create' }
  const { values } = readParameters(procfsDirectory.schema, texts)
  const result = finishRun(runScenario(procfsDirectory, values, { mode: 'step' }))
  const tree = readBuilt(result).find(({ structure }) => structure === 'rbtree')
  if (tree === undefined) throw new Error('No tree was built')
  const state = { ...tree.state, cursor: 0 }
  return renderToStaticMarkup(<StructurePicture {...tree} {...{ state, width, picked }} />)
}

const listTexts = (html: string) => [...html.matchAll(/<text[^>]*>([^<]*)</gu)].map(([, t]) => t)

test('the nodes of a small tree are named', () => {
  expect(listTexts(drawTree('15', { width: 660, picked: 0 }))).toHaveLength(15)
})

test.each([660, 340])(
  'the nodes of a large tree lie apart on %i pixels, and only the chosen is named',
  (width) => {
    const html = drawTree('256', { width, picked: 9 })
    expect(listTexts(html)).toEqual(['8'])
    const radius = Number(/<circle r="([\d.]+)"/u.exec(html)?.[1])
    const places = [...html.matchAll(/translate\(([\d.]+) ([\d.]+)\)/gu)]
      .map(([, x, y]) => ({ x: Number(x), y: Number(y) }))
      .sort((one, other) => one.y - other.y || one.x - other.x)
    const gaps = places.flatMap(({ x, y }, at) => {
      const next = places[at + 1]
      return next?.y === y ? [next.x - x] : []
    })
    expect(gaps.length).toBeGreaterThan(200)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(width === 660 ? radius * 2 : radius)
  },
)
