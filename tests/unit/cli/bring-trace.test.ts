// `patchlore simulate … --trace`: what readers bring becomes a run, or a sentence about why not.

import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { expect, test, vi } from 'vitest'
import { bringTrace } from '../../../cli/bring-trace.ts'
import { finishRun, readParameters, runScenario } from '../../../simulations/engine/index.ts'
import { kernelStack, stackMemory } from '../../../simulations/scenarios/kernel-stack/index.ts'
import { aFolder, projectRoot } from '../../support/stores.ts'
import {
  doubleFaultLog,
  firstTable,
  quote,
  stackUsage,
  vmstat,
} from '../simulations/kernel-stack/pastes.ts'

// The program is started, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 120_000 })

type Scenario = Parameters<typeof bringTrace>[0]
const stack = kernelStack as unknown as Scenario
const memory = stackMemory as unknown as Scenario

function aFile(text: string): string {
  const file = path.join(aFolder(), 'trace.txt')
  writeFileSync(file, text)
  return file
}

/** What is made of the parameters, and what was said meanwhile. */
async function bring(scenario: Scenario, parameters: Record<string, string>, stdin = '') {
  const said: string[] = []
  const made = await bringTrace(scenario, parameters, {
    stdin: Readable.from([stdin]),
    say: (line) => said.push(line),
  })
  return { made, said }
}

test('a file is replayed as what it holds', async () => {
  const { made, said } = await bring(stack, { trace: aFile(doubleFaultLog) })
  expect(made).toMatchObject({ trace: 'pasted', tail: '1160', size: '8' })
  expect(said[0]).toBe('Read as a crash log: 46 frames, 7200 bytes.')
  const { values, problems } = readParameters(kernelStack.schema, made)
  expect(problems).toEqual([])
  const { model } = finishRun(runScenario(kernelStack, values, { mode: 'count' }))
  expect(model.reached).toBe(8_360)
})

test('standard input is read, quoted as it may be', async () => {
  const { made } = await bring(stack, { trace: '-' }, quote(firstTable))
  expect(made.frames).toContain('ret_from_fork:176 kthread:240')
})

test('what the reader sets comes before what the text says', async () => {
  const { made } = await bring(stack, { trace: '-', tail: '0', size: '16' }, doubleFaultLog)
  expect(made).toMatchObject({ trace: 'pasted', tail: '0', size: '16' })
})

test('the name of a published trace, and no trace at all, stay as they are', async () => {
  expect((await bring(stack, { trace: 'minchan4' })).made).toEqual({ trace: 'minchan4' })
  expect((await bring(stack, { tail: '8' })).made).toEqual({ tail: '8' })
})

test('a file that is not there is named, with what could be meant', async () => {
  await expect(bring(stack, { trace: 'minchan9' })).rejects.toThrow(
    'Unexpected trace `minchan9`, expected a file, - for standard input, or one of minchan1, minchan2',
  )
})

test('counts of depths are sent to the other simulation', async () => {
  await expect(bring(stack, { trace: '-' }, vmstat)).rejects.toMatchObject({
    name: 'UserError',
    hint: 'Run it with: patchlore simulate stack-memory --trace -',
  })
  const { made } = await bring(memory, { trace: '-', threads: '100' }, vmstat)
  expect(made).toEqual({ depths: 'pasted', counts: '3,188,11391,243', threads: '100' })
})

test('functions are put upon each other in the order that is told', async () => {
  await expect(bring(stack, { trace: '-' }, stackUsage)).rejects.toMatchObject({
    hint: expect.stringContaining('ext4_writepages (376)'),
  })
  const { made } = await bring(
    stack,
    { trace: '-', calls: 'ext4_writepages,shrink_page_list' },
    stackUsage,
  )
  expect(made.frames).toBe('ext4_writepages:376 shrink_page_list:320')
  expect(made.calls).toBeUndefined()
})

test('a text of nothing known, or far too long, is refused with a reason', async () => {
  await expect(bring(stack, { trace: '-' }, 'Dear list,')).rejects.toThrow('Unexpected text')
  await expect(bring(stack, { trace: '-' }, 'x'.repeat(6_000_000))).rejects.toThrow('at most 5')
  await expect(bring(stack, { trace: aFile('x'.repeat(21_000_000)) })).rejects.toThrow(
    'expected at most 5',
  )
})

test('the program takes a trace on standard input and gives the result, or folded lines', () => {
  const run = (...words: readonly string[]) =>
    spawnSync(process.execPath, ['cli/patchlore.js', 'simulate', ...words], {
      cwd: projectRoot,
      input: quote(doubleFaultLog),
      encoding: 'utf8',
    })
  const json = run('kernel-stack', '--trace', '-', '--json')
  expect(json.status).toBe(0)
  expect(JSON.parse(json.stdout)).toMatchObject({ model: { reached: 8_360, headroom: -280 } })
  expect(json.stderr).toContain('Read as a crash log: 46 frames, 7200 bytes.')
  const folded = run('kernel-stack', '--trace', '-', '--folded')
  expect(folded.stdout.split('\n')[0]).toBe('ret_from_fork 176')
  expect(folded.stdout.trimEnd().split('\n').at(-1)).toMatch(/;\(hidden tail\) 1160$/u)
  const wrong = run('procfs-directory', '--folded')
  expect(wrong.status).toBe(1)
  expect(wrong.stderr).toContain('Only kernel-stack has stacks to fold.')
})
