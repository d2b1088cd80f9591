// Names the patches of mail that was imported before their names were kept.

import { listPatchIds } from '#mail'
import { listPatchesToName, namePatches, readMessageDocument, type Store } from '#store'
import { toSha1 } from './to-sha1.ts'

const batchMax = 500

/** Costs nothing where there are none; killed at any moment, the next import goes on. */
export function nameKnownPatches(store: Store): void {
  for (;;) {
    const ids = listPatchesToName(store, batchMax)
    if (ids.length === 0) return
    const named = ids.map((id) => ({
      id,
      patchIds: readMessageDocument(store, id).parts.flatMap(({ text }) =>
        listPatchIds(text, toSha1),
      ),
    }))
    namePatches(store, named)
  }
}
