// The loop of the worker that reads a reader's own text: it keeps what it read last, so that a page
// can ask for its functions without holding them.

import {
  describePaste,
  type FunctionFrame,
  type Paste,
  parsePaste,
  toRun,
} from '../scenarios/kernel-stack/paste.ts'
import { type FromPasteWorker, foundMax, type ToPasteWorker } from './paste-messages.ts'

export function servePastes(
  post: (message: FromPasteWorker) => void,
): (message: ToPasteWorker) => Promise<void> {
  let paste: Paste | undefined
  let lastId = 0
  return async (message) => {
    const { id } = message
    if (message.kind === 'read') {
      lastId = id
      const { source } = message
      const text = typeof source === 'string' ? source : await source.text()
      // Another text came while the files were read.
      if (lastId !== id) return
      paste = parsePaste(text)
      post({
        id,
        kind: 'read',
        says: describePaste(paste),
        run: toRun(paste),
        functionsCount: listFunctions(paste).length,
      })
    } else if (message.kind === 'find') {
      post({ id, kind: 'found', functions: findFunctions(listFunctions(paste), message.wanted) })
    } else if (paste !== undefined) {
      post({ id, kind: 'stacked', run: toRun(paste, message.calls) })
    }
  }
}

function listFunctions(paste: Paste | undefined): readonly FunctionFrame[] {
  return paste?.kind === 'functions' ? paste.functions : []
}

/** The first of them: they come largest first. */
function findFunctions(
  functions: readonly FunctionFrame[],
  wanted: string,
): readonly FunctionFrame[] {
  const text = wanted.trim().toLowerCase()
  const found: FunctionFrame[] = []
  for (const one of functions) {
    if (!one.symbol.toLowerCase().includes(text)) continue
    found.push(one)
    if (found.length === foundMax) break
  }
  return found
}
