// The loop of the worker that reads a reader's own text: it keeps what it read last, so that a page
// can ask for its functions without holding them.

import {
  describePaste,
  type FunctionFrame,
  type Paste,
  type PasteRun,
  parsePaste,
  toRun,
} from '../scenarios/kernel-stack/paste.ts'
import { type FromPasteWorker, foundMax, type ToPasteWorker } from './paste-messages.ts'

/** A worker that was started anew has read nothing yet. */
const forgotten: PasteRun = {
  kind: 'nothing',
  reason: 'The text is no longer held here. Paste it again.',
}
const unreadable = 'Unexpected file that cannot be read, expected one that is still there.'

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
      const text = typeof source === 'string' ? source : await readFiles(source)
      // Another text came while the files were read.
      if (lastId !== id) return
      if (text === undefined) {
        paste = undefined
        const run: PasteRun = { kind: 'nothing', reason: unreadable }
        post({ id, kind: 'read', says: [unreadable], run, functionsCount: 0 })
        return
      }
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
    } else {
      const run = paste === undefined ? forgotten : toRun(paste, message.calls)
      post({ id, kind: 'stacked', run })
    }
  }
}

/** Nothing if they are gone or locked: a page is told so only when it reads them. */
async function readFiles(files: Blob): Promise<string | undefined> {
  try {
    return await files.text()
  } catch {
    return undefined
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
