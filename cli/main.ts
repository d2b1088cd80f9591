// `patchlore`: reads the command line, hands over to one command, sets the exit code:
// 0 done, 1 the user's mistake, 2 ours.

import path from 'node:path'
import { Command, CommanderError, Option } from 'commander'
import pc from 'picocolors'
import { searchOrders } from '#domain'
import { BadSetting, type Env, readEnv } from '#env'
import packageJson from '../package.json' with { type: 'json' }
import { generateClient } from './generate.ts'
import type { SearchOptions } from './search.ts'
import { UserError } from './user-error.ts'

const root = path.resolve(import.meta.dirname, '..')

const program = new Command('patchlore')
  .description('What was proposed on the list, who stood where and why, and what became of it.')
  .version(packageJson.version)
  .showHelpAfterError('(run with --help to see what there is)')
  .exitOverride()
  .addHelpText(
    'after',
    `
Settings (environment):
  PORT                where the site listens (3000)
  HOST                the address it listens on (127.0.0.1; 0.0.0.0 for every one)
  PATCHLORE_URL       the address readers use, for canonical links and feeds
  PATCHLORE_CONTENT   the folder with the entries (content)
  PATCHLORE_DATA      the folder for everything that can be made again (.data)
  PATCHLORE_SEARCHES_PER_SECOND
                      how many one client may make (20; 0 for any number, behind a proxy that limits)
  MEILI_URL, MEILI_KEY  a Meilisearch that runs already, and a key that may manage it;
                      without them one is started, if there is one on PATH or as npm package
  MEILI_SEARCH_KEY    its key for searching (made with MEILI_KEY)
  MEILI_INDEX         what the names of its indexes begin with (patchlore)
  PATCHLORE_MEILISEARCH  off: SQLite answers every search (auto)

Exit codes: 0 done, 1 something of yours needs a change, 2 a fault of Patchlore.`,
  )

program
  .command('start')
  .description('prepare everything that changed, then serve the site')
  .option('--dev', 'for work on the pages: rebuild as files change')
  .action(async (options: { dev?: boolean }) => {
    const { start } = await import('./start.ts')
    await start(readEnv(root), { isDev: options.dev === true })
  })

program
  .command('check')
  .description('check every entry under content/ and print each fault with its place')
  .option('--evidence', 'look every quote up in the message it cites, where the archive has it')
  .option('--json', 'print the faults as JSON')
  .addHelpText(
    'after',
    `
With --evidence each quote is in one state:
  verified   it stands in the message, word for word
  edited     the message has it in other words
  wrong      it stands in another message, or nowhere: exit code 1
  read, retold, unchecked
             the message is not in the archive here; what the entry says of it`,
  )
  .action(
    withClient(async (env, options: { evidence?: boolean; json?: boolean }) => {
      const isJson = options.json === true
      if (options.evidence === true) {
        const { checkEvidenceCommand } = await import('./check-evidence.ts')
        process.exitCode = await checkEvidenceCommand(env, { isJson })
      } else {
        const { check } = await import('./check.ts')
        process.exitCode = await check(env, { isJson })
      }
    }),
  )

program
  .command('index')
  .description('check content/ and put it into the store; a running site shows it at once')
  .option('--force', 'index even if nothing changed')
  .action(
    withClient(async (env, options: { force?: boolean }) => {
      const { index } = await import('./index.ts')
      process.exitCode = await index(env, { force: options.force === true })
    }),
  )

program
  .command('search')
  .description('search entries, paragraphs, positions, figures, mails, people and topics')
  .argument(
    '[words...]',
    'the query; words, "phrases", -not, OR, prefixes such as who:hpa or s:stack',
  )
  .option('--json', 'print the answer as JSON, as /api/search does')
  .option('--page <number>', 'which page of hits, from 1', '1')
  .option('--per <number>', 'how many hits on a page, at most 100', '20')
  .addOption(
    new Option('--sort <order>', 'the order of hits').choices(searchOrders).default('relevance'),
  )
  .option('--filter <facet=value>', 'only this value of a facet; several may be given', collect, [])
  .option('--facets', 'print what the hits can be narrowed down to, too')
  .option('--prefixes', 'print every prefix and what it looks at')
  .addHelpText(
    'after',
    `
Examples:
  patchlore search dev_snmp6
  patchlore search 'who:hpa stance:opposes'
  patchlore search --filter kind=figure 7696
  patchlore search 's:"expand kernel stack" d:2014-05-28..2014-06-03'

A query that begins with - needs -- before it: patchlore search -- -rc7 stack`,
  )
  .action(
    withClient(async (env, options: SearchOptions, words: string[]) => {
      const { listPrefixes, searchCommand } = await import('./search.ts')
      process.exitCode =
        options.prefixes === true
          ? listPrefixes()
          : await searchCommand(env, { ...options, text: words.join(' ') })
    }),
  )

function collect(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value]
}

program
  .command('import')
  .description('take mail from archives into the store; only what is new is read again')
  .argument('<paths...>', 'mbox (also .gz), Maildir, .eml, public-inbox repository or bundle')
  .requiredOption('--list <name>', 'the list it belongs to, as in addresses: linux-mm')
  .option('--faults <file>', 'write everything odd, with its place, to this file')
  .option('--json', 'print the report as JSON')
  .action(
    withClient(
      async (env, options: { list: string; faults?: string; json?: boolean }, paths: string[]) => {
        const { importCommand } = await import('./import.ts')
        process.exitCode = await importCommand(env, {
          paths,
          list: options.list,
          faultsFile: options.faults,
          isJson: options.json === true,
        })
      },
    ),
  )

program
  .command('scaffold')
  .description('draft an entry from a thread of the archive; what an editor must write is marked')
  .argument('<Message-ID>', 'of any message of the thread')
  .option('--list <name>', 'which archive, where several lists have the message')
  .option('--slug <name>', 'the name of the entry; made from the subject if absent')
  .option('--write', 'write it below content/, with people who have no file yet; else print it')
  .addHelpText(
    'after',
    `
The draft has the series, the messages, who wrote how many and as what, trailers given in replies,
and sentences to quote with their lines. It has no word of ours: each such place says UNWRITTEN,
and patchlore check refuses the entry until none is left.`,
  )
  .action(
    withClient(
      async (
        env,
        options: { list?: string; slug?: string; write?: boolean },
        messageId: string[],
      ) => {
        const { scaffoldCommand } = await import('./scaffold.ts')
        process.exitCode = await scaffoldCommand(env, {
          messageId: String(messageId),
          list: options.list,
          slug: options.slug,
          isWritten: options.write === true,
        })
      },
    ),
  )

program
  .command('simulate')
  .description('run a simulation: its tables, its predictions beside published figures')
  // Each simulation has parameters of its own; its schema reads them, and makes the help.
  .argument('[words...]', '<id> --<parameter> <value> …, or --list')
  .allowUnknownOption()
  .helpOption(false)
  .action(async (words: string[]) => {
    const { simulateCommand } = await import('./simulate.ts')
    process.exitCode = await simulateCommand(words)
  })

program
  .command('doctor')
  .description('say how everything is: program, disk, store, content, site, Meilisearch')
  .option('--json', 'print the findings as JSON')
  .action(
    withClient(async (env, options: { json?: boolean }) => {
      const { doctor } = await import('./doctor.ts')
      process.exitCode = await doctor(env, { isJson: options.json === true })
    }),
  )

program
  .command('generate', { hidden: true })
  .description('make the Prisma client')
  .action(async () => {
    await generateClient(root)
  })

/** Commands that touch the store need its client first. */
function withClient<Options>(
  action: (env: Env, options: Options, words: string[]) => Promise<void>,
): (...parameters: unknown[]) => Promise<void> {
  return async (...parameters) => {
    const env = readEnv(root)
    await generateClient(root)
    // Commander hands over the arguments, then the options, then the command itself.
    const options = parameters.at(-2) as Options
    const words = parameters.length > 2 ? (parameters[0] as string[]) : []
    await action(env, options, words)
  }
}

// A reader that closes the pipe early, such as `head`, is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

/** Of SQLite, of the system: no room left, a quota, a file that may not grow. */
const fullCodes = ['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'ENOSPC', 'EDQUOT', 'EFBIG']

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = report(error)
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1
  if (isUsersMistake(error)) {
    process.stderr.write(`${pc.red('error')} ${error.message}\n`)
    if (error.hint !== undefined) process.stderr.write(`      ${error.hint}\n`)
    return 1
  }
  if (isDiskFull(error)) {
    const { code, message } = error
    process.stderr.write(
      `${pc.red('error')} The store could not be written: ${message} (${code}).\n`,
    )
    process.stderr.write(
      '      Make room where it lies and run the command again: nothing is half written.\n',
    )
    return 1
  }
  process.stderr.write(`${pc.red('fault')} Something went wrong that should not have:\n`)
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  return 2
}

function isDiskFull(error: unknown): error is Error & { readonly code: string } {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && fullCodes.includes(code)
}

// By name, because the rooms are loaded late and their classes are not at hand here.
function isUsersMistake(error: unknown): error is Error & { readonly hint?: string } {
  return (
    error instanceof BadSetting ||
    error instanceof UserError ||
    (error instanceof Error &&
      ['StoreUnusable', 'ContentMissing', 'ArchiveUnreadable', 'EvidenceLockUnreadable'].includes(
        error.name,
      ))
  )
}
