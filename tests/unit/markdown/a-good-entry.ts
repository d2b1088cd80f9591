// A whole entry without a fault, in the words of nobody: for tests that break it.

import { readFileSync } from 'node:fs'

const place = '../../golden/a-whole-good-corpus/input/threads/hashing-directories.md'

export const goodEntry = readFileSync(new URL(place, import.meta.url), 'utf8')
