// `npm test`: every gate, one after the other, each with its name, its time and its exit code.
// A gate that fails does not stop the others, except those that cannot run without it.
//
//   npm test                        all gates
//   npm test -- --only unit         one of them
//   npm test -- --only lint,types   some of them

import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { childEnvironment, readEnv } from '#env'

interface Gate {
  readonly name: string
  readonly says: string
  readonly commands: readonly (readonly string[])[]
  readonly needs: readonly string[]
  /** The vitest project whose tests are counted. */
  readonly project?: string
}

const root = path.resolve(import.meta.dirname, '..')
const env = readEnv(root)

const gates: readonly Gate[] = [
  {
    name: 'generate',
    says: 'make the Prisma client',
    commands: [['node', 'cli/patchlore.js', 'generate']],
    needs: [],
  },
  {
    name: 'lint',
    says: 'format and lint, with Biome',
    commands: [['biome', 'ci', ...(env.isCi ? ['--colors=off'] : [])]],
    needs: [],
  },
  {
    name: 'types',
    says: 'types, with TypeScript',
    commands: [
      ['next', 'typegen'],
      ['tsc', '--noEmit'],
      // Once more for what must be pure: without the DOM and without Node.
      ['tsc', '--noEmit', '-p', 'simulations'],
    ],
    needs: ['generate'],
  },
  {
    name: 'boundaries',
    says: 'who may know whom, with dependency-cruiser',
    commands: [['depcruise', 'app', 'cli', 'prisma', 'simulations', 'src']],
    needs: [],
  },
  {
    name: 'unit',
    says: 'the rooms, each by itself, and the store on real SQLite',
    commands: [],
    needs: ['generate'],
    project: 'unit',
  },
  {
    name: 'site',
    says: 'the built site over HTTP and in Chromium',
    commands: [],
    needs: ['generate'],
    project: 'site',
  },
]

interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

interface Result {
  readonly gate: Gate
  readonly state: 'passed' | 'failed' | 'left out'
  readonly exitCode: number
  readonly tookMs: number
  readonly counts: Counts
}

const none: Counts = { passed: 0, failed: 0, skipped: 0 }

process.exitCode = await main()

async function main(): Promise<number> {
  const chosen = chooseGates()
  if (chosen === undefined) return 1
  const results: Result[] = []
  for (const gate of chosen) results.push(await pass(gate, results))
  print('\n── summary ──\n')
  for (const result of results) print(summarize(result))
  const total = results.map(({ counts }) => counts).reduce(add, none)
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
  print(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
  return results.every(({ state }) => state === 'passed') ? 0 : 1
}

function chooseGates(): readonly Gate[] | undefined {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } })
  const names = values.only?.flatMap((list) => list.split(','))
  const known = gates.map(({ name }) => name)
  const unknown = names?.find((name) => !known.includes(name))
  if (unknown === undefined) return gates.filter(({ name }) => names?.includes(name) ?? true)
  print(`Unexpected gate \`${unknown}\`, expected one of ${known.join(', ')}`)
  return undefined
}

async function pass(gate: Gate, before: readonly Result[]): Promise<Result> {
  print(`\n── ${gate.name} ── ${gate.says}\n`)
  const missing = before.find(
    (result) => result.state !== 'passed' && gate.needs.includes(result.gate.name),
  )
  if (missing !== undefined) {
    print(`Left out, because ${missing.gate.name} failed.`)
    const counts = { ...none, failed: 1 }
    return { gate, state: 'left out', exitCode: 1, tookMs: 0, counts }
  }
  const started = performance.now()
  const exitCode = await runAll(gate)
  const tookMs = performance.now() - started
  const state = exitCode === 0 ? 'passed' : 'failed'
  print(`\n── ${gate.name} ── ${state} in ${(tookMs / 1000).toFixed(1)} s, exit code ${exitCode}`)
  return { gate, state, exitCode, tookMs, counts: countTests(gate, exitCode) }
}

async function runAll(gate: Gate): Promise<number> {
  if (gate.project !== undefined) {
    const file = reportFile(gate)
    mkdirSync(path.dirname(file), { recursive: true })
    rmSync(file, { force: true })
    return await run([
      'vitest',
      ...['run', '--project', gate.project, '--reporter', 'default'],
      ...['--reporter', 'json', '--outputFile.json', file],
    ])
  }
  for (const command of gate.commands) {
    const exitCode = await run(command)
    if (exitCode !== 0) return exitCode
  }
  return 0
}

/** Runs a program of node_modules/.bin or Node itself; what it prints goes straight through. */
function run([program = '', ...parameters]: readonly string[]): Promise<number> {
  const file = program === 'node' ? process.execPath : path.join(root, 'node_modules/.bin', program)
  return new Promise((resolve) => {
    const child = spawn(file, parameters, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: childEnvironment({
        NEXT_TELEMETRY_DISABLED: '1',
        ...(env.isCi && { NO_COLOR: '1', FORCE_COLOR: undefined }),
      }),
    })
    child.once('error', (error) => {
      print(String(error))
      resolve(1)
    })
    child.once('close', (code, signal) => {
      if (signal !== null) print(`Ended by ${signal}.`)
      resolve(code ?? 1)
    })
  })
}

function reportFile({ name }: Gate): string {
  return path.join(env.dataFolder, `tests-${name}.json`)
}

/** What vitest writes with its JSON reporter, as far as it is read here. */
interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
}

/** The tests of a gate. A gate that fails without a failed test counts as one. */
function countTests(gate: Gate, exitCode: number): Counts {
  const { passed, failed, skipped } = gate.project === undefined ? none : readCounts(gate)
  return { passed, failed: exitCode === 0 ? failed : Math.max(failed, 1), skipped }
}

function readCounts(gate: Gate): Counts {
  try {
    const report = JSON.parse(readFileSync(reportFile(gate), 'utf8')) as Report
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    }
  } catch {
    // No report: vitest ended before it could write one, and its exit code says so.
    return none
  }
}

function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  }
}

function summarize({ gate, state, tookMs, counts }: Result): string {
  const tests = `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`
  return [
    gate.name.padEnd(12),
    state.padEnd(10),
    `${(tookMs / 1000).toFixed(1)} s`.padStart(8),
    gate.project === undefined ? '' : `  ${tests}`,
  ]
    .join('')
    .trimEnd()
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
