// Content of any size for benchmarks and for tests that need a site of their own.
// The same count gives the same bytes: there is a seed and no clock.

import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

export interface GeneratedContent {
  readonly threads: number
  readonly people: number
  readonly topics: number
  readonly sources: number
  readonly positions: number
  readonly bytes: number
}

const positionsPerThread = 8
const topicsMax = 24
const sectionTitles = ['The problem', 'What was proposed', 'The argument', 'What came later']

/** Writes a `content/` folder with so many threads, and people, topics and sources to match. */
export async function generateContent(folder: string, threads: number): Promise<GeneratedContent> {
  const people = Math.max(8, Math.ceil(threads / 5))
  const topics = Math.min(topicsMax, threads * 2)
  const files = new Map<string, string>()
  for (let number = 0; number < people; number += 1) {
    files.set(`people/${toPersonSlug(number)}.md`, toPersonFile(number))
  }
  for (let number = 0; number < topics; number += 1) {
    files.set(`topics/topic-${number}.md`, toTopicFile(number))
  }
  for (let number = 0; number < threads; number += 1) {
    files.set(`threads/${toThreadSlug(number)}.md`, toThreadFile({ number, people, topics }))
  }
  const sources = Array.from({ length: threads }, (_, number) => toSourceEntries(number))
  files.set('sources.yaml', sources.join('\n'))

  for (const kind of ['people', 'topics', 'threads']) {
    await mkdir(path.join(folder, kind), { recursive: true })
  }
  for (const [name, text] of files) await writeFile(path.join(folder, name), text)
  return {
    threads,
    people,
    topics,
    sources: threads * 3,
    positions: threads * positionsPerThread,
    bytes: [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0),
  }
}

export function toThreadSlug(number: number): string {
  return `generated-thread-${number}`
}

export function toPersonSlug(number: number): string {
  return `person-${number}`
}

function toPersonFile(number: number): string {
  return `---
name: Person Number${number}
sort-name: Number${number}, Person
aliases: [pn${number}]
---
`
}

function toTopicFile(number: number): string {
  const dice = createDice(number + 7)
  return `---
title: Topic ${number}
aliases: [alias-${number}]
summary: ${toSentence(dice, 12)}
---

${toParagraph(dice, 4)}:cite{source="commit-0"}
`
}

function toSourceEntries(number: number): string {
  const commit = toCommit(number)
  return `- id: commit-${number}
  kind: commit
  title: "mm: change number ${number}"
  url: https://git.kernel.org/torvalds/c/${commit}
  author: Person Number${number}
  commit: ${commit}
  known: read

- id: archive-${number}
  kind: mail
  title: "[PATCH] mm: change number ${number}"
  url: https://lkml.iu.edu/hypermail/linux/kernel/generated/${number}.html
  publisher: lkml.iu.edu
  date: ${toDay(number, 0)}
  known: read

- id: article-${number}
  kind: article
  title: "Change number ${number} retold"
  url: https://lwn.net/Articles/${100_000 + number}/
  publisher: LWN
  known: read
`
}

interface ThreadPlan {
  readonly number: number
  /** How many there are to choose from. */
  readonly people: number
  readonly topics: number
}

function toThreadFile({ number, people, topics }: ThreadPlan): string {
  const dice = createDice(number + 1)
  // Neighbours in number argue with one another, so that every person has several threads.
  const cast = Array.from({ length: positionsPerThread }, (_, at) =>
    toPersonSlug((number * 3 + at) % people),
  )
  const isMerged = number % 3 !== 2
  return `---
title: "Change number ${number}: ${toWords(dice, 5)}"
question: ${capitalize(toWords(dice, 10))}?
summary: ${toSentence(dice, 24)}
lists: [${pick(dice, ['linux-kernel', 'linux-mm', 'netdev', 'linux-fsdevel'])}]
subsystems: [${pick(dice, ['mm', 'fs/proc', 'net/core', 'kernel/sched'])}]
topics: [topic-${number % topics}, topic-${(number * 7 + 3) % topics}]
started: ${toDay(number, 0)}
ended: ${toDay(number, 9)}
series:
${['RFC', 'v2', 'v3'].map((label, at) => toRevisionYaml({ number, label, at, by: cast[0] ?? '' }, dice)).join('\n')}
outcome:
  state: ${isMerged ? 'merged' : 'stalled'}
  summary: ${toSentence(dice, 14)}
${isMerged ? `  commit: ${toCommit(number)}\n  release: "${3 + (number % 4)}.${number % 19}"\n` : ''}  evidence: [commit-${number}]
follow-ups:
${[0, 1].map((at) => toFollowUpYaml(number, at, dice)).join('\n')}
messages:
${cast.map((by, at) => toMessageYaml({ number, at, by }, dice)).join('\n')}
unknown:
  - ${toSentence(dice, 12)}
---
${sectionTitles.map((title, section) => toSection({ number, title, section, cast }, dice)).join('')}`
}

function toRevisionYaml(
  { number, label, at, by }: { number: number; label: string; at: number; by: string },
  dice: Dice,
): string {
  return `  - id: ${label.toLowerCase()}
    label: ${label}
    subject: "[PATCH ${label}] mm: change number ${number}"
    on: ${toDay(number, at * 2)}
    by: [${by}]
    sources: [archive-${number}]
    summary: ${toSentence(dice, 12)}
    files: ${1 + roll(dice, 9)}
    insertions: ${1 + roll(dice, 200)}
    deletions: ${roll(dice, 90)}`
}

function toFollowUpYaml(number: number, at: number, dice: Dice): string {
  return `  - id: later-${at}
    title: ${capitalize(toWords(dice, 5))}
    summary: ${toSentence(dice, 16)}
    on: ${2020 + at}
    sources: [commit-${number}]`
}

function toMessageYaml(
  { number, at, by }: { number: number; at: number; by: string },
  dice: Dice,
): string {
  return `  - key: message-${at}
    message-id: generated.${number}.${at}@example.org
    from: ${by}
    date: ${toDay(number, at)}T10:${String(at).padStart(2, '0')}:00Z
    subject: "${at === 0 ? '' : 'Re: '}[PATCH] mm: change number ${number}"
    known: read
    seen-in: archive-${number}
    says: ${toSentence(dice, 14)}`
}

interface SectionPlan {
  readonly number: number
  readonly title: string
  readonly section: number
  readonly cast: readonly string[]
}

function toSection({ number, title, section, cast }: SectionPlan, dice: Dice): string {
  const paragraph = () => `${toParagraph(dice, 4)}:cite{source="archive-${number}"}\n`
  const positions = [section * 2, section * 2 + 1].map((at) =>
    toPosition({ number, at, by: cast[at] ?? '' }, dice),
  )
  return `
## ${title}

${paragraph()}
${positions.join('\n')}
${paragraph()}
${section === 1 || section === 3 ? toFigure(section, dice) : ''}${section === 2 ? toRetelling(number, dice) : ''}`
}

const stanceCycle = [
  'proposes',
  'supports',
  'opposes',
  'asks',
  'informs',
  'supports-if',
  'alternative',
  'supports',
]

function toPosition(
  { number, at, by }: { number: number; at: number; by: string },
  dice: Dice,
): string {
  const answers = at === 0 ? '' : ` answers="position-${at - 1}"`
  return `:::position{#position-${at} by=${by} stance=${stanceCycle[at]} scope=approach on=${toDay(number, at)} role="maintainer of something" source="message-${at}"${answers}}
${toSentence(dice, 18)}

> ${toSentence(dice, 14)}
:::
`
}

function toFigure(section: number, dice: Dice): string {
  const rows = Array.from({ length: 6 }, (_, at) => {
    const before = 10 + roll(dice, 900)
    return `| run ${at} | ${before / 10} s | ${Math.ceil(before * 0.7) / 10} s |`
  })
  return `:::figure{#figure-${section} source="message-0" unit=duration compare="before, after" chart=bars caption="${toSentence(dice, 8)}"}
| run | before | after |
| --- | ---: | ---: |
${rows.join('\n')}
:::
`
}

function toRetelling(number: number, dice: Dice): string {
  return `:::retelling{#retold source="article-${number}" record="message-1"}
> ${toSentence(dice, 16)}

${toSentence(dice, 18)}
:::
`
}

/** The discussion of thread `number` has its own month between 2005 and 2024. */
function toDay(number: number, day: number): string {
  const month = number % 240
  return `${2005 + Math.floor(month / 12)}-${String(1 + (month % 12)).padStart(2, '0')}-${String(1 + day).padStart(2, '0')}`
}

function toCommit(number: number): string {
  return (number * 2_654_435_761 + 1).toString(16).padStart(40, 'a').slice(-40)
}

// Words of the trade, so that search has something to find and to compress.
const words =
  'the a of in to that and for with by from page table stack lock queue tree node list kernel memory allocation reclaim scheduler device driver interface directory entry proc_dir_entry dev_snmp6 THREAD_SIZE_ORDER __alloc_pages_nodemask kmalloc spinlock mutex rcu latency throughput bytes limit overflow frame depth call path caller patch series version review test machine benchmark number result change merge release regression fix cost gain reason question answer list_head rb_node shrink_slab'.split(
    ' ',
  )

/** Numbers that look random and repeat: a linear congruential generator, as in d3-force. */
interface Dice {
  state: number
}

function createDice(seed: number): Dice {
  return { state: (seed * 2_654_435_761) >>> 0 }
}

function roll(dice: Dice, below: number): number {
  dice.state = (Math.imul(dice.state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((dice.state / 2 ** 32) * below)
}

function pick<T extends string>(dice: Dice, choices: readonly T[]): string {
  return choices[roll(dice, choices.length)] ?? ''
}

function toWords(dice: Dice, count: number): string {
  return Array.from({ length: count }, () => pick(dice, words)).join(' ')
}

function toSentence(dice: Dice, count: number): string {
  return `${capitalize(toWords(dice, count))}.`
}

function toParagraph(dice: Dice, sentences: number): string {
  return Array.from({ length: sentences }, () => toSentence(dice, 14)).join(' ')
}

function capitalize(text: string): string {
  // An identifier stays as the kernel writes it: in Markdown, `__` at the start would mean bold.
  return /^[a-z]/u.test(text) ? (text[0] ?? '').toUpperCase() + text.slice(1) : `Here ${text}`
}
