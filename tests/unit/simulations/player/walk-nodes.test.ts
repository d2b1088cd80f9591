import { describe, expect, test } from 'vitest'
import { finishRun, readParameters, runScenario } from '../../../../simulations/engine/index.ts'
import { readBuilt } from '../../../../simulations/player/procfs-directory/structure-view.tsx'
import {
  describeNode,
  walkNodes,
} from '../../../../simulations/player/procfs-directory/walk-nodes.ts'
import { procfsDirectory } from '../../../../simulations/scenarios/procfs-directory/index.ts'

const { values } = readParameters(procfsDirectory.schema, {
  st: 'list,hash,rbtree',
  n: '15',
  B: '4',
  ops: 'create',
})
const built = readBuilt(finishRun(runScenario(procfsDirectory, values, { mode: 'step' })))

describe.each(built)('in a $structure', ({ structure, state, labels }) => {
  const walk = (node: number, key: string) => walkNodes({ structure, state, node, key }) ?? 0

  test('arrows reach every entry, and nothing else', () => {
    const reached = new Set<number>([walk(0, 'ArrowDown')])
    for (const node of reached) {
      for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End']) {
        reached.add(walk(node, key))
      }
    }
    expect([...reached].sort((a, b) => a - b)).toEqual(Array.from({ length: 15 }, (_, n) => n + 1))
  })

  test('every entry says how many visits it takes', () => {
    for (let node = 1; node <= 15; node += 1) {
      const says = describeNode({ structure, state, node }, labels)
      expect(says).toMatch(/^dummy\d+: .*\d visits? to find it/u)
    }
  })

  test('other keys are left alone, and an entry that is not linked says so', () => {
    expect(walkNodes({ structure, state, node: 1, key: 'x' })).toBeUndefined()
    expect(describeNode({ structure, state, node: 99 }, labels)).toContain('not linked')
  })
})
