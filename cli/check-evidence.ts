// `patchlore check --evidence`: every quotation beside the message it cites, as a table.

import { existsSync } from 'node:fs'
import path from 'node:path'
import pc from 'picocolors'
import { evidenceSigns } from '#domain'
import type { Env } from '#env'
import { checkEvidence, type JudgedQuote } from '#ingest'
import { closeStore, migrate, openStore, type Store } from '#store'
import {
  countFaults,
  createProgress,
  formatAnnotations,
  formatFaults,
  formatSummary,
  listFaults,
  plural,
} from './report.ts'

/** Returns the exit code: 1 if a quote does not stand in the message it cites. */
export async function checkEvidenceCommand(
  env: Env,
  { isJson }: { isJson: boolean },
): Promise<number> {
  const store = openIfThere(env)
  const progress = createProgress('checked')
  try {
    const { files, judged } = await checkEvidence(env.contentFolder, {
      store,
      shownAs: path.relative(process.cwd(), env.contentFolder) || '.',
      today: new Date().toISOString().slice(0, 10),
      onProgress: progress.show,
    }).finally(progress.end)
    const counts = countFaults(files)
    if (isJson) {
      const quotes = (judged ?? []).map(toJsonRow)
      process.stdout.write(
        `${JSON.stringify({ ...counts, faults: listFaults(files), quotes }, null, 2)}\n`,
      )
    } else {
      const faults = formatFaults(files)
      const table = judged === undefined ? '' : formatTable(judged)
      process.stdout.write(`${[table, faults].filter((text) => text !== '').join('\n\n')}\n\n`)
      if (judged !== undefined) process.stdout.write(`${summarize(judged)}\n`)
      process.stdout.write(`${formatSummary(counts)}\n`)
    }
    if (env.isGithubActions && counts.errors + counts.warnings > 0) {
      process.stderr.write(`${formatAnnotations(files)}\n`)
    }
    return counts.errors > 0 ? 1 : 0
  } finally {
    if (store !== undefined) await closeStore(store)
  }
}

/** Checking makes no store: without one there is no mail, and the lock answers. */
function openIfThere(env: Env): Store | undefined {
  if (!existsSync(env.storeFile)) return undefined
  const store = openStore(env.storeFile)
  migrate(store, path.join(env.root, 'prisma/migrations'))
  return store
}

interface Row {
  readonly mark: string
  readonly says: string
  readonly messageId: string
}

function toRow({ quote, judgement }: JudgedQuote): Row {
  switch (judgement.kind) {
    case 'found':
    case 'locked': {
      const { found, lines, messageId, heldOn, on } = judgement.verdict
      const where = heldOn === undefined ? `by the lock, ${on}` : `on ${heldOn}`
      const [first, last] = lines
      const place = first === last ? `line ${first}` : `lines ${first}–${last}`
      return { mark: found, says: `${place}, ${where}`, messageId }
    }
    case 'misplaced':
      return {
        mark: 'wrong',
        says:
          judgement.right === undefined
            ? 'quoted there from another'
            : `see ${judgement.right.messageId}`,
        messageId: judgement.cited,
      }
    case 'absent':
      return { mark: 'wrong', says: 'not in it', messageId: judgement.cited }
    case 'stale':
      return {
        mark: quote.mark,
        says: 'the lock is about other words',
        messageId: judgement.verdict.messageId,
      }
    case 'not-held':
      return judgement.cited === undefined
        ? { mark: quote.mark, says: 'no Message-ID is known', messageId: '' }
        : { mark: quote.mark, says: 'not in the archive here', messageId: judgement.cited }
  }
}

const signs: Readonly<Record<string, string>> = { ...evidenceSigns, wrong: '✗' }
const colors: Readonly<Record<string, (text: string) => string>> = {
  verified: pc.green,
  edited: pc.yellow,
  wrong: pc.red,
}

/** One block an entry, one line a quotation. */
function formatTable(judged: readonly JudgedQuote[]): string {
  const rows = judged.map((found) => ({ ...toRow(found), quote: found.quote }))
  const widthOf = (texts: readonly string[]) => Math.max(0, ...texts.map(({ length }) => length))
  const anchorWidth = widthOf(rows.map(({ quote }) => quote.anchor))
  const saysWidth = widthOf(rows.map(({ says }) => says))
  const slugs = [...new Set(rows.map(({ quote }) => quote.slug))]
  return slugs
    .map((slug) => {
      const lines = rows
        .filter(({ quote }) => quote.slug === slug)
        .map(({ mark, says, messageId, quote }) => {
          const word = (colors[mark] ?? pc.dim)(`${signs[mark]} ${mark.padEnd(9)}`)
          return `  ${word}  ${quote.anchor.padEnd(anchorWidth)}  ${says.padEnd(saysWidth)}  ${pc.dim(messageId)}`.trimEnd()
        })
      return `${pc.underline(slug)}\n${lines.join('\n')}`
    })
    .join('\n')
}

function summarize(judged: readonly JudgedQuote[]): string {
  const marks = judged.map((found) => toRow(found).mark)
  const counts = [...new Set(marks)].sort().map((mark) => {
    return `${marks.filter((other) => other === mark).length} ${mark}`
  })
  return `${plural(judged.length, 'quote')}: ${counts.join(', ') || 'nothing to compare'}.`
}

function toJsonRow(found: JudgedQuote) {
  const { quote, judgement } = found
  const verdict = 'verdict' in judgement ? judgement.verdict : undefined
  return {
    thread: quote.slug,
    anchor: quote.anchor,
    by: quote.by,
    mark: toRow(found).mark,
    state: judgement.kind,
    cites: quote.cites.map(({ messageId }) => messageId),
    verdict: verdict ?? null,
    right: judgement.kind === 'misplaced' ? (judgement.right ?? null) : null,
  }
}
