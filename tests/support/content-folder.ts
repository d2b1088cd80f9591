// A content/ folder of a test's own, small and without a fault, for tests that read files.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { aFolder } from './stores.ts'

export interface ContentFolder {
  readonly folder: string
  /** Writes a file, given by its path inside the folder. */
  readonly write: (name: string, text: string) => void
  /** Replaces the first occurrence of a text, which must be there. */
  readonly edit: (name: string, from: RegExp | string, to: string) => void
}

/** Two threads, one person, one topic, one source. */
export function aContentFolder(): ContentFolder {
  const folder = path.join(aFolder(), 'content')
  const toFile = (name: string) => path.join(folder, name)
  const write = (name: string, text: string) => writeFileSync(toFile(name), text)
  const edit = (name: string, from: RegExp | string, to: string) => {
    const before = readFileSync(toFile(name), 'utf8')
    const after = before.replace(from, to)
    if (after === before) throw new Error(`Unexpected content of ${name}, expected ${from}`)
    write(name, after)
  }
  for (const kind of ['threads', 'people', 'topics']) {
    mkdirSync(toFile(kind), { recursive: true })
  }
  for (const [name, text] of Object.entries(files)) write(name, text)
  return { folder, write, edit }
}

/** Breaks the first thread: a state that no outcome has. */
export function breakThread({ edit }: ContentFolder): void {
  edit(firstThread, 'state: under-review', 'state: under-revue')
}

export const firstThread = 'threads/hashing-directories.md'
export const secondThread = 'threads/sorting-directories.md'

function toThread({ title, word }: { title: string; word: string }): string {
  return `---
title: ${title}
question: Should a directory be a ${word}?
summary: A ${word} was proposed and is under review.
lists: [linux-kernel]
subsystems: [fs/example]
topics: [directories]
started: 2030-01-02
series:
  - id: v1
    label: v1
    subject: "[PATCH] example: make the directory a ${word}"
    on: 2030-01-02T10:00:00Z
    by: [alice-example]
    sources: [alice-v1]
    summary: Replaces the list of a directory by a ${word}.
outcome:
  state: under-review
  summary: Nobody has taken the patch yet.
  evidence: [list-archive]
messages:
  - key: alice-v1
    message-id: 20300102100000.${word}@example.org
    from: alice-example
    date: 2030-01-02T10:00:00Z
    known: read
    seen-in: list-archive
    says: A directory with many entries is slow, and a ${word} makes it fast.
---

## The problem

A directory with ten thousand entries takes a second to list.:cite{source="alice-v1"}

:::position{#alice-${word} by=alice-example stance=proposes scope=approach on=2030-01-02 role="author of the patch" source="alice-v1"}
A ${word} makes every lookup equally fast.

> A list was fine for ten files. It is not fine for ten thousand.
:::
`
}

const files = {
  [firstThread]: toThread({ title: 'Hashing directories', word: 'hashtable' }),
  [secondThread]: toThread({ title: 'Sorting directories', word: 'tree' }),
  'people/alice-example.md': `---
name: Alice Example
sort-name: Example, Alice
aliases: [alice]
---
`,
  'topics/directories.md': `---
title: Directories
aliases: [folders]
summary: How a file system finds a name.
---
`,
  'sources.yaml': `- id: list-archive
  kind: mail
  title: "[PATCH] example: make the directory faster"
  url: https://lists.example.org/2030/1
  known: read
`,
}
