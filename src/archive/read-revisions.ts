// The patches of a series as they are in the store, read for comparing.

import { type Patch, parseSubject, readPatch, type SeriesRevision } from '#mail'
import { type PatchRow, readMessageDocument, type Store } from '#store'
import type { FoundSeries } from './find-series.ts'

export interface ReadPatch {
  readonly index: number
  readonly row: PatchRow
  readonly patch: Patch
}

/** A revision with its patches, by their numbers. */
export function readPatches(
  store: Store,
  { rowById }: Pick<FoundSeries, 'rowById'>,
  revision: Pick<SeriesRevision, 'patches'>,
): readonly ReadPatch[] {
  return revision.patches.flatMap(({ index, messageId }) => {
    const row = rowById.get(messageId)
    return row === undefined ? [] : { index, row, patch: readRow(store, row) }
  })
}

function readRow(store: Store, { id, subject }: PatchRow): Patch {
  const { from, parts } = readMessageDocument(store, id)
  const text = parts.map((part) => part.text).join('\n')
  return readPatch(text, { from: from[0], title: parseSubject(subject).title })
}

/** As it is called, e.g. `RFC v1`, `v2 resend (2)`: the second that is called v2. */
export function toRevisionName({ key, version, isRfc, isResend }: SeriesRevision): string {
  const count = /\.(\d+)$/u.exec(key)?.[1]
  const again = count === undefined ? '' : ` (${count})`
  return `${isRfc ? 'RFC ' : ''}v${version}${isResend ? ' resend' : ''}${again}`
}
