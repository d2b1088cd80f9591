// `content/` with every quotation before the archive: what is wrong becomes a message on the file.

import type { VFile } from 'vfile'
import type { ThreadEntry } from '#domain'
import type { Store } from '#store'
import { type AnchorPlace, type CheckOptions, checkContent } from '../check-content.ts'
import { lockName } from './evidence-lock.ts'
import type { Judgement } from './judge-quote.ts'
import { gatherEvidence, type JudgedQuote, readLockText, toEvidenceLock } from './open-evidence.ts'

export interface CheckedEvidence {
  readonly files: readonly VFile[]
  /** Absent if the content has faults, for then nothing was compared. */
  readonly judged?: readonly JudgedQuote[]
}

/**
 * Checks the content and, if it has no fault, its quotations. Nothing is written.
 * @param store where mail is, if anywhere
 */
export async function checkEvidence(
  folder: string,
  { store, today, ...options }: CheckOptions & { store: Store | undefined; today: string },
): Promise<CheckedEvidence> {
  const lock = toEvidenceLock(await readLockText(folder))
  const { files, corpus, findAnchor } = await checkContent(folder, options)
  if (corpus === undefined) return { files }
  const entries = function* (): Generator<ThreadEntry> {
    for (const { entry } of corpus.threads) yield entry
  }
  const { judged } = gatherEvidence(entries(), { store, lock, today })
  for (const found of judged) {
    const at = findAnchor(found.quote.slug, found.quote.anchor)
    const fault = toFault(found.judgement)
    if (at !== undefined && fault !== undefined) report(at, fault)
  }
  return { files, judged }
}

interface EvidenceFault {
  readonly reason: string
  readonly ruleId: string
  readonly isFatal: boolean
}

function report({ file, place }: AnchorPlace, { reason, ruleId, isFatal }: EvidenceFault): void {
  const message = file.message(reason, {
    // vfile takes either kind of place, but has no one name for both.
    place: place as Extract<AnchorPlace['place'], { start: unknown }>,
    ruleId,
    source: 'patchlore',
  })
  message.fatal = isFatal
  message.url = 'content/README.md#evidence'
}

function toFault(judgement: Judgement): EvidenceFault | undefined {
  switch (judgement.kind) {
    case 'misplaced': {
      const { cited, right, quotedAt } = judgement
      const meant =
        right === undefined
          ? 'expected the message of whoever wrote them, which the archive does not have'
          : `expected \`${right.messageId}\`, where they are line ${right.line} (on ${right.list})`
      const seen =
        quotedAt === undefined
          ? ''
          : `, which only quotes them in line ${quotedAt} from somebody else`
      return {
        reason: `Unexpected words in \`${cited}\`${seen}, ${meant}`,
        ruleId: 'quote-stands-in-its-message',
        isFatal: true,
      }
    }
    case 'absent':
      return {
        reason: `Unexpected words in \`${judgement.cited}\`, expected words of that message: nothing in it is like them (on ${judgement.list})`,
        ruleId: 'quote-stands-in-its-message',
        isFatal: true,
      }
    case 'found':
      if (judgement.verdict.found === 'verified') return undefined
      return {
        reason: `Unexpected words in a quote of \`${judgement.verdict.messageId}\`, expected them as in its line ${judgement.verdict.lines[0]}: ${toDifferences(judgement)}`,
        ruleId: 'quote-is-exact',
        isFatal: false,
      }
    case 'stale':
      return {
        reason: `Unexpected verdict of ${judgement.verdict.on} in ${lockName}, expected one on the words as they are now; index once more where the mail is`,
        ruleId: 'verdict-is-fresh',
        isFatal: false,
      }
    default:
      return undefined
  }
}

const differencesShown = 5

/** e.g. `[-was-] {+is+}`: what the message has, and what the quote has in its place. */
function toDifferences({ verdict }: Extract<Judgement, { kind: 'found' }>): string {
  const differences = (verdict.changes ?? []).flatMap(({ in: where, words }) => {
    if (where === 'both') return []
    return where === 'message' ? `[-${words}-]` : `{+${words}+}`
  })
  const shown = differences.slice(0, differencesShown).join(' ')
  return differences.length > differencesShown ? `${shown} …` : shown
}
