// Texts of a reader's own, for the simulations that can run them: from a file or standard input, told
// on standard error what was read of them, and made parameters.

import { readFile, stat } from 'node:fs/promises'
import { type AnyScenario, loadPasteReader } from '#simulations'
import { UserError } from './user-error.ts'

export interface TraceEffects {
  /** What `-` reads. */
  readonly stdin: AsyncIterable<Buffer | string>
  /** One line for the reader, which is no part of the result. */
  readonly say: (line: string) => void
}

const readers: readonly string[] = ['kernel-stack', 'stack-memory']

/**
 * Parameters with what `--trace <file>` holds in place of the file; `--calls a,b` puts functions of
 * it upon each other. The name of a published trace stays what it is.
 */
export async function bringTrace(
  scenario: AnyScenario,
  parameters: Readonly<Record<string, string>>,
  effects: TraceEffects,
): Promise<Readonly<Record<string, string>>> {
  const { trace, calls = '', ...others } = parameters
  if (trace === undefined || !readers.includes(scenario.id)) return parameters
  const published = listPublished(scenario)
  if (published.includes(trace)) return parameters

  const { describePaste, parsePaste, pasteLengthMax, toRun } = await loadPasteReader()
  const text =
    trace === '-'
      ? await readStream(effects.stdin, pasteLengthMax)
      : await readTraceFile(trace, pasteLengthMax, published)
  const paste = parsePaste(text)
  const run = toRun(
    paste,
    calls.split(',').filter((name) => name !== ''),
  )
  for (const line of describePaste(paste)) effects.say(line)
  if (run.kind === 'nothing') {
    const largest = paste.kind === 'functions' ? paste.functions.slice(0, 5) : []
    const names = largest.map(({ symbol, bytes }) => `${symbol} (${bytes})`).join(', ')
    throw new UserError(
      run.reason,
      names === '' ? undefined : `With --calls a,b; the largest are ${names}.`,
    )
  }
  if (run.scenario !== scenario.id) {
    throw new UserError(
      `Unexpected text for ${scenario.id}, expected one for it`,
      `Run it with: patchlore simulate ${run.scenario} --trace ${trace}`,
    )
  }
  // What the reader sets themselves comes last.
  return { ...run.parameters, ...others }
}

function listPublished({ schema }: AnyScenario): readonly string[] {
  const parameter = schema.trace
  return parameter?.kind === 'choice' ? parameter.choices.map(({ value }) => value) : []
}

async function readTraceFile(
  file: string,
  lengthMax: number,
  published: readonly string[],
): Promise<string> {
  const found = await stat(file).catch(() => undefined)
  if (found === undefined || !found.isFile()) {
    const names = published.filter((name) => name !== 'pasted')
    const known = names.length === 0 ? '' : `, or one of ${names.join(', ')}`
    throw new UserError(
      `Unexpected trace \`${file}\`, expected a file, - for standard input${known}`,
    )
  }
  // A character takes up to four bytes; what is longer is refused unread.
  if (found.size > lengthMax * 4) {
    throw new UserError(
      `Unexpected file of ${Math.ceil(found.size / 1024 / 1024)} MiB, expected at most ${lengthMax / 1024 / 1024}`,
      'Cut out the part around the crash.',
    )
  }
  return await readFile(file, 'utf8')
}

async function readStream(
  stream: AsyncIterable<Buffer | string>,
  lengthMax: number,
): Promise<string> {
  let text = ''
  for await (const chunk of stream) {
    text += chunk.toString()
    // One more than allowed is enough for the parser to refuse it.
    if (text.length > lengthMax) break
  }
  return text
}
