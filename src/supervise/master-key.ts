// The key of the server we start: made once, readable by nobody but the owner of the folder.

import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { serverFolder } from './server-state.ts'

/** The server asks for 16 bytes at least. */
const keyLengthMin = 32

/** The key, made where there is none. */
export function readOrMakeMasterKey(dataFolder: string): string {
  const kept = findMasterKey(dataFolder)
  if (kept !== undefined) return kept
  const file = keyFile(dataFolder)
  const key = randomBytes(keyLengthMin).toString('base64url')
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, `${key}\n`, { mode: 0o600 })
  // The mode above is for new files only.
  chmodSync(file, 0o600)
  return key
}

/** The key as it is kept, or `undefined`. */
export function findMasterKey(dataFolder: string): string | undefined {
  try {
    const key = readFileSync(keyFile(dataFolder), 'utf8').trim()
    return key.length >= keyLengthMin ? key : undefined
  } catch {
    return undefined
  }
}

function keyFile(dataFolder: string): string {
  return path.join(serverFolder(dataFolder), 'master.key')
}
