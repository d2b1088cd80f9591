// Writes a run down so that it can be played backward: every visit and every mark knows what was
// before it.

import type { EventRecorder } from '../../engine/index.ts'
import { phaseBits } from './recorded.ts'

/** A recorder whose visits and marks know what was before, so that they can be taken back. */
export function createLinkedRecorder(recorder: EventRecorder): EventRecorder {
  let cursor = 0
  let mark = 0
  let place = 0
  return {
    ...recorder,
    add: (kind, a = 0, b = 0, c = 0) => {
      if (kind === 'visit') {
        recorder.add(kind, a, b, cursor)
        cursor = a
      } else if (kind === 'mark') {
        if (a >> 3 !== place) {
          place = a >> 3
          cursor = 0
          mark = 0
        }
        recorder.add(kind, a, b, mark)
        mark = ((a & 7) << phaseBits) | b
      } else recorder.add(kind, a, b, c)
    },
  }
}
