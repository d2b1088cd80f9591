// Keeping Meilisearch, with real processes: what becomes of it when it, we, or both are killed.

import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { greetServer, type ServerAddress } from '#search'
import { isAlive, type KeepOptions, keepServer, readServerState, serverFolder } from '#supervise'
import {
  isMeilisearchMissing,
  onRealMeilisearch,
  programPlaces,
} from '../../support/meilisearch.ts'
import { waitFor } from '../../support/site.ts'
import { aFolder, projectRoot } from '../../support/stores.ts'

const patience = { timeoutMs: 30_000 }

interface Kept {
  readonly dataFolder: string
  readonly lines: readonly string[]
  /** Every address at which it began to answer. */
  readonly ready: readonly ServerAddress[]
  readonly state: () => ReturnType<typeof readServerState>
  readonly stop: () => Promise<void>
}

function keep(options: Partial<KeepOptions> = {}): Kept {
  const dataFolder = options.dataFolder ?? aFolder()
  const lines: string[] = []
  const ready: ServerAddress[] = []
  const keeper = keepServer({
    dataFolder,
    indexPrefix: 'patchlore',
    ...programPlaces,
    onReady: (address) => ready.push(address),
    log: (line) => lines.push(line),
    ...options,
  })
  onTestFinished(keeper.stop)
  return { dataFolder, lines, ready, state: () => readServerState(dataFolder), stop: keeper.stop }
}

/** Waits until it began to answer so many times. */
async function untilReady(kept: Kept, times = 1): Promise<ServerAddress> {
  return await waitFor(() => kept.ready[times - 1], patience).catch((cause: unknown) => {
    throw new Error(`Not ready ${times} times; it said:\n${kept.lines.join('\n')}`, { cause })
  })
}

function childOf(kept: Pick<Kept, 'state'>) {
  const child = kept.state()?.child
  if (child === undefined) throw new Error('There is no child')
  return child
}

/** A program called `meilisearch` in a folder of its own. */
function aProgram(script: string): string {
  const folder = aFolder()
  const file = path.join(folder, 'meilisearch')
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return folder
}

/** What a site does that is killed: keeps a server, in a process of its own. */
function runKeeper(dataFolder: string): ChildProcess {
  const script = `
    import { keepServer } from '#supervise'
    keepServer({
      dataFolder: ${JSON.stringify(dataFolder)},
      indexPrefix: 'patchlore',
      ...${JSON.stringify(programPlaces)},
      onReady: () => undefined,
      log: () => undefined,
    })`
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script],
    { cwd: projectRoot, stdio: 'ignore' },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

describe.skipIf(isMeilisearchMissing)(onRealMeilisearch, () => {
  test('it answers on loopback, its keys are for the owner only, and it goes when we go', async () => {
    const kept = keep()
    const address = await untilReady(kept)
    expect(new URL(address.url).hostname).toBe('127.0.0.1')
    const state = kept.state()
    expect(state?.server).toMatchObject({ url: address.url, version: expect.any(String) })
    const folder = serverFolder(kept.dataFolder)
    for (const file of ['server.json', 'master.key', 'server.log']) {
      expect(statSync(path.join(folder, file)).mode & 0o077, file).toBe(0)
    }
    expect(readFileSync(path.join(folder, 'server.json'), 'utf8')).not.toContain(address.key)

    const child = childOf(kept)
    await kept.stop()
    expect(isAlive(child)).toBe(false)
    expect(kept.state()?.server).toBeUndefined()
    expect(readdirSync(folder)).not.toContain('lock')
    expect(kept.lines).toEqual([])
  })

  test('other users of the machine cannot read the key from the list of processes', async () => {
    const kept = keep()
    const { key = '' } = await untilReady(kept)
    expect(key.length).toBeGreaterThan(20)
    const { pid } = childOf(kept)
    if (process.platform === 'linux') {
      expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(key)
    }
  })

  test('the key for searching may search and nothing else', async () => {
    const kept = keep()
    const { url } = await untilReady(kept)
    const key = kept.state()?.server?.searchKey ?? ''
    const ask = async (method: string, where: string) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
      const body = method === 'POST' ? { body: '{}' } : {}
      return (await fetch(url + where, { method, headers, ...body })).status
    }
    expect(await ask('POST', '/indexes/patchlore_none/search')).toBe(404)
    expect(await ask('POST', '/indexes/other_none/search')).toBe(403)
    expect(await ask('GET', '/indexes')).toBe(403)
    expect(await ask('GET', '/keys')).toBe(403)
    expect(await ask('POST', '/indexes/patchlore_none/documents')).toBe(403)
    expect(await ask('DELETE', '/indexes/patchlore_none')).toBe(403)
  })

  test('killed, it is started again, with the same keys and what it had', async () => {
    const kept = keep()
    const first = await untilReady(kept)
    const searchKey = kept.state()?.server?.searchKey
    process.kill(childOf(kept).pid, 'SIGKILL')
    const second = await untilReady(kept, 2)
    expect(second.key).toBe(first.key)
    expect(kept.state()).toMatchObject({
      restarts: 1,
      server: { searchKey },
      problem: { message: 'Unexpected end of Meilisearch: signal SIGKILL' },
    })
    expect(kept.lines.join('\n')).toContain('signal SIGKILL')
  })

  test('one that hangs is ended and started again', async () => {
    const kept = keep({ pace: { lookEveryMs: 100, lookTimeoutMs: 200 } })
    await untilReady(kept)
    const child = childOf(kept)
    process.kill(child.pid, 'SIGSTOP')
    await untilReady(kept, 2)
    expect(isAlive(child)).toBe(false)
    expect(kept.state()?.problem?.message).toContain('silence')
  })

  test('when a site is killed, its server ends too', async () => {
    const dataFolder = aFolder()
    const site = runKeeper(dataFolder)
    const state = () => readServerState(dataFolder)
    await waitFor(() => state()?.server, patience)
    const child = childOf({ state })
    site.kill('SIGKILL')
    await waitFor(() => (isAlive(child) ? undefined : true), patience)

    const kept = keep({ dataFolder })
    await untilReady(kept)
    expect(childOf(kept)).not.toEqual(child)
  })

  test.runIf(process.platform === 'linux')(
    'when a site and the guard are killed at once, the next site ends what they left',
    async () => {
      const dataFolder = aFolder()
      const site = runKeeper(dataFolder)
      const state = () => readServerState(dataFolder)
      await waitFor(() => state()?.server, patience)
      const child = childOf({ state })
      // Frozen first: a site that sees its guard go ends the server itself.
      site.kill('SIGSTOP')
      for (const pid of listGuards(child.pid)) process.kill(pid, 'SIGKILL')
      site.kill('SIGKILL')
      expect(isAlive(child)).toBe(true)

      const kept = keep({ dataFolder })
      await untilReady(kept)
      expect(isAlive(child)).toBe(false)
      expect(kept.lines.join('\n')).toContain('which a killed site left behind')
    },
  )

  test('a second site over the same data waits, and takes over when the first has gone', async () => {
    const first = keep()
    await untilReady(first)
    const before = first.state()
    const second = keep({ dataFolder: first.dataFolder })
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(second.ready).toEqual([])
    expect(first.state()).toEqual(before)
    await first.stop()
    await untilReady(second)
    expect(second.lines).toEqual([])
  })

  test('a database of another version, or one that is broken, is made anew', async () => {
    const first = keep()
    await untilReady(first)
    await first.stop()
    const folder = serverFolder(first.dataFolder)
    const database = readdirSync(folder).find((name) => name.startsWith('database-')) ?? ''
    mkdirSync(path.join(folder, 'database-0.1.2'))
    writeFileSync(path.join(folder, database, 'database/VERSION'), '0.1.2')
    const second = keep({ dataFolder: first.dataFolder })
    await untilReady(second)
    expect(second.state()?.restarts).toBeGreaterThanOrEqual(3)
    expect(readdirSync(folder)).not.toContain('database-0.1.2')
  })

  test('the one of the package is taken where the one on PATH is too old', async () => {
    const kept = keep({ programFolders: [aProgram('echo "meilisearch 1.2.0"')] })
    await untilReady(kept)
    expect(kept.state()).toMatchObject({ source: 'package' })
  })

  test('a given server is greeted, and its search key made', async () => {
    const own = keep()
    const given = await untilReady(own)
    const kept = keep({ given })
    await untilReady(kept)
    expect(kept.state()).toMatchObject({
      source: 'given',
      server: { url: given.url, searchKey: own.state()?.server?.searchKey },
    })
    expect(kept.state()?.child).toBeUndefined()
  })

  test('a wrong key is said, with what to do', async () => {
    const own = keep()
    const { url } = await untilReady(own)
    const kept = keep({ given: { url, key: 'wrong' } })
    const problem = await waitFor(() => kept.state()?.problem, patience)
    expect(problem.message).toContain('Unexpected refusal by Meilisearch')
    expect(problem.hint).toContain('MEILI_KEY')
    expect(kept.ready).toEqual([])
    // The key for searching may not make keys, so it will not do either.
    const searchKey = own.state()?.server?.searchKey ?? ''
    await expect(
      greetServer({ url, key: searchKey }, { indexPrefix: 'patchlore' }),
    ).rejects.toMatchObject({ fault: 'wrong key' })
  })
})

/** The shells between a site and its server: all in the server's group but the server. */
function listGuards(server: number): readonly number[] {
  const groupOf = (pid: number) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]
    } catch {
      return undefined
    }
  }
  const group = groupOf(server)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map(Number)
    .filter((pid) => pid !== server && groupOf(pid) === group)
}

describe('programs and servers that will not do', () => {
  const dying = `
    [ "$1" = --version ] && echo "meilisearch 1.99.0" && exit 0
    echo "Error: No space left on device (os error 28)" >&2
    exit 3`

  test('one that dies at once is started again, with growing pauses, and said once', async () => {
    const kept = keep({ programFolders: [aProgram(dying)] })
    const state = await waitFor(() => {
      const now = kept.state()
      return (now?.restarts ?? 0) >= 4 ? now : undefined
    }, patience)
    expect(state).toMatchObject({
      source: 'path',
      problem: {
        message:
          'Unexpected end of Meilisearch before it answered: exit code 3 (Error: No space left on device (os error 28))',
      },
    })
    expect(kept.lines.length).toBe(1)
    expect(kept.ready).toEqual([])
  })

  test('an old one on PATH is refused by version where there is no other', async () => {
    const old = aProgram('echo "meilisearch 1.2.0"')
    const kept = keep({ programFolders: [old], packagedProgram: path.join(old, 'none') })
    const problem = await waitFor(() => kept.state()?.problem, patience)
    expect(problem).toMatchObject({
      message: `Unexpected Meilisearch 1.2.0, expected 1.18.0 or newer (${path.join(old, 'meilisearch')})`,
      hint: expect.stringContaining('Update Meilisearch'),
    })
    expect(kept.lines).toEqual([expect.stringContaining('Unexpected Meilisearch 1.2.0')])
    expect(kept.ready).toEqual([])
  })

  test('stopping does not wait for a pause to end', async () => {
    const kept = keep({ programFolders: [aProgram(dying)] })
    await waitFor(() => ((kept.state()?.restarts ?? 0) >= 3 ? true : undefined), patience)
    const started = performance.now()
    await kept.stop()
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  test.each([
    ['1.2.0', 'Unexpected Meilisearch 1.2.0, expected 1.18.0 or newer'],
    ['0.30.5', 'Unexpected Meilisearch 0.30.5, expected 1.18.0 or newer'],
  ])('a given server of version %s is refused', async (pkgVersion, message) => {
    const server = await aServer((_, respond) => respond(200, { pkgVersion }))
    const kept = keep({ given: { url: server.url, key: 'k' } })
    const problem = await waitFor(() => kept.state()?.problem, patience)
    expect(problem).toMatchObject({ message, hint: expect.stringContaining('Update Meilisearch') })
    expect(kept.ready).toEqual([])
  })

  test.each([
    ['a page', 200, '<html>It works!</html>'],
    ['nothing', 404, ''],
    ['JSON of its own', 200, '{"version":"8.1"}'],
  ])('something else that answers with %s is told from Meilisearch', async (_, status, body) => {
    const server = await aServer((_url, respond) => respond(status, body))
    const kept = keep({ given: { url: server.url, key: 'k' } })
    const problem = await waitFor(() => kept.state()?.problem, patience)
    expect(problem.message).toBe(`Unexpected answer from ${server.url}, expected Meilisearch there`)
  })

  test('a given server that goes is missed, and used again when it is back', async () => {
    let isUp = false
    const server = await aServer((url, respond) => {
      if (!isUp) return respond(503, '')
      if (url.startsWith('/version')) return respond(200, { pkgVersion: '1.30.0' })
      if (url.startsWith('/health')) return respond(200, { status: 'available' })
      return respond(200, { results: [], key: 'for searching' })
    })
    const kept = keep({
      given: { url: server.url, key: 'k' },
      pace: { lookEveryMs: 20, lookTimeoutMs: 200 },
    })
    await waitFor(() => kept.state()?.problem, patience)
    isUp = true
    await untilReady(kept)
    expect(kept.state()?.server).toMatchObject({ searchKey: 'for searching', version: '1.30.0' })
    isUp = false
    await waitFor(() => (kept.state()?.server === undefined ? true : undefined), patience)
    isUp = true
    await untilReady(kept, 2)
  })

  test('nobody at the address is said plainly', async () => {
    const server = await aServer((_, respond) => respond(200, ''))
    server.close()
    const kept = keep({ given: { url: server.url } })
    const problem = await waitFor(() => kept.state()?.problem, patience)
    expect(problem.message).toMatch(/^Unexpected silence of Meilisearch at .*ECONNREFUSED/u)
  })
})

type Respond = (status: number, body: object | string) => void

/** An HTTP server that is no Meilisearch, closed after the test. */
async function aServer(answer: (url: string, respond: Respond) => void) {
  const server: Server = createServer((request, response) => {
    answer(request.url ?? '', (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  onTestFinished(close)
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}
