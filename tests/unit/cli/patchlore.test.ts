// The program as people and CI call it: what it prints, and how it ends.

import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test, vi } from 'vitest'
import { childEnvironment } from '#env'
import { toMboxrd } from '#mail'
import packageJson from '../../../package.json' with { type: 'json' }
import {
  aContentFolder,
  breakThread,
  type ContentFolder,
  firstThread,
} from '../../support/content-folder.ts'
import { aMail } from '../../support/mail.ts'
import { aMeilisearch, isMeilisearchMissing, onRealMeilisearch } from '../../support/meilisearch.ts'
import { aFolder, projectRoot } from '../../support/stores.ts'

// Each test starts the program several times, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 120_000 })

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

interface Place {
  readonly content: ContentFolder
  readonly dataFolder: string
  readonly run: (
    parameters: readonly string[],
    environment?: Record<string, string>,
    /** What the shell says before it becomes the program. */
    before?: string,
  ) => Promise<Ended>
}

/** Content and a data folder of the test's own, and the program over them. */
function aPlace(): Place {
  const content = aContentFolder()
  const dataFolder = path.join(aFolder(), 'data')
  const settings = {
    PATCHLORE_CONTENT: content.folder,
    PATCHLORE_DATA: dataFolder,
    PATCHLORE_URL: 'https://patchlore.example',
    PATCHLORE_MEILISEARCH: 'off',
    PORT: undefined,
    CI: undefined,
    GITHUB_ACTIONS: undefined,
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
  }
  const run: Place['run'] = (parameters, environment = {}, before) =>
    new Promise((resolve, reject) => {
      const command = [process.execPath, 'cli/patchlore.js', ...parameters]
      const shell = before === undefined ? [] : ['sh', '-c', `${before}; exec "$@"`, 'sh']
      const [program = '', ...rest] = [...shell, ...command]
      const child = spawn(program, rest, {
        cwd: projectRoot,
        env: childEnvironment({ ...settings, ...environment }),
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
  return { content, dataFolder, run }
}

describe('the command line', () => {
  test('--help names every command, every setting and the exit codes', async () => {
    const { code, stdout } = await aPlace().run(['--help'])
    expect(code).toBe(0)
    for (const word of ['start', 'check', 'index', 'search', 'PORT', 'PATCHLORE_CONTENT']) {
      expect(stdout).toContain(word)
    }
    expect(stdout).toContain('Exit codes: 0 done, 1')
  })

  test('--version is that of the package', async () => {
    const { code, stdout } = await aPlace().run(['--version'])
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${packageJson.version}\n` })
  })

  test.each([
    [['chekc'], 'check'],
    [['check', '--jsn'], '--json'],
    [['search'], 'words'],
  ])('%j is the reader’s mistake, with a hint', async (parameters, hint) => {
    const { code, stderr } = await aPlace().run(parameters)
    expect(code).toBe(1)
    expect(stderr).toContain(hint)
    expect(stderr).toContain('--help')
  })

  test('a wrong setting is named, and is the reader’s mistake', async () => {
    const { code, stderr } = await aPlace().run(['check'], { PORT: 'eighty' })
    expect(code).toBe(1)
    expect(stderr).toContain('error Unexpected value of PORT')
  })

  test('content that is not there is the reader’s mistake', async () => {
    const { code, stderr } = await aPlace().run(['check'], { PATCHLORE_CONTENT: '/nowhere' })
    expect(code).toBe(1)
    expect(stderr).toContain('Unexpected absence of /nowhere')
  })

  test('a fault of ours ends with 2 and shows where it was', async () => {
    const { run, dataFolder } = aPlace()
    mkdirSync(dataFolder)
    // A database that is one, with a table of a shape nothing of ours ever makes.
    const sqlite = new Database(path.join(dataFolder, 'patchlore.db'))
    sqlite.exec('CREATE TABLE _prisma_migrations (nonsense TEXT)')
    sqlite.close()
    const { code, stderr } = await run(['index'])
    expect(code).toBe(2)
    expect(stderr).toContain('fault')
    expect(stderr).toContain('src/store/migrate.ts')
  })
})

describe('check', () => {
  test('says that all is well, and ends with 0', async () => {
    const { code, stdout, stderr } = await aPlace().run(['check'])
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'No faults in 5 files.\n',
      stderr: '',
    })
  })

  test('prints every fault with its place, sorted, and ends with 1', async () => {
    const { content, run } = aPlace()
    breakThread(content)
    content.write('threads/stray.txt', 'x')
    const { code, stdout } = await run(['check'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/hashing-directories\.md[\s\S]*\d+:\d+.*error.*under-revue/u)
    expect(stdout).toMatch(/hashing-directories\.md[\s\S]*stray\.txt/u)
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^\d+ errors.* in 6 files\.$/u)
  })

  test('--json prints the same for programs, and nothing else', async () => {
    const { content, run } = aPlace()
    breakThread(content)
    const { code, stdout } = await run(['check', '--json'])
    const report = JSON.parse(stdout) as { errors: number; faults: { file: string }[] }
    expect(code).toBe(1)
    expect(report.errors).toBe(report.faults.length)
    expect(report.faults[0]).toEqual({
      file: expect.stringMatching(/threads\/hashing-directories\.md$/u),
      line: expect.any(Number),
      column: expect.any(Number),
      level: 'error',
      rule: expect.any(String),
      reason: expect.stringContaining('under-revue'),
      url: expect.stringContaining('content/README.md#'),
    })
  })

  test('puts each fault beside its line of a pull request', async () => {
    const { content, run } = aPlace()
    breakThread(content)
    const { stderr } = await run(['check'], { GITHUB_ACTIONS: 'true' })
    expect(stderr).toMatch(
      /^::error file=[^,]*hashing-directories\.md,line=\d+,col=\d+,title=[a-z-]+::Unexpected .*under-revue/mu,
    )
  })
})

describe('index', () => {
  test('names every page that came, changed or went', async () => {
    const { content, run } = aPlace()
    const first = await run(['index'])
    expect(first.code).toBe(0)
    expect(first.stdout).toContain('  + /threads/hashing-directories\n')
    expect(first.stdout).toContain('  + /people/alice-example\n')
    expect(first.stdout).toMatch(/^Edition 1: 5 added; \d+ documents to search\./mu)

    const again = await run(['index'])
    expect(again.stdout).toContain('Nothing changed since edition 1.')

    content.edit(firstThread, 'title: Hashing directories', 'title: Hashing every directory')
    const changed = await run(['index'])
    expect(changed.stdout).toContain('  ~ /threads/hashing-directories\n')
    expect(changed.stdout).toContain('Edition 2: 1 changed;')

    const forced = await run(['index', '--force'])
    expect(forced.stdout).toContain('Edition 3: no page changed;')
  })

  test('refuses content with a fault, keeps what it had, and ends with 1', async () => {
    const { content, run } = aPlace()
    await run(['index'])
    breakThread(content)
    const refused = await run(['index'])
    expect(refused.code).toBe(1)
    expect(refused.stdout).toContain('under-revue')
    expect(refused.stdout).toContain('The site keeps what it had.')
    const found = await run(['search', 'hashtable', '--json'])
    expect(JSON.parse(found.stdout)).toMatchObject({ query: 'hashtable' })
    expect(JSON.parse(found.stdout).total).toBeGreaterThan(0)
  })

  test('deletes nothing of a store that somebody else’s program made', async () => {
    const { run, dataFolder } = aPlace()
    mkdirSync(dataFolder)
    const file = path.join(dataFolder, 'patchlore.db')
    writeFileSync(file, 'This is a letter. '.repeat(100))
    const { code, stderr } = await run(['index'])
    expect(code).toBe(1)
    expect(stderr).toContain('expected a SQLite database')
    expect(stderr).toContain(`Delete ${file}`)
  })
})

test('a disk that is full is said plainly, and the store stays what it was', async () => {
  const { content, run } = aPlace()
  expect((await run(['index'])).code).toBe(0)
  content.edit(firstThread, 'title: Hashing directories', 'title: Hashing zebras')
  const count = async (text: string) =>
    (JSON.parse((await run(['search', '--json', `s:${text}`])).stdout) as { total: number }).total
  // A file may have no more blocks than this, which to SQLite is a disk that ends there.
  const full = await run(['index'], {}, 'trap "" XFSZ; ulimit -f 64')
  expect(full.stderr, full.stdout).toContain('The store could not be written: ')
  expect(full.stderr).toContain('Make room where it lies and run the command again')
  expect(full.stderr).not.toContain('    at ')
  expect(full.code).toBe(1)
  expect(await count('"hashing directories"')).toBe(1)
  expect((await run(['index'])).code).toBe(0)
  expect(await count('"hashing directories"')).toBe(0)
  expect(await count('"hashing zebras"')).toBe(1)
})

describe('search', () => {
  test('prints hits with their address, or that there is none', async () => {
    const { run } = aPlace()
    await run(['index'])
    const found = await run(['search', 'lookup', 'equally'])
    expect(found.code).toBe(0)
    expect(found.stdout).toContain('Alice Example proposes')
    expect(found.stdout).toContain(
      'https://patchlore.example/threads/hashing-directories#position-alice-hashtable',
    )
    const nothing = await run(['search', 'zebra'])
    expect(nothing).toMatchObject({
      code: 0,
      stdout: 'Nothing found. The query was read as: “zebra”.\nFewer or shorter words find more.\n',
    })
  })

  test('narrows down by facets, sorts, and prints what can be narrowed further', async () => {
    const { run } = aPlace()
    await run(['index'])
    const { code, stdout } = await run([
      'search',
      ...[
        '--filter',
        'kind=position',
        '--filter',
        'stance=proposes',
        '--sort',
        'newest',
        '--facets',
      ],
    ])
    expect(code).toBe(0)
    expect(stdout).toContain('#position-alice-hashtable')
    expect(stdout).not.toContain('/people/')
    expect(stdout).toMatch(/^stance {4}proposes \d/mu)
  })

  test('prints the same JSON as the site', async () => {
    const { run } = aPlace()
    await run(['index'])
    const { stdout } = await run(['search', '--json', '--per', '1', 'lookup'])
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      query: 'lookup',
      perPage: 1,
      engine: { name: 'sqlite' },
      hits: [{ url: expect.stringMatching(/^https:\/\/patchlore\.example\//u) }],
    })
  })

  test('lists its own language', async () => {
    const { code, stdout } = await aPlace().run(['search', '--prefixes'])
    expect(code).toBe(0)
    expect(stdout).toContain('who:hpa')
    expect(stdout).toMatch(/dfa:.* removes \(only in mail\)/u)
  })

  test('says what to do where nothing is indexed yet', async () => {
    const { code, stderr } = await aPlace().run(['search', 'lookup'])
    expect(code).toBe(1)
    expect(stderr).toContain('npx patchlore index')
  })

  test.each([
    [['--page', '0', 'lookup'], 'Unexpected page `0`'],
    [['--page', 'two', 'lookup'], 'Unexpected page `two`'],
    [['???'], 'expected a word'],
    [['--filter', 'colour=red', 'lookup'], 'Unexpected filter `colour=red`'],
    [['--sort', 'price', 'lookup'], '--sort'],
    [['lookup', ')'], 'Unexpected ")" at 8, expected a word\n      lookup )\n             ^\n'],
  ])('%j is the reader’s mistake', async (parameters, message) => {
    const { run } = aPlace()
    await run(['index'])
    const { code, stderr } = await run(['search', ...parameters])
    expect(code).toBe(1)
    expect(stderr).toContain(message)
  })
})

describe('import', () => {
  const anArchive = (): string => {
    const file = path.join(aFolder(), 'list.mbox')
    const odd = aMail({ headers: { 'Message-ID': '', Date: 'a\u001B[31m day' } })
    writeFileSync(file, Buffer.concat([toMboxrd(aMail()), toMboxrd(odd)]))
    return file
  }

  test('ends with a report of what came and what is odd', async () => {
    const { run } = aPlace()
    const file = anArchive()
    const { code, stdout, stderr } = await run(['import', file, '--list', 'linux-test'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^linux-test: 2 messages added of 2 read \(0\.0 MB\)/u)
    expect(stdout).toMatch(
      /\n +1 {2}with a date that cannot be read\n +list\.mbox:\d+ {2}a \[31m day\n/u,
    )
    const again = await run(['import', file, '--list', 'linux-test', '--json'])
    expect(JSON.parse(again.stdout)).toMatchObject({ read: 0, added: 0, removed: 0 })
  })

  test('writes every fault to a file that is asked for', async () => {
    const faults = path.join(aFolder(), 'faults.tsv')
    await aPlace().run(['import', anArchive(), '--list', 'linux-test', '--faults', faults])
    const lines = readFileSync(faults, 'utf8').trim().split('\n')
    expect(lines.map((line) => line.split('\t')[0])).toEqual([
      'message-id-missing',
      'date-unparsable',
    ])
  })

  test.each([
    [['import', 'x.mbox'], '--list'],
    [['import', 'no-such-place', '--list', 'linux-test'], 'nothing is there'],
    [['import', 'package.json', '--list', 'linux-test'], 'expected mail'],
    [['import', 'x.mbox', '--list', 'threads'], 'Unexpected list `threads`'],
    [['import', 'x.mbox', '--list', '../etc'], 'Unexpected list `../etc`'],
  ])('%j is the operator’s mistake', async (parameters, message) => {
    const { code, stderr } = await aPlace().run(parameters)
    expect(code).toBe(1)
    expect(stderr).toContain(message)
  })
})

describe('doctor', () => {
  interface Report {
    readonly isWell: boolean
    readonly findings: readonly {
      readonly name: string
      readonly state: string
      readonly says: string
      readonly hint?: string
    }[]
  }

  const examine = async ({ run }: Place, environment: Record<string, string> = {}) => {
    const { code, stdout } = await run(['doctor', '--json'], environment)
    const report = JSON.parse(stdout) as Report
    const find = (name: string) => report.findings.find((finding) => finding.name === name)
    return { code, report, find }
  }

  test('before anything is indexed it says what to do, changes nothing, and ends with 0', async () => {
    const place = aPlace()
    const { code, report, find } = await examine(place)
    expect({ code, isWell: report.isWell }).toEqual({ code: 0, isWell: true })
    expect(find('node')).toMatchObject({ state: 'well' })
    expect(find('store')).toMatchObject({
      state: 'notice',
      says: expect.stringContaining('not there'),
    })
    expect(existsSync(place.dataFolder)).toBe(false)
  })

  test('it knows the edition, and whether the content changed since', async () => {
    const place = aPlace()
    await place.run(['index'])
    expect((await examine(place)).find('edition')).toMatchObject({ state: 'well' })
    place.content.edit(firstThread, 'title: Hashing directories', 'title: Hashing')
    expect((await examine(place)).find('edition')).toMatchObject({
      state: 'notice',
      says: expect.stringContaining('changed since'),
      hint: expect.stringContaining('npx patchlore index'),
    })
  })

  test('for people it prints a line each, with what to do under it', async () => {
    const { code, stdout } = await aPlace().run(['doctor'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^● node {10}v\d+/mu)
    expect(stdout).toMatch(/^▲ store {9}notice: .*\n {16}`npx patchlore index`/mu)
    expect(stdout).toContain('switched off (PATCHLORE_MEILISEARCH=off)')
  })

  test('a store that is none is trouble, and ends with 1', async () => {
    const place = aPlace()
    mkdirSync(place.dataFolder)
    writeFileSync(path.join(place.dataFolder, 'patchlore.db'), 'This is a letter. '.repeat(100))
    const { code, find } = await examine(place)
    expect(code).toBe(1)
    expect(find('store')).toMatchObject({
      state: 'trouble',
      hint: expect.stringContaining('Delete'),
    })
  })

  test('a given Meilisearch that does not answer is trouble, with the setting to look at', async () => {
    const { code, find } = await examine(aPlace(), {
      PATCHLORE_MEILISEARCH: 'auto',
      // Nobody listens on the port of discarding.
      MEILI_URL: 'http://127.0.0.1:9',
    })
    expect(code).toBe(1)
    expect(find('meilisearch')).toMatchObject({
      state: 'trouble',
      says: expect.stringContaining('Unexpected silence of Meilisearch at http://127.0.0.1:9'),
    })
  })
})

describe.skipIf(isMeilisearchMissing)(`commands ${onRealMeilisearch}`, () => {
  const server = aMeilisearch()

  const environment = () => ({
    PATCHLORE_MEILISEARCH: 'auto',
    MEILI_URL: server().address.url,
    MEILI_KEY: server().address.key ?? '',
  })

  test('index fills it, again only what changed, and doctor finds its index', async () => {
    const { run, content } = aPlace()
    const first = await run(['index'], environment())
    expect(first.code).toBe(0)
    expect(first.stdout).toMatch(/^Meilisearch: \d+ documents indexed\./mu)
    expect((await run(['index'], environment())).stdout).not.toContain('Meilisearch')
    content.edit(firstThread, 'title: Hashing directories', 'title: Hashing every directory')
    expect((await run(['index'], environment())).stdout).toContain('documents indexed')

    const { code, stdout } = await run(['doctor'], environment())
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^● meilisearch {3}\d+\.\d+\.\d+ at http:\/\/127\.0\.0\.1:\d+, from MEILI_URL/mu,
    )
    expect(stdout).toMatch(
      /^● search index {2}patchlore_\S+, \d+ documents, of the store's edition/mu,
    )
  })

  test('a wrong key is a warning: the content is indexed, and SQLite answers', async () => {
    const { run } = aPlace()
    const wrong = { ...environment(), MEILI_KEY: 'wrong' }
    const { code, stdout, stderr } = await run(['index'], wrong)
    expect(code).toBe(0)
    expect(stdout).toContain('Edition 1')
    expect(stderr).toContain('warning Unexpected refusal by Meilisearch')
    expect(stderr).toContain('MEILI_KEY')
    expect((await run(['search', 'lookup'], wrong)).stdout).toContain('SQLite full text')
  })
})
