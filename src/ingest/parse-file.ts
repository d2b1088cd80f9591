// One file by its kind, for whichever thread parses it.

import type { VFile } from 'vfile'
import {
  type Parsed,
  parsePerson,
  parseSources,
  parseThread,
  parseTopic,
  type SimulationIndex,
} from '#markdown'

export type FileKind = 'thread' | 'person' | 'topic' | 'sources'

export function parseFile(
  { kind, file }: { readonly kind: FileKind; readonly file: VFile },
  simulations: SimulationIndex,
): Parsed<unknown> {
  switch (kind) {
    case 'thread':
      return parseThread(file, { simulations })
    case 'person':
      return parsePerson(file)
    case 'topic':
      return parseTopic(file)
    case 'sources':
      return parseSources(file)
  }
}
