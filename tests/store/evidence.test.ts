// Quotations before a real archive: what becomes of them in the store, in the lock and on pages.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { createArchive } from '#archive'
import { checkEvidence, fingerprintContent, indexContent } from '#ingest'
import { findEdition, findThread, type Store } from '#store'
import { addMail } from '../support/archives.ts'
import { aContentFolder, type ContentFolder, firstThread } from '../support/content-folder.ts'
import { aDiff, aMail } from '../support/mail.ts'
import { aStore, projectRoot } from '../support/stores.ts'

const quoted = 'A list was fine for ten files. It is not fine for ten thousand.'
const citedId = '20300102100000.hashtable@example.org'
const slug = 'hashing-directories'
const key = `${slug}#position-alice-hashtable`

function cited(body: string, headers: Record<string, string> = {}) {
  return aMail({
    headers: { From: 'Alice <alice@example.org>', 'Message-ID': `<${citedId}>`, ...headers },
    body,
  })
}

const goodMail = cited(
  `Hello,\n\nA list was fine for ten files.\nIt is not fine for ten\nthousand.\n`,
)

function index(store: Store, { folder }: ContentFolder, on = '2030-02-01') {
  const now = new Date(`${on}T10:00:00Z`)
  return indexContent(store, { root: projectRoot, contentFolder: folder, now })
}

async function findPosition(store: Store) {
  return (await findThread(store, slug))?.entry.positions[0]
}

const lockFile = ({ folder }: ContentFolder) => path.join(folder, 'evidence.lock.json')
const readLock = (content: ContentFolder) => readFileSync(lockFile(content), 'utf8')

async function check(content: ContentFolder, store?: Store) {
  const { files, judged } = await checkEvidence(content.folder, { store, today: '2030-02-01' })
  const messages = files.flatMap((file) => file.messages.map(String))
  const judgement = judged?.find(({ quote }) => quote.slug === slug)?.judgement
  return { messages, judgement, isFatal: files.some((file) => file.messages.some((m) => m.fatal)) }
}

describe('a quotation whose message is held', () => {
  test('is verified, with its lines, and links into the archive', async () => {
    const store = aStore()
    const content = aContentFolder()
    await addMail(store, [goodMail])
    expect(await index(store, content)).toMatchObject({
      kind: 'stored',
      quotes: { compared: 1, wrong: 0, locked: 0 },
    })
    expect(await findPosition(store)).toMatchObject({
      evidence: 'verified',
      verdict: { messageId: citedId, lines: [3, 5], on: '2030-02-01', heldOn: 'linux-test' },
    })
    const page = await findThread(store, slug)
    expect(page?.entry.messages[0]?.heldOn).toBe('linux-test')
  })

  test('is edited where its words differ, and the difference is kept', async () => {
    const store = aStore()
    const content = aContentFolder()
    await addMail(store, [
      cited('A list was good for ten files. It is not fine for ten thousand.\n'),
    ])
    await index(store, content)
    const position = await findPosition(store)
    expect(position).toMatchObject({ evidence: 'edited', verdict: { found: 'edited' } })
    expect(position?.verdict?.changes).toEqual([
      { in: 'both', words: 'A list was' },
      { in: 'message', words: 'good' },
      { in: 'quote', words: 'fine' },
      { in: 'both', words: 'for ten files. It is not fine for ten thousand.' },
    ])
    const { messages, isFatal } = await check(content, store)
    expect(isFatal).toBe(false)
    expect(messages).toContainEqual(expect.stringContaining('its line 1: [-good-] {+fine+}'))
  })

  test('is taken up when its mail arrives after the content was indexed', async () => {
    const store = aStore()
    const content = aContentFolder()
    await index(store, content)
    expect(await findPosition(store)).toMatchObject({ evidence: 'read' })
    await addMail(store, [aMail()])
    expect(await index(store, content)).toMatchObject({ kind: 'unchanged' })
    await addMail(store, [aMail(), goodMail])
    expect(await index(store, content)).toMatchObject({ kind: 'stored' })
    expect(await findPosition(store)).toMatchObject({ evidence: 'verified' })
    expect(await index(store, content)).toMatchObject({ kind: 'unchanged' })
    const edition = await fingerprintContent(store, {
      root: projectRoot,
      contentFolder: content.folder,
    })
    expect(findEdition(store)?.digest).toBe(edition)
  })
})

describe('a quotation of the wrong message', () => {
  test('is refused, and the right one is named with its place', async () => {
    const store = aStore()
    const content = aContentFolder()
    await addMail(store, [
      cited('Something else altogether stands in this message, not a word of it.\n'),
      aMail({
        headers: { 'Message-ID': '<right@example.org>', References: `<${citedId}>` },
        body: `First.\n${quoted}\n`,
      }),
    ])
    const { messages, isFatal } = await check(content, store)
    expect(isFatal).toBe(true)
    expect(messages).toEqual([
      expect.stringMatching(
        /hashing-directories\.md:35:13-35:29: Unexpected words in `20300102100000\.hashtable@example\.org`, expected `right@example\.org`, where they are line 2 \(on linux-test\)/u,
      ),
    ])
  })

  test('is seen also where the cited message only quotes the words', async () => {
    const store = aStore()
    const content = aContentFolder()
    await addMail(store, [
      aMail({ headers: { 'Message-ID': '<right@example.org>' }, body: `${quoted}\n` }),
      cited(`> ${quoted}\n\nNo.\n`, { References: '<right@example.org>' }),
    ])
    const { messages } = await check(content, store)
    expect(messages).toEqual([
      expect.stringContaining(
        'which only quotes them in line 1 from somebody else, expected `right@example.org`',
      ),
    ])
    await index(store, content)
    expect(await findPosition(store)).toMatchObject({ evidence: 'unchecked' })
    expect((await findPosition(store))?.verdict).toBeUndefined()
  })

  test('whose words are nowhere is refused as well', async () => {
    const store = aStore()
    const content = aContentFolder()
    await addMail(store, [cited('Nothing here resembles what the entry claims was written.\n')])
    const { judgement, isFatal } = await check(content, store)
    expect(isFatal).toBe(true)
    expect(judgement).toEqual({ kind: 'absent', cited: citedId, list: 'linux-test' })
  })
})

describe('the lock', () => {
  async function locked() {
    const store = aStore()
    const content = aContentFolder()
    await addMail(store, [goodMail])
    await index(store, content)
    return { store, content }
  }

  test('is not written where nothing was compared', async () => {
    const content = aContentFolder()
    await index(aStore(), content)
    expect(existsSync(lockFile(content))).toBe(false)
  })

  test('is the same however often and whenever it is written', async () => {
    const { content } = await locked()
    const before = readLock(content)
    const other = aStore()
    await addMail(other, [goodMail])
    await index(other, content, '2031-01-01')
    expect(readLock(content)).toBe(before)
    expect(JSON.parse(before)).toMatchObject({
      version: 1,
      verdicts: { [key]: { found: 'verified', message: citedId, lines: [3, 5], on: '2030-02-01' } },
    })
  })

  test('answers on a machine without the mail', async () => {
    const { content } = await locked()
    const store = aStore()
    expect(await index(store, content)).toMatchObject({ quotes: { compared: 0, locked: 1 } })
    const position = await findPosition(store)
    expect(position).toMatchObject({ evidence: 'verified', verdict: { on: '2030-02-01' } })
    expect(position?.verdict?.heldOn).toBeUndefined()
    expect((await check(content)).judgement?.kind).toBe('locked')
  })

  test('says nothing of words that were changed since, and says that it is stale', async () => {
    const { content } = await locked()
    content.edit(firstThread, 'fine for ten files', 'fine for six files')
    const store = aStore()
    await index(store, content)
    expect(await findPosition(store)).toMatchObject({ evidence: 'read' })
    const { messages, isFatal } = await check(content)
    expect(isFatal).toBe(false)
    expect(messages).toEqual([expect.stringContaining('Unexpected verdict of 2030-02-01')])
    // Whoever has the mail decides; until then the verdict stays.
    expect(readLock(content)).toContain(key)
  })

  test('is brought up to date where the message changed', async () => {
    const { content } = await locked()
    const store = aStore()
    await addMail(store, [cited(`Dear all,\n\n\n${quoted}\n`)])
    await index(store, content, '2030-03-01')
    expect(JSON.parse(readLock(content))).toMatchObject({
      verdicts: { [key]: { lines: [4, 4], on: '2030-03-01' } },
    })
  })

  test('forgets a verdict that turns out wrong, and entries that are gone', async () => {
    const { content } = await locked()
    const store = aStore()
    await addMail(store, [cited('Quite another text, by whoever it was, without those words.\n')])
    await index(store, content)
    expect(readLock(content)).not.toContain(key)
  })

  test('that is no lock is an error with a hint, and nothing is written', async () => {
    const { content } = await locked()
    for (const text of ['<<<<<<< ours\n', '{"version":2,"verdicts":{}}', '[]']) {
      writeFileSync(lockFile(content), text)
      await expect(index(aStore(), content)).rejects.toMatchObject({
        name: 'EvidenceLockUnreadable',
        hint: expect.stringContaining('patchlore index'),
      })
      expect(readLock(content)).toBe(text)
    }
  })
})

describe('the page of a message', () => {
  test('has the position in its margin and in its head, and an anchor for each line', async () => {
    const store = aStore()
    await addMail(store, [goodMail])
    await index(store, aContentFolder())
    const archive = createArchive({ store: () => store, siteUrl: 'https://patchlore.example' })
    const alone = String((await archive.answer(`/linux-test/${citedId}/`)).body)
    expect(alone).toContain('<span id="L1">Hello,\n</span>')
    expect(alone).toMatch(
      /<span class="marks"><a class="said s-proposes" href="\/threads\/hashing-directories#position-alice-hashtable"[^>]*>◆<\/a><\/span><span id="L3" class="cited">A list was/u,
    )
    expect(alone).toContain('<span id="L5" class="cited">thousand.\n</span>')
    expect(alone).toContain('(<a href="#L3">line 3</a>)')
    const thread = String((await archive.answer(`/linux-test/${citedId}/T/`)).body)
    expect(thread).toContain('<span class="cited">A list was')
    expect(thread).not.toContain('id="L1"')
  })

  test('that no entry names has neither', async () => {
    const store = aStore()
    await addMail(store, [aMail()])
    const archive = createArchive({ store: () => store, siteUrl: 'https://patchlore.example' })
    const text = String((await archive.answer('/linux-test/hello@example.org/')).body)
    expect(text).not.toContain('In entries')
    expect(text).not.toContain('class="marks"')
  })
})

describe('a message that an editor hangs elsewhere', () => {
  const answer = aMail({
    headers: {
      'Message-ID': '<answer@example.org>',
      Subject: 'my view',
      Date: 'Wed, 2 Jan 2030 12:00:00 +0000',
    },
    body: 'No.\n',
  })

  async function corrected(mail: readonly Uint8Array[]) {
    const store = aStore()
    const content = aContentFolder()
    content.edit(
      firstThread,
      '    says: A directory',
      `    says: A directory with many entries is slow.
  - key: alice-again
    message-id: answer@example.org
    from: alice-example
    date: 2030-01-02T12:00:00Z
    known: read
    answers: alice-v1
    says: A directory`,
    )
    await addMail(store, mail)
    const result = await index(store, content)
    expect(result.kind).toBe('stored')
    const archive = createArchive({ store: () => store, siteUrl: 'https://patchlore.example' })
    return async (path: string) => String((await archive.answer(path)).body)
  }

  test('hangs there, with the thread it moved to, and says why', async () => {
    const get = await corrected([goodMail, answer])
    const text = await get('/linux-test/answer@example.org/')
    expect(text).toContain(
      `<a rel="up" href="/linux-test/${citedId}/">${citedId}</a> (an editor hung it there; see the entry)`,
    )
    expect(text).toMatch(/` <b id="r">my view {2}Ann Author<\/b> \[this message\]/u)
  })

  test('stands on the page of the thread it moved to, without those it stood among', async () => {
    const others = ['<before@example.org>', '<after@example.org>'].map((id) =>
      aMail({
        headers: {
          'Message-ID': id,
          Subject: `a view of ${id}`,
          Date: 'Wed, 2 Jan 2030 11:00:00 +0000',
          References: id.includes('after') ? '<answer@example.org>' : '',
        },
      }),
    )
    const moved = aMail({
      headers: {
        'Message-ID': '<answer@example.org>',
        Subject: 'my view',
        Date: 'Wed, 2 Jan 2030 12:00:00 +0000',
        References: '<before@example.org>',
      },
    })
    const get = await corrected([goodMail, ...others, moved])
    const thread = await get(`/linux-test/${citedId}/T/`)
    expect(thread).toContain('href="/linux-test/answer@example.org/">my view</a>')
    expect(thread).toContain('href="/linux-test/after@example.org/">')
    expect(thread).not.toContain('before@example.org')
    const left = await get('/linux-test/before@example.org/T/')
    expect(left).toContain('href="/linux-test/answer@example.org/">my view</a>')
  })

  test('is a revision of what it hangs from, where both are patches of one sender', async () => {
    const patch = (id: string, subject: string, hour: number) =>
      aMail({
        headers: {
          'Message-ID': `<${id}>`,
          Subject: subject,
          Date: `Wed, 2 Jan 2030 ${hour}:00:00 +0000`,
        },
        body: aDiff,
      })
    const get = await corrected([
      patch(citedId, '[PATCH] one', 10),
      patch('answer@example.org', '[PATCH] entirely other words', 12),
    ])
    for (const id of [citedId, 'answer@example.org'])
      expect(await get(`/linux-test/${id}/series/`)).toContain('; an editor hung it there')
  })

  test('hangs from a ghost where the archive does not have what it answers', async () => {
    const get = await corrected([answer])
    expect(await get('/linux-test/answer@example.org/T/')).toContain(`[not found] ${citedId}`)
  })
})
