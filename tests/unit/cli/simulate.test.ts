// `patchlore simulate` as people and programs call it.

import { spawn } from 'node:child_process'
import { describe, expect, test, vi } from 'vitest'
import { childEnvironment } from '#env'
import { projectRoot } from '../../support/stores.ts'
import { run } from '../simulations/procfs-directory/procfs-run.ts'

// Each starts the program, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 120_000 })

function simulate(...words: readonly string[]): Promise<{
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['cli/patchlore.js', 'simulate', ...words], {
      cwd: projectRoot,
      env: childEnvironment({ NO_COLOR: '1', FORCE_COLOR: undefined }),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const printed = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].on('data', (chunk: Buffer) => {
        printed[name] += chunk.toString()
      })
    }
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, ...printed }))
  })
}

const id = 'procfs-directory'

test.each([
  ['16', /mode step with \d[\d\u202f\u00a0 ]* events,/u],
  ['3000', /mode step without events, since it is too long to be played,/u],
])('of %s entries it says what was written down for playing', async (n, expected) => {
  const { code, stdout } = await simulate(id, '--n', n, '--st=list', '--mode=step')
  expect(code).toBe(0)
  expect(stdout).toMatch(expected)
})

test('the JSON is the result, byte for byte', async () => {
  const { code, stdout } = await simulate(id, '--n', '500', '--st=list,rbtree', '--json')
  expect(code).toBe(0)
  const { hash, model } = run({ n: '500', st: 'list,rbtree' })
  expect(JSON.parse(stdout)).toMatchObject({ hash, model, parameters: { n: 500 } })
})

test('tables fit a mail, and the link leads to the same result', async () => {
  const { code, stdout, stderr } = await simulate(
    id,
    '--n',
    '300',
    '--st',
    'hash',
    '--mode',
    'walk',
  )
  expect([code, stderr]).toEqual([0, ''])
  const lines = stdout.split('\n')
  const { hash } = run({ n: '300', st: 'hash' })
  expect(lines.at(-2)).toBe(
    `/simulations/${id}#${id}?v=1&m=walk&n=300&st=hash&h=${hash.slice(0, 8)}`,
  )
  expect(stdout).toContain('Wall time here')
  expect(lines.slice(0, -3).filter((line) => line.length > 72)).toEqual([])
})

test('a preset comes with what it found', async () => {
  const { code, stdout } = await simulate(id, '--preset', 'uaf-2025')
  expect(code).toBe(0)
  expect(stdout).toContain('use after free')
  expect(stdout.replaceAll('\n', ' ')).toContain('The list of before had cut the link')
})

describe('a mistake is named with the range and what is nearest, and ends with 1', () => {
  test.each([
    [
      [id, '--n', '0'],
      'Unexpected n `0`, expected a whole number from 1 to 100000; the nearest is 1',
    ],
    [[id, '--n', '50000'], 'at most 32768, because the kernel picks numbers from one page of bits'],
    [[id, '--nn', '5'], 'Unexpected parameter `nn`, did you mean `n`?'],
    [[id, '--B', '100'], 'expected a power of two from 1 to 65536; the nearest is 128'],
    [[id, '--mode', 'wolk'], 'expected one of count, walk, heap, step; the nearest is walk'],
    [[id, '--preset', 'uaf-2024'], 'Unexpected preset `uaf-2024`, did you mean `uaf-2025`?'],
    [
      [id, '--verify', '--n', '5'],
      'Unexpected --n with --verify, which runs with values of its own',
    ],
    [[id, '--bench', '--mode=walk'], 'Unexpected --mode with --bench'],
    [[id, '--__proto__', '5'], 'Unexpected `--__proto__`, expected an option'],
    [[id, '--csv', 'x'], 'Unexpected table `x`, expected one of seconds, create'],
    [['procfs-directry'], 'Did you mean procfs-directory?'],
    [[], 'Missing the id of a simulation.'],
  ])('%s', async (words, says) => {
    const { code, stdout, stderr } = await simulate(...words)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(says)
  })
})

test('a parameter that is called as an option is, has its value', async () => {
  const values = ['--names', 'custom', '--st', 'list', '--csv', 'create']
  for (const names of [['--list', 'eth0,lo,tun0'], ['--list=eth0,lo,tun0']]) {
    const { code, stdout } = await simulate(id, ...values, ...names)
    expect([code, stdout.split('\r\n')[1]]).toEqual([0, 'list,3,2,3,3,6,6,0,0'])
  }
})

test('the help of a simulation is made from its schema', async () => {
  const { code, stdout } = await simulate(id, '--help')
  expect(code).toBe(0)
  expect(stdout).toContain('--c_visit')
  expect(stdout).toContain('a number from 0.5 to 200 ns in steps of 0.1; 70.5 if left out')
  expect(stdout).toContain('hemminger-hlist')
  const schema = stdout.slice(stdout.indexOf('Parameters'), stdout.indexOf('Modes'))
  for (const line of schema.trimEnd().split('\n').slice(1))
    expect(line).toMatch(/^ {2}(?:--| {2}\S)/u)
  expect((await simulate('--list')).stdout).toContain(id)
})

test('predictions stand beside published figures, each with its verdict', async () => {
  const { code, stdout } = await simulate(id, '--verify')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^V1 +31\.72 s +23\.08 s +37\.4 % +±40 % +within +P$/mu)
  expect(stdout).toMatch(/^V4 +- +31\.72 s +- +×0\.3 to ×3 +--measured +P$/mu)
  expect(stdout).toMatch(/^V7a +141\.37 s +141\.44 s .*within +FI$/mu)
})

test('a table can be had as CSV', async () => {
  const { stdout } = await simulate(id, '--n', '10', '--st', 'list', '--csv', 'create')
  expect(stdout.split('\r\n').slice(0, 2)).toEqual([
    'structure,visits,longest,name compares,bytes,loads,lines,rotations,recolours',
    'list,45,9,45,270,90,90,0,0',
  ])
})
