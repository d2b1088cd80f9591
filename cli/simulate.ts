// `patchlore simulate`: runs scenarios in a terminal, with the bytes that a browser gives.

import { cpus } from 'node:os'
import pc from 'picocolors'
import {
  type AnyScenario,
  type Benchmark,
  catalog,
  describeRange,
  findNearest,
  formatNumber,
  formatPermalink,
  formatValue,
  judge,
  loadFolding,
  loadScenario,
  type Mode,
  mailWidth,
  type Prediction,
  type Result,
  readParameters,
  runScenario,
  scenarioIds,
  type Table,
  type Tick,
  toCsv,
  toPlainText,
  toResultJson,
  toVerdict,
  type Validation,
  type Verdict,
  wrapText,
} from '#simulations'
import { bringTrace } from './bring-trace.ts'
import { UserError } from './user-error.ts'

/** Options that are no parameters of a scenario. */
interface Options {
  readonly id: string | undefined
  readonly parameters: Readonly<Record<string, string>>
  readonly preset: string | undefined
  readonly mode: string | undefined
  readonly csv: string | undefined
  readonly flags: ReadonlySet<Flag>
}

const flags = ['list', 'json', 'folded', 'verify', 'bench', 'measured', 'help'] as const
type Flag = (typeof flags)[number]
const named = ['preset', 'mode', 'csv'] as const

/**
 * Returns the exit code: 0 done, 1 the user's mistake, 2 a result that breaks a law of its own or a
 * prediction that failed. A wall time that another machine would have had is no failure.
 */
export async function simulateCommand(words: readonly string[]): Promise<number> {
  const options = readWords(words)
  const has = (flag: Flag): boolean => options.flags.has(flag)
  if (has('list')) return print(drawList())
  if (options.id === undefined) {
    if (has('help')) return print(usage)
    throw new UserError('Missing the id of a simulation.', `There is ${scenarioIds.join(', ')}.`)
  }
  const scenario = await loadScenario(options.id)
  if (scenario === undefined) {
    const near = findNearest(options.id, scenarioIds)
    const hint =
      near === undefined ? `There is ${scenarioIds.join(', ')}.` : `Did you mean ${near}?`
    throw new UserError(`Unexpected simulation \`${options.id}\``, hint)
  }
  if (has('help')) return print(drawHelp(scenario))
  if (has('verify') || has('bench')) refuseValues(options)
  if (has('verify')) {
    return verify(scenario, { isMeasured: has('measured'), isJson: has('json') })
  }
  if (has('bench')) return bench(scenario, { isMeasured: has('measured'), isJson: has('json') })
  return simulate(scenario, options)
}

const usage = `Usage: patchlore simulate <id> [--<parameter> <value> …]

Runs a simulation and prints its tables.

  --list           what there is
  --preset <id>    begin with the values of a preset
  --mode <mode>    count, walk, heap or step: other ways to the same counters
  --json           the whole result, the same bytes as in a browser
  --csv <table>    one table as CSV
  --trace <file>   kernel-stack and stack-memory: a trace, crash log or other text of yours;
                   - reads standard input
  --calls <a,b>    functions of that text, put upon each other, the first called first
  --folded         kernel-stack: the stacks as folded lines, for flame-graph tools
  --verify         predictions beside published figures; --measured runs the slow one too
  --bench          time it on this machine; --measured also what takes long or much memory
  --help           with an id: its parameters, their ranges and sources
`

function readWords(words: readonly string[]): Options {
  const parameters: Record<string, string> = {}
  const own: Partial<Record<(typeof named)[number], string>> = {}
  const set = new Set<Flag>()
  let id: string | undefined
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, key, joined] = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/su.exec(word) ?? []
    if (key === undefined) {
      id = readId(word, id)
      continue
    }
    // A flag of a scenario may stand alone: the next word is then another option.
    const next = rest[0]
    const isAlone = joined === undefined && (next === undefined || next.startsWith('--'))
    const flag = findFlag(key, { hasValue: id !== undefined && !isAlone })
    if (flag !== undefined) {
      set.add(flag)
      continue
    }
    const value = joined ?? (isAlone ? '' : (rest.shift() ?? ''))
    const ownKey = named.find((known) => known === key)
    if (ownKey === undefined) parameters[key] = value
    else own[ownKey] = value
  }
  return { id, parameters, preset: own.preset, mode: own.mode, csv: own.csv, flags: set }
}

function readId(word: string, before: string | undefined): string {
  if (word.startsWith('-')) throw new UserError(`Unexpected \`${word}\`, expected an option`)
  if (before === undefined) return word
  throw new UserError(`Unexpected \`${word}\`, expected one simulation`)
}

function findFlag(key: string, { hasValue }: { readonly hasValue: boolean }): Flag | undefined {
  // The names of a directory are given as `--list` too.
  if (key === 'list' && hasValue) return undefined
  return key === 'h' ? 'help' : flags.find((known) => known === key)
}

/** Predictions and wall times have values of their own: others would be passed over in silence. */
function refuseValues({ parameters, preset, mode, csv, flags: set }: Options): void {
  const taker = set.has('verify') ? 'verify' : 'bench'
  const own = { preset, mode, csv }
  const given = [...Object.keys(parameters), ...named.filter((key) => own[key] !== undefined)]
  if (given.length === 0) return
  throw new UserError(
    `Unexpected --${given[0]} with --${taker}, which runs with values of its own`,
    `Leave --${taker} out to run with yours.`,
  )
}

async function simulate(
  scenario: AnyScenario,
  { parameters, preset: presetId, mode: modeText, csv, flags: set }: Options,
): Promise<number> {
  const fold = set.has('folded') ? await findFolding(scenario) : undefined
  const preset = findPreset(scenario, presetId)
  const mode = readMode(scenario, modeText ?? preset?.mode ?? 'count')
  const brought = await bringTrace(scenario, parameters, {
    stdin: process.stdin,
    say: (line) => process.stderr.write(`${line}\n`),
  })
  const { values, problems } = readParameters(scenario.schema, brought, preset?.values)
  if (problems.length > 0) {
    throw new UserError(
      problems.map(({ says }) => says).join('\n      '),
      `patchlore simulate ${scenario.id} --help tells every range.`,
    )
  }
  const started = performance.now()
  const result = drive(
    runScenario(scenario, values, {
      mode,
      ...((mode === 'walk' || mode === 'heap') && { clock: nanoseconds }),
    }),
  )
  const tookMs = performance.now() - started
  const tables = scenario.tables(values, result.model)
  if (csv !== undefined) process.stdout.write(toCsv(findTable(tables, csv)))
  else if (set.has('json')) print(`${toResultJson(result)}\n`)
  else if (fold !== undefined) print(fold(result))
  else {
    const link = formatPermalink({ scenario, values, mode, hash: result.hash })
    print(drawResult({ scenario, result, tables, link, tookMs, finding: preset?.finding }))
  }
  return result.findings.every(({ holds }) => holds) ? 0 : 2
}

function findPreset(scenario: AnyScenario, id: string | undefined) {
  if (id === undefined) return undefined
  const known = scenario.presets.map((preset) => preset.id)
  const preset = scenario.presets.find((one) => one.id === id)
  if (preset !== undefined) return preset
  const near = findNearest(id, known)
  throw new UserError(
    `Unexpected preset \`${id}\`${near === undefined ? '' : `, did you mean \`${near}\`?`}`,
    `There is ${known.join(', ')}.`,
  )
}

/** How results become folded lines, where there are stacks to fold. */
async function findFolding({ id }: AnyScenario): Promise<(result: Result) => string> {
  if (id !== 'kernel-stack') {
    throw new UserError(`Unexpected --folded with ${id}`, 'Only kernel-stack has stacks to fold.')
  }
  const foldStacks = await loadFolding()
  return ({ model }) => foldStacks(model as Parameters<typeof foldStacks>[0])
}

function readMode({ modes }: AnyScenario, text: string): Mode {
  const mode = modes.find(({ id }) => id === text)
  if (mode !== undefined) return mode.id
  const known = modes.map(({ id }) => id)
  const near = findNearest(text, known) ?? known[0]
  throw new UserError(
    `Unexpected mode \`${text}\`, expected one of ${known.join(', ')}; the nearest is ${near}`,
  )
}

function findTable(tables: readonly Table[], id: string): Table {
  const table = tables.find((one) => one.id === id)
  if (table !== undefined) return table
  throw new UserError(
    `Unexpected table \`${id}\`, expected one of ${tables.map((one) => one.id).join(', ')}`,
  )
}

function nanoseconds(): number {
  return performance.now() * 1e6
}

// ── progress ──

const quietMs = 1000
const redrawMs = 100
const lineMs = 5000

/** Runs to the end; what takes longer than a second says how far it is, on standard error. */
function drive<Answer>(ticks: Generator<Tick, Answer, void>): Answer {
  const { isTTY } = process.stderr
  let next = performance.now() + quietMs
  let hasDrawn = false
  for (;;) {
    const step = ticks.next()
    if (step.done === true) {
      if (hasDrawn && isTTY) process.stderr.write('\r\u001b[K')
      return step.value
    }
    const now = performance.now()
    if (now < next) continue
    const { phase, done, total } = step.value
    const share = total === 0 ? 0 : Math.floor((done / total) * 100)
    const line = `… ${phase} ${share} %`
    process.stderr.write(isTTY ? `\r\u001b[K${line}` : `${line}\n`)
    hasDrawn = true
    next = now + (isTTY ? redrawMs : lineMs)
  }
}

// ── what is printed ──

function print(text: string): number {
  process.stdout.write(text)
  return 0
}

function drawList(): string {
  return Object.entries(catalog)
    .map(
      ([id, { title, question, presets }]) =>
        `${pc.bold(id)}  ${title}\n${indent(question)}\n${indent(`Presets: ${presets.join(', ')}`)}\n`,
    )
    .join('\n')
}

function indent(text: string, by = 2): string {
  return wrapText(text, mailWidth - by).replaceAll(/^/gmu, ' '.repeat(by))
}

function drawResult({
  scenario,
  result,
  tables,
  link,
  tookMs,
  finding,
}: {
  readonly scenario: AnyScenario
  readonly result: Result
  readonly tables: readonly Table[]
  readonly link: string
  readonly tookMs: number
  readonly finding: string | undefined
}): string {
  const { values } = readParameters(scenario.schema, formatParameters(result.parameters))
  const broken = result.findings.filter(({ holds }) => !holds)
  const laws =
    broken.length === 0
      ? `${result.findings.length} laws hold`
      : `BROKEN: ${broken.map(({ says }) => says).join(' ')}`
  const measured = (result.measured ?? []).map(
    ({ label, ns, operations }): Table['rows'][number] => [
      label,
      ns / 1e6,
      operations ?? null,
      operations ? ns / operations : null,
    ],
  )
  const wall: readonly Table[] =
    measured.length === 0
      ? []
      : [
          {
            id: 'measured',
            title: 'Wall time here, which is no part of the result',
            columns: [
              { label: 'phase' },
              { label: 'time', unit: 'ms', digits: 1 },
              { label: 'visits' },
              { label: 'each', unit: 'ns', digits: 2 },
            ],
            rows: measured,
          },
        ]
  return [
    `${wrapText(scenario.takeaway(values, result.model))}\n`,
    ...(finding === undefined ? [] : [`${wrapText(finding)}\n`]),
    ...[...tables, ...wall].map((table) => toPlainText(table)),
    `${result.scenario} v${result.version}, mode ${result.mode}${describeTape(result)}, result ${result.hash}, ${laws}; ${formatNumber(tookMs)} ms\n/simulations/${scenario.id}${link}\n`,
  ].join('\n')
}

/** What of a run was written down for playing it. */
function describeTape({ mode, log }: Result): string {
  if (mode !== 'step') return ''
  if (log === undefined) return ' without events, since it is too long to be played'
  const kept = formatNumber(log.length)
  if (log.length === log.total) return ` with ${kept} events`
  return ` with the first ${kept} of ${formatNumber(log.total)} events`
}

function formatParameters(parameters: Result['parameters']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(parameters).map(([key, value]) => [key, formatValue(value)]),
  )
}

function drawHelp(scenario: AnyScenario): string {
  const parameters = Object.entries(scenario.schema).map(([key, parameter]) => {
    const { doc, source, isInference, onlyWith } = parameter
    const notes = [
      doc,
      ...(source === undefined ? [] : [`Source: ${source}.`]),
      ...(isInference === true ? ['Inference.'] : []),
      ...(onlyWith === undefined ? [] : [`Idle otherwise: ${onlyWith.says}.`]),
    ]
    const fallback = formatValue(parameter.default)
    return [
      `  --${key}  ${parameter.label}`,
      indent(`${describeRange(parameter)}; ${fallback === '' ? 'empty' : fallback} if left out`, 4),
      indent(notes.join(' '), 4),
    ].join('\n')
  })
  const presets = scenario.presets.map(({ id, question, person }) =>
    [`  ${id}`, indent(person === undefined ? question : `${question} (${person})`, 4)].join('\n'),
  )
  const modes = scenario.modes.map(({ id, doc }) => `  ${id.padEnd(6)} ${doc}`)
  return `${[
    `patchlore simulate ${scenario.id}\n`,
    `${wrapText(scenario.summary)}\n`,
    'Parameters',
    ...parameters,
    '\nModes',
    ...modes,
    '\nPresets',
    ...presets,
    `\n${usage.slice(usage.indexOf('  --list')).trimEnd()}`,
  ].join('\n')}\n`
}

// ── predictions and wall times ──

interface MeasureOptions {
  /** True to run what takes long or much memory. */
  readonly isMeasured: boolean
  readonly isJson: boolean
}

function verify(scenario: AnyScenario, { isMeasured, isJson }: MeasureOptions): number {
  const here: string[] = []
  const verdicts = scenario.validations.map((validation): Verdict => {
    const benchmark = scenario.benchmarks?.find(({ id }) => id === validation.benchmark)
    if (benchmark === undefined || !isMeasured) return drive(judge(validation))
    const figure = measure(scenario, benchmark)
    const each = describeEach(validation, benchmark, figure)
    here.push(...each)
    const note = each.length === 0 ? {} : { note: each.join(' ') }
    return { ...toVerdict(validation, { value: figure.ms / 1000 }), ...note }
  })
  if (isJson) print(`${JSON.stringify(verdicts, null, 2)}\n`)
  else print([drawVerdicts(scenario, verdicts), ...here.map((line) => wrapText(line))].join('\n'))
  return verdicts.some(({ verdict }) => verdict === 'outside') ? 2 : 0
}

/** What one operation took here, beside the published figure and the machine without the model. */
function describeEach(
  { id, published }: Validation,
  { yardstick }: Benchmark,
  { ms, operations }: Figure,
): readonly string[] {
  if (operations === undefined || published === undefined) return []
  const toNs = (seconds: number): string => formatNumber((seconds * 1e9) / operations, 1)
  const bare =
    yardstick === undefined
      ? ''
      : `; ${yardstick.label}: ${formatNumber(yardstick.run(nanoseconds), 1)} ns`
  return [
    `${id} here (${cpus()[0]?.model.trim() ?? 'unnamed processor'}): ${toNs(ms / 1000)} ns for each of ${formatNumber(operations)} visits, ${toNs(published)} ns as published${bare}.\n`,
  ]
}

function drawVerdicts(scenario: AnyScenario, verdicts: readonly Verdict[]): string {
  const table: Table = {
    id: 'verify',
    title: `${scenario.id}: predictions beside published figures`,
    note: 'P predicted, F fitted on this very figure, I rests on inference.',
    columns: [
      { label: 'id' },
      { label: 'predicted' },
      { label: 'published' },
      { label: 'off by' },
      { label: 'tolerance' },
      { label: 'verdict' },
      { label: 'status' },
    ],
    rows: verdicts.map(
      ({ id, predicted, published, deviation, tolerance, verdict, status, unit }) => [
        id,
        predicted === undefined ? '-' : `${formatPrediction(predicted)} ${unit}`,
        published === undefined ? '-' : `${formatNumber(published, 2)} ${unit}`,
        deviation === undefined ? '-' : `${formatNumber(deviation * 100, 1)} %`,
        tolerance,
        verdict === 'needs a measured run' ? '--measured' : verdict,
        status
          .split(', ')
          .map((word) => word.charAt(0).toUpperCase())
          .join(''),
      ],
    ),
  }
  const notes = scenario.validations.map(({ id, title, formula, source, note }) =>
    indent(`${id} ${title}: ${formula}. ${source}.${note === undefined ? '' : ` ${note}`}`),
  )
  return `${toPlainText(table)}\n${notes.join('\n')}\n`
}

function formatPrediction({ value, low, high }: Prediction): string {
  if (low === undefined || high === undefined) return formatNumber(value, 2)
  return `${formatNumber(low, 1)}..${formatNumber(high, 1)}`
}

interface Figure {
  readonly ms: number
  readonly operations?: number
}

/** A benchmark here. */
function measure(scenario: AnyScenario, { parameters, mode, measured }: Benchmark): Figure {
  const { values } = readParameters(scenario.schema, parameters)
  const times: number[] = []
  // Engines compile as they go: what is short is done several times, the first not counted.
  const repetitionsMax = 6
  const enoughMs = 2000
  for (let spent = 0; times.length < repetitionsMax && spent < enoughMs; ) {
    const started = performance.now()
    const result = drive(
      runScenario(scenario, values, {
        mode,
        ...(measured !== undefined && { clock: nanoseconds }),
      }),
    )
    const tookMs = performance.now() - started
    const own = result.measured?.find(({ label }) => label === measured)
    spent += tookMs
    // A run that is timed inside has repeated itself already.
    if (own !== undefined) {
      const { ns, operations } = own
      return { ms: ns / 1e6, ...(operations !== undefined && { operations }) }
    }
    times.push(tookMs)
  }
  const counted = (times.length > 1 ? times.slice(1) : times).sort((a, b) => a - b)
  return { ms: counted[counted.length >> 1] ?? 0 }
}

function bench(scenario: AnyScenario, { isMeasured, isJson }: MeasureOptions): number {
  const chosen = (scenario.benchmarks ?? []).filter(
    ({ cMs = 0, memoryBytes = 0 }) => isMeasured || (cMs < slowMs && memoryBytes === 0),
  )
  const figures = chosen.map((benchmark) => ({ benchmark, ms: measure(scenario, benchmark).ms }))
  if (isJson) {
    const plain = figures.map(({ benchmark: { id, cMs, targetMs }, ms }) => ({
      ...{ id, ms },
      cMs: cMs ?? null,
      targetMs: targetMs ?? null,
    }))
    return print(`${JSON.stringify(plain, null, 2)}\n`)
  }
  return print(
    toPlainText({
      id: 'bench',
      title: `${scenario.id} on this machine, beside C on another`,
      note: 'C: gcc 12.2 -O2, a Xeon of the laboratory, single runs. Ratios compare two machines.',
      columns: [
        { label: 'what' },
        { label: 'here', unit: 'ms', digits: 1 },
        { label: 'aim', unit: 'ms' },
        { label: 'C', unit: 'ms', digits: 1 },
        { label: 'ratio', digits: 2 },
      ],
      rows: figures.map(({ benchmark: { label, cMs, targetMs }, ms }) => [
        label,
        ms,
        targetMs ?? null,
        cMs ?? null,
        cMs === undefined ? null : ms / cMs,
      ]),
    }),
  )
}

/** What took longer in C is run when asked for. */
const slowMs = 10_000
