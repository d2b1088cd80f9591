// Drafts of entries: what a machine may say of a thread, and that nothing else is missing from them.

import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkContent, checkEvidence, scaffoldEntry } from '#ingest'
import type { Store } from '#store'
import { addMail, list, someMail } from '../support/archives.ts'
import { aContentFolder, type ContentFolder } from '../support/content-folder.ts'
import { aMail } from '../support/mail.ts'
import { aStore } from '../support/stores.ts'

const review = aMail({
  headers: {
    'Message-ID': '<verdict@example.org>',
    Subject: 'Re: [PATCH v2 1/2] proc: compare by content',
    From: '"Reviewer, Bob" <bob@example.org>',
    References: '<cover@example.org> <one@example.org>',
    Date: 'Fri, 30 May 2014 09:00:00 +0000',
  },
  body: '> Compare.\n\nI think *this* should go in, __memcmp() and: all of it.\n\nAcked-by: Bob Reviewer <bob@example.org> # for the proc part\nAcked-by: Eve <eve@example.org>\n',
})

async function aScaffold(
  content: ContentFolder,
  {
    store = aStore(),
    mail = [...someMail, review],
    ...options
  }: {
    store?: Store
    mail?: readonly Uint8Array[]
    messageId?: string
    slug?: string
    list?: string
  } = {},
) {
  if (mail.length > 0) await addMail(store, mail)
  const scaffold = await scaffoldEntry(store, {
    contentFolder: content.folder,
    messageId: 'review@example.org',
    ...options,
  })
  return { store, scaffold }
}

function writeFiles({ folder }: ContentFolder, files: ReadonlyMap<string, string>) {
  for (const [name, text] of files) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}

const fill = (text: string) => text.replaceAll(/UNWRITTEN(?:, |: )(.)/gu, (_, first) => first)

async function drafted(content = aContentFolder()) {
  const { store, scaffold } = await aScaffold(content)
  if (scaffold.kind !== 'drafted') throw new Error(`Unexpected ${scaffold.kind}`)
  return {
    content,
    store,
    ...scaffold,
    entry: scaffold.files.get(`threads/${scaffold.slug}.md`) ?? '',
  }
}

describe('a draft', () => {
  test('has the series, the messages, who took part, trailers and words with their lines', async () => {
    const { slug, entry, files } = await drafted()
    expect(slug).toBe('proc-faster-names')
    expect(entry).toContain('# 4 messages by 2 people:')
    expect(entry).toContain('#      2  ann-author: author of the posting')
    expect(entry).toContain('#      2  bob-reviewer: gave Reviewed-by, gave Acked-by')
    expect(entry).toContain('    label: v2\n    subject: "[PATCH v2 0/2] proc: faster names"')
    // 2/2 is not there: a sum of the rest would be wrong.
    expect(entry).not.toContain('insertions:')
    expect(entry).toContain('- `Acked-by` by Bob Reviewer, 2014-05-30 (for the proc part).:cite{')
    expect(entry).not.toContain('Eve')
    expect(entry).toContain('> I think \\*this\\* should go in, \\_\\_memcmp() and: all of it.')
    expect(entry).toContain('`/linux-test/verdict@example.org/#L3`')
    expect([...files.keys()]).toEqual([
      'threads/proc-faster-names.md',
      'people/ann-author.md',
      'people/bob-reviewer.md',
    ])
  })

  test('says nothing of its own: what is no fact is marked, and check names each place', async () => {
    const { content, files, entry } = await drafted()
    writeFiles(content, files)
    const { files: checked } = await checkContent(content.folder)
    const messages = checked.flatMap((file) => file.messages)
    expect(new Set(messages.map(({ ruleId }) => ruleId))).toEqual(new Set(['entry-is-written']))
    const places = entry.split('\n').filter((line) => /^[^#].*UNWRITTEN|^UNWRITTEN/u.test(line))
    expect(messages).toHaveLength(places.length)
    expect(messages.map(({ reason }) => reason)).toContain(
      'Unexpected `UNWRITTEN`, expected words of yours: what happened and how it ended, in one or two sentences.',
    )
  })

  test('is an entry without a fault once its places are written, and its quotes are verified', async () => {
    const { content, store, files } = await drafted()
    writeFiles(content, new Map([...files].map(([name, text]) => [name, fill(text)])))
    const { files: checked, judged } = await checkEvidence(content.folder, {
      store,
      today: '2030-02-01',
    })
    expect(checked.flatMap((file) => file.messages.map(String))).toEqual([])
    const own = judged?.filter(({ quote }) => quote.slug === 'proc-faster-names') ?? []
    expect(own.length).toBeGreaterThan(0)
    expect(own.map(({ judgement }) => judgement.kind)).toEqual(own.map(() => 'found'))
  })

  test('knows people the content knows, by any of their names', async () => {
    const content = aContentFolder()
    content.write(
      'people/bob.md',
      '---\nname: Robert\nsort-name: Robert\naliases: [Bob Reviewer]\n---\n',
    )
    const { files, entry } = await drafted(content)
    expect(files.has('people/bob-reviewer.md')).toBe(false)
    expect(entry).toContain('from: bob\n')
  })

  test('is made beside one that is not yet written, and knows whom that one made', async () => {
    const { content, store, files } = await drafted()
    writeFiles(content, files)
    const { scaffold } = await aScaffold(content, { store, mail: [], slug: 'a-second-look' })
    if (scaffold.kind !== 'drafted') throw new Error(`Unexpected ${scaffold.kind}`)
    expect([...scaffold.files.keys()]).toEqual(['threads/a-second-look.md'])
    expect(scaffold.files.get('threads/a-second-look.md')).toContain('from: bob-reviewer\n')
    expect((await aScaffold(content, { store, mail: [] })).scaffold).toEqual({
      kind: 'slug-is-taken',
      slug: 'proc-faster-names',
    })
  })

  test('of names and words that mean to break it is a draft like any other', async () => {
    const store = aStore()
    const content = aContentFolder()
    const hostile = aMail({
      headers: {
        'Message-ID': '<"`]:x{y}@example.org>',
        From: '=?utf-8?q?=E2=80=AE=22=3Cscript=3E=3A_=7B=7D?= <x@example.org>',
        Subject: '[PATCH] ---: {x}: "y" # :::position{#z} [a](b) <b>',
      },
      body: 'I think we should :::position{#z by=alice} reject [this](x) and *that* _now_ instead.\n',
    })
    const { scaffold } = await aScaffold(content, {
      store,
      mail: [hostile],
      messageId: '"`]:x{y}@example.org',
    })
    if (scaffold.kind !== 'drafted') throw new Error(`Unexpected ${scaffold.kind}`)
    writeFiles(content, new Map([...scaffold.files].map(([name, text]) => [name, fill(text)])))
    const { files } = await checkContent(content.folder)
    expect(files.flatMap((file) => file.messages.map(String))).toEqual([])
  })
})

describe('no draft is made', () => {
  test('of a message nobody has', async () => {
    const { scaffold } = await aScaffold(aContentFolder(), { messageId: 'nobody@example.org' })
    expect(scaffold).toEqual({ kind: 'no-such-message' })
  })

  test('of a message on several lists, until one is chosen', async () => {
    const store = aStore()
    const content = aContentFolder()
    await addMail(store, someMail, { toList: 'other' })
    expect((await aScaffold(content, { store })).scaffold).toEqual({
      kind: 'on-several-lists',
      lists: [list, 'other'],
    })
    const { scaffold } = await aScaffold(content, { store, mail: [], list: 'other' })
    expect(scaffold.kind).toBe('drafted')
  })

  test("while somebody's file cannot be read", async () => {
    const content = aContentFolder()
    content.write('people/bob.md', '---\nname: [Bob\n---\n')
    expect((await aScaffold(content)).scaffold).toEqual({ kind: 'people-are-faulty' })
  })

  test('under the name of an entry', async () => {
    const { scaffold } = await aScaffold(aContentFolder(), { slug: 'hashing-directories' })
    expect(scaffold).toEqual({ kind: 'slug-is-taken', slug: 'hashing-directories' })
  })
})
