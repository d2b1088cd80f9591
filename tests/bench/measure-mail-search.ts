// How fast a boolean search of archived mail is: generated messages in a store of their own, asked as
// readers of lore ask, without any page around it.

import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openSearch } from '#search'
import { closeStore, type MailText, migrate, openMailWriter, openStore, type Store } from '#store'
import { root } from '../support/site.ts'
import { createRandom, identifiers, pick, type Random, words } from './generate-documents.ts'
import { toPercentile } from './statistics.ts'
import { drawTable, formatMs } from './table.ts'

export interface MailSearchFigures {
  readonly messages: number
  readonly p50Ms: number
  readonly p95Ms: number
  /** How many messages a query found, in the median. */
  readonly found: number
}

const messagesWanted = 100_000
const batchSize = 500
const queriesWanted = 400
const seed = 20_261_126

export async function measureMailSearch(): Promise<MailSearchFigures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'patchlore-bench-'))
  const store = openStore(path.join(folder, 'patchlore.db'))
  try {
    migrate(store, path.join(root, 'prisma/migrations'))
    fill(store)
    const search = openSearch({ store: () => store, log: () => {} })
    const random = createRandom(seed + 1)
    const times: number[] = []
    const totals: number[] = []
    const { signal } = new AbortController()
    for (let query = 0; query < queriesWanted; query += 1) {
      const text = toQuery(random)
      const started = performance.now()
      const found = await search.ofList(
        { list: 'generated', text, order: 'newest', offset: 0, limit: 50 },
        signal,
      )
      // The first ones find what is read once.
      if (query >= 20) times.push(performance.now() - started)
      totals.push(found.kind === 'found' ? found.total : 0)
    }
    return {
      messages: messagesWanted,
      p50Ms: toPercentile(times, 50),
      p95Ms: toPercentile(times, 95),
      found: toPercentile(totals, 50),
    }
  } finally {
    await closeStore(store)
    await rm(folder, { recursive: true, force: true })
  }
}

function fill(store: Store): void {
  const random = createRandom(seed)
  const writer = openMailWriter(store, { list: 'generated', place: 'bench' })
  for (let first = 0; first < messagesWanted; first += batchSize) {
    writer.write({
      arrivals: Array.from({ length: batchSize }, (_, at) => toArrival(random, first + at)),
      departed: [],
      position: String(first),
      removesUnseen: false,
    })
  }
}

function toArrival(random: Random, number: number) {
  const some = (count: number) => Array.from({ length: count }, () => pick(random, words)).join(' ')
  const person = `Person ${words[Math.floor(random() * 400)]}`
  const raw = Buffer.from(`Subject: ${number}\n\n`)
  const isPatch = number % 3 === 0
  const text: MailText = {
    subject: `${isPatch ? '[PATCH] ' : 'Re: '}${pick(random, identifiers)}: ${some(5)}`,
    from: `${person} <${number % 400}@generated.example>`,
    to: 'generated@lists.example',
    cc: `Person ${words[Math.floor(random() * 400)]}`,
    attachments: '',
    words: some(60),
    quoted: isPatch ? '' : some(60),
    diffFiles: isPatch ? `mm/${words[Math.floor(random() * 500)]}.c` : '',
    diffFunctions: isPatch ? pick(random, identifiers) : '',
    diffRemoved: isPatch ? some(10) : '',
    diffAdded: isPatch ? some(20) : '',
    diffContext: isPatch ? some(30) : '',
    diffOldBlobs: '',
    diffNewBlobs: '',
  }
  const digest = createHash('sha256').update(String(number)).digest()
  return {
    key: digest,
    message: {
      messageId: `${number}@generated.example`,
      subject: text.subject,
      fromName: person,
      fromAddress: `${number % 400}@generated.example`,
      sentMs: Date.UTC(2000, 0) + number * 8_000_000,
      receivedMs: undefined,
      references: isPatch ? [] : [`${number - (number % 3)}@generated.example`],
      parentFrom: isPatch ? undefined : ('references' as const),
      hasDiff: isPatch,
      changeId: '',
      patchIds: [],
      digest,
      raw,
      document: {
        from: [],
        to: [],
        cc: [],
        otherMessageIds: [],
        dateText: '',
        listIds: [],
        parts: [],
        faults: [],
      },
      text,
    },
  }
}

/** As readers of lore ask: fields, dates, and words that must or may not be there. */
function toQuery(random: Random): string {
  const wanted = words.slice(100)
  const word = () => pick(random, wanted)
  const ways = [
    () => `${word()} ${word()}`,
    () => `(${word()} OR ${word()}) NOT ${word()}`,
    () => `nq:${word()} d:2010-01-01..2015-12-31`,
    () => `f:${words[Math.floor(random() * 400)]} ${word()}`,
    () => `dfn:mm/${words[Math.floor(random() * 500)]}.c dfb:${word()}`,
    () => `s:${pick(random, identifiers)}`,
    () => `q:${word()} -nq:${word()} d:2012..`,
    () => `dfhh:${pick(random, identifiers)} OR dfa:${word()}`,
  ]
  return (ways[Math.floor(random() * ways.length)] ?? word)()
}

export function drawMailSearch({ messages, p50Ms, p95Ms, found }: MailSearchFigures): string {
  return drawTable(
    'Boolean searches of generated mail, newest first, without a page around them',
    ['messages', 'p50', 'p95', 'found in the median'],
    [[messages, formatMs(p50Ms), formatMs(p95Ms), found]],
  )
}
