// Archives of every kind into a real store. That it is the same store however often, from wherever
// and after whatever accident it is filled, is what an archive is for.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type ImportReport, importMail } from '#ingest'
import { buildThreadTree, toMboxrd } from '#mail'
import {
  findGhost,
  findMailEdition,
  findMessages,
  listMailLists,
  listNewestMessages,
  listThreadMessages,
  readMessageDocument,
  readMessageRaw,
  type Store,
  searchMail,
} from '#store'
import { aMail, inManyOrders } from '../support/mail.ts'
import { writeBundle, writeV1, writeV2 } from '../support/public-inbox.ts'
import { aFolder, aStore, openAgain, projectRoot } from '../support/stores.ts'

const list = 'test-list'

function numbered(at: number, body = `Message number ${at}.\n`): Buffer {
  return aMail({
    headers: {
      'Message-ID': `<m${at}@example.org>`,
      Subject: `message ${at}`,
      ...(at > 0 && { References: `<m${at - 1}@example.org>` }),
    },
    body,
  })
}

const mails = [0, 1, 2, 3, 4].map((at) => numbered(at))

async function importAll(store: Store, ...paths: readonly string[]): Promise<ImportReport> {
  return await importMail(store, { paths, list })
}

/** The bytes of every message of the list, by name. */
function readAll(store: Store): Readonly<Record<string, string>> {
  return Object.fromEntries(
    listNewestMessages(store, { list, limit: 100_000 }).map(({ id, messageId }) => [
      messageId,
      readMessageRaw(store, id).toString(),
    ]),
  )
}

const expected = (from: readonly Buffer[]) =>
  Object.fromEntries(
    from.map((raw) => [/<(m\d+@[^>]+)>/u.exec(raw.toString())?.[1] ?? '', raw.toString()]),
  )

function toMbox(messages: readonly Buffer[]): Buffer {
  return Buffer.concat(messages.map((raw) => toMboxrd(raw)))
}

/** Writes the messages as one kind of archive; returns its path. */
const writers: Readonly<Record<string, (messages: readonly Buffer[]) => string>> = {
  mbox: (messages) => {
    const file = path.join(aFolder(), 'list.mbox')
    writeFileSync(file, toMbox(messages))
    return file
  },
  'mbox.gz': (messages) => {
    const file = path.join(aFolder(), 'list.mbox.gz')
    writeFileSync(file, gzipSync(toMbox(messages)))
    return file
  },
  Maildir: (messages) => {
    const folder = aFolder()
    for (const part of ['cur', 'new', 'tmp']) mkdirSync(path.join(folder, part))
    for (const [at, raw] of messages.entries()) {
      writeFileSync(path.join(folder, at % 2 === 0 ? 'cur' : 'new', `100${at}.host:2,S`), raw)
    }
    return folder
  },
  'folder of .eml': (messages) => {
    const folder = aFolder()
    for (const [at, raw] of messages.entries()) writeFileSync(path.join(folder, `${at}.eml`), raw)
    return folder
  },
  'public-inbox v2': (messages) => {
    const folder = path.join(aFolder(), 'list.git')
    writeV2(
      folder,
      messages.map((adds) => ({ adds })),
    )
    return folder
  },
  'public-inbox v2 in epochs': (messages) => {
    const folder = aFolder()
    const half = Math.ceil(messages.length / 2)
    for (const [epoch, part] of [messages.slice(0, half), messages.slice(half)].entries()) {
      const steps = part.map((adds) => ({ adds }))
      if (steps.length > 0) writeV2(path.join(folder, 'git', `${epoch}.git`), steps)
    }
    return folder
  },
  'public-inbox v1': (messages) => {
    const folder = path.join(aFolder(), 'list.git')
    writeV1(
      folder,
      messages.map((adds) => ({ adds })),
    )
    return folder
  },
  bundle: (messages) => {
    const folder = path.join(aFolder(), 'list.git')
    writeV2(
      folder,
      messages.map((adds) => ({ adds })),
    )
    const file = path.join(aFolder(), 'list.bundle')
    writeBundle(folder, file)
    return file
  },
}

describe.each(Object.keys(writers))('from %s', (kind) => {
  const write = writers[kind] ?? (() => '')

  test('every byte of every message arrives', async () => {
    const store = aStore()
    const report = await importAll(store, write(mails))
    expect(report).toMatchObject({ read: 5, added: 5, duplicates: 0, removed: 0, faults: [] })
    expect(readAll(store)).toEqual(expected(mails))
  })

  test('a second import reads nothing and changes nothing', async () => {
    const store = aStore()
    const place = write(mails)
    await importAll(store, place)
    const edition = findMailEdition(store)
    expect(await importAll(store, place)).toMatchObject({ read: 0, added: 0, removed: 0 })
    expect(findMailEdition(store)).toBe(edition)
    expect(readAll(store)).toEqual(expected(mails))
  })
})

test('a single .eml is an archive of one', async () => {
  const store = aStore()
  const file = path.join(aFolder(), 'one.eml')
  writeFileSync(file, numbered(0))
  expect(await importAll(store, file)).toMatchObject({ added: 1 })
})

describe('what is new', () => {
  test('in an mbox that grew is added, the rest is not read again', async () => {
    const store = aStore()
    const file = path.join(aFolder(), 'list.mbox')
    writeFileSync(file, toMbox(mails.slice(0, 3)))
    await importAll(store, file)
    writeFileSync(file, toMbox(mails))
    expect(await importAll(store, file)).toMatchObject({ read: 2, added: 2, kept: 3 })
  })

  test('in a repository that grew is added, the rest is not looked at', async () => {
    const store = aStore()
    const folder = path.join(aFolder(), 'list.git')
    const steps = mails.map((adds) => ({ adds }))
    writeV2(folder, steps.slice(0, 3))
    await importAll(store, folder)
    writeV2(folder, steps)
    expect(await importAll(store, folder)).toMatchObject({ read: 2, added: 2, kept: 0 })
    expect(readAll(store)).toEqual(expected(mails))
  })

  test('in a Maildir whose mail was read meanwhile is only what was delivered', async () => {
    const store = aStore()
    const folder = writers.Maildir?.(mails.slice(0, 2)) ?? ''
    await importAll(store, folder)
    renameSync(path.join(folder, 'new/1001.host:2,S'), path.join(folder, 'cur/1001.host:2,RS'))
    writeFileSync(path.join(folder, 'new/2000.host'), numbered(2))
    expect(await importAll(store, folder)).toMatchObject({ read: 1, added: 1, kept: 2, removed: 0 })
  })
})

describe('what the archive removed is removed', () => {
  const gone = 'm2@example.org'
  const rest = mails.filter((_, at) => at !== 2)

  async function expectRemoved(store: Store, report: ImportReport) {
    expect(report).toMatchObject({ added: 0, removed: 1 })
    expect(readAll(store)).toEqual(expected(rest))
    // Its name is still mentioned, so it is a ghost now, and its words are found no more.
    expect(findMessages(store, { list, messageId: gone })).toEqual([])
    expect(findGhost(store, { list, messageId: gone })).toBeDefined()
    const words = { words: ['number', '2'], isPrefix: false }
    const condition = { kind: 'text', fields: [], term: words } as const
    const options = { order: 'newest', offset: 0, limit: 9 } as const
    expect(searchMail(store, condition, options).total).toBe(0)
    const blocks = store.sqlite.prepare('SELECT count(*) AS count FROM MailBlock').get()
    expect(blocks).toEqual({ count: 1 })
  }

  test('from an mbox', async () => {
    const store = aStore()
    const file = path.join(aFolder(), 'list.mbox')
    writeFileSync(file, toMbox(mails))
    await importAll(store, file)
    writeFileSync(file, toMbox(rest))
    utimesSync(file, 1, 1)
    await expectRemoved(store, await importAll(store, file))
  })

  test('from a Maildir', async () => {
    const store = aStore()
    const folder = writers.Maildir?.(mails) ?? ''
    await importAll(store, folder)
    rmSync(path.join(folder, 'cur/1002.host:2,S'))
    await expectRemoved(store, await importAll(store, folder))
  })

  const removal = mails[2] ?? Buffer.alloc(0)
  test.each([
    ['v2', writeV2],
    ['v1', writeV1],
  ])('from a repository of %s, by a commit that says so', async (_, write) => {
    const store = aStore()
    const folder = path.join(aFolder(), 'list.git')
    const steps = mails.map((adds) => ({ adds }))
    write(folder, steps)
    await importAll(store, folder)
    write(folder, [...steps, { removes: removal }])
    await expectRemoved(store, await importAll(store, folder))
  })

  test('from a repository whose history was rewritten', async () => {
    const store = aStore()
    const folder = path.join(aFolder(), 'list.git')
    writeV2(
      folder,
      mails.map((adds) => ({ adds })),
    )
    await importAll(store, folder)
    writeV2(
      folder,
      rest.map((adds) => ({ adds })),
    )
    await expectRemoved(store, await importAll(store, folder))
  })

  test('but not while another archive still has it', async () => {
    const store = aStore()
    const mbox = writers.mbox?.(mails) ?? ''
    const folder = writers.Maildir?.(mails) ?? ''
    await importAll(store, mbox, folder)
    rmSync(path.join(folder, 'cur/1002.host:2,S'))
    expect(await importAll(store, folder)).toMatchObject({ removed: 0 })
    expect(readAll(store)).toEqual(expected(mails))
  })
})

describe('names', () => {
  test('a message that comes twice is kept once, also from another archive', async () => {
    const store = aStore()
    const twice = [...mails, numbered(1)]
    const report = await importAll(
      store,
      writers.mbox?.(twice) ?? '',
      writers.bundle?.(mails) ?? '',
    )
    expect(report).toMatchObject({ read: 11, added: 5, duplicates: 6, reusedCount: 0 })
  })

  test('what servers added on the way makes no other message', async () => {
    const store = aStore()
    const seen = Buffer.concat([
      Buffer.from('Received: from a by b; now\nX-Spam: no\n'),
      numbered(1),
    ])
    const report = await importAll(store, writers.mbox?.([numbered(1), seen]) ?? '')
    expect(report).toMatchObject({ added: 1, duplicates: 1 })
  })

  test('two messages of one name are both kept, and reported', async () => {
    const store = aStore()
    const other = numbered(1, 'Entirely other words.\n')
    const report = await importAll(store, writers.mbox?.([numbered(1), other]) ?? '')
    expect(report).toMatchObject({
      added: 2,
      reusedCount: 1,
      reused: [{ messageId: 'm1@example.org' }],
    })
    const both = findMessages(store, { list, messageId: 'm1@example.org' })
    expect(both.map(({ id }) => readMessageRaw(store, id).toString()).sort()).toEqual(
      [numbered(1), other].map(String).sort(),
    )
  })

  test('faults are counted by kind, with their place', async () => {
    const store = aStore()
    const odd = aMail({ headers: { 'Message-ID': '', Date: 'never' } })
    const report = await importAll(store, writers.mbox?.([numbered(0), odd]) ?? '')
    expect(report.faults.map(({ kind, count }) => [kind, count])).toEqual([
      ['message-id-missing', 1],
      ['date-unparsable', 1],
    ])
    expect(report.faults[1]?.examples[0]).toMatchObject({
      place: expect.stringMatching(/^list\.mbox:\d+$/u),
      detail: 'never',
      messageId: expect.stringContaining('@no-message-id.invalid'),
    })
  })
})

test('threads are the same in any order of arrival, and a removed link parts them', async () => {
  const drawings = new Set<string>()
  for (const order of inManyOrders(mails)) {
    const store = aStore()
    await importAll(store, writers.mbox?.(order) ?? '')
    const [first] = findMessages(store, { list, messageId: 'm0@example.org' })
    const nodes = buildThreadTree(listThreadMessages(store, first?.threadId ?? 0))
    drawings.add(nodes.map(({ messageId, depth }) => `${depth} ${messageId}`).join('\n'))
    expect(listMailLists(store)).toMatchObject([{ messages: 5, threads: 1 }])
  }
  expect([...drawings]).toEqual([
    '0 m0@example.org\n1 m1@example.org\n2 m2@example.org\n3 m3@example.org\n4 m4@example.org',
  ])

  const store = aStore()
  const file = path.join(aFolder(), 'list.mbox')
  writeFileSync(file, toMbox(mails))
  await importAll(store, file)
  writeFileSync(file, toMbox(mails.filter((_, at) => at !== 2)))
  await importAll(store, file)
  // m2 is a ghost below nothing now: m3 names it, and nothing says that it answered m1.
  expect(listMailLists(store)).toMatchObject([{ messages: 4, threads: 2 }])
})

test('what a page shows of a message comes out as it was read', async () => {
  const store = aStore()
  const encoded = aMail({
    headers: {
      'Message-ID': '<m0@example.org>',
      'Content-Type': 'text/plain; charset=iso-8859-1',
      'Content-Transfer-Encoding': 'quoted-printable',
    },
    body: 'gr=FCn\n',
  })
  await importAll(store, writers.mbox?.([encoded, numbered(1, 'grün\n')]) ?? '')
  const texts = ['m0@example.org', 'm1@example.org'].map((messageId) => {
    const [row] = findMessages(store, { list, messageId })
    return readMessageDocument(store, row?.id ?? 0).parts[0]?.text
  })
  expect(texts).toEqual(['grün\n', 'grün\n'])
})

test.each([
  ['nothing at all', () => path.join(aFolder(), 'nothing')],
  ['an empty folder', () => aFolder()],
  [
    'a file that is no mail',
    () => {
      const file = path.join(aFolder(), 'x.bin')
      writeFileSync(file, Buffer.from([0, 1, 2, 3]))
      return file
    },
  ],
])('%s is refused with a hint', async (_, place) => {
  await expect(importAll(aStore(), place())).rejects.toMatchObject({ name: 'ArchiveUnreadable' })
})

test('a truncated .gz keeps what was read and says so', async () => {
  const store = aStore()
  const file = path.join(aFolder(), 'list.mbox.gz')
  const whole = gzipSync(toMbox(Array.from({ length: 4_000 }, (_, at) => numbered(at))))
  writeFileSync(file, whole.subarray(0, whole.length - 2_000))
  await expect(importAll(store, file)).rejects.toThrow('expected gzip')
  writeFileSync(file, whole)
  await importAll(store, file)
  expect(listMailLists(store)).toMatchObject([{ messages: 4_000 }])
})

describe('killed', () => {
  const many = Array.from({ length: 3_000 }, (_, at) => numbered(at))
  const start = (dataFolder: string, place: string): ChildProcess =>
    spawn(
      process.execPath,
      [path.join(projectRoot, 'cli/patchlore.js'), 'import', place, '--list', list],
      { env: { ...process.env, PATCHLORE_DATA: dataFolder }, stdio: 'ignore' },
    )

  test.each(['mbox', 'public-inbox v2'])(
    'in the middle of %s, an import goes on without loss or duplicates',
    async (kind) => {
      const place = writers[kind]?.(many) ?? ''
      const dataFolder = aFolder()
      const first = aStore(path.join(dataFolder, 'patchlore.db'))
      const child = start(dataFolder, place)
      const ended = once(child, 'exit')
      const count = () =>
        (first.sqlite.prepare('SELECT count(*) AS count FROM Message').get() as { count: number })
          .count
      while (count() === 0 && child.exitCode === null) {
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      child.kill('SIGKILL')
      await ended
      const store = openAgain(path.join(dataFolder, 'patchlore.db'))
      const before = count()
      const report = await importAll(store, place)
      expect(report.added).toBe(3_000 - before)
      expect(readAll(store)).toEqual(expected(many))
    },
    120_000,
  )
})
