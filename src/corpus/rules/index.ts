// Every law across files, in the order they are checked. To add one: a file here, and a line below.

import type { CorpusRule } from '../corpus-rule.ts'
import { formerSlugIsFree } from './former-slug-is-free.ts'
import { linkLandsOnAPage } from './link-lands-on-a-page.ts'
import { messageKeyIsNoSourceId } from './message-key-is-no-source-id.ts'
import { messageOfAnotherEntryIsKnown } from './message-of-another-entry-is-known.ts'
import { personHasSpoken } from './person-has-spoken.ts'
import { personIsKnown } from './person-is-known.ts'
import { slugNamesOneEntry } from './slug-names-one-entry.ts'
import { sourceIsKnown } from './source-is-known.ts'
import { sourceIsUsed } from './source-is-used.ts'
import { topicIsKnown } from './topic-is-known.ts'
import { topicIsUsed } from './topic-is-used.ts'

export const corpusRules: readonly CorpusRule[] = [
  slugNamesOneEntry,
  formerSlugIsFree,
  personIsKnown,
  topicIsKnown,
  sourceIsKnown,
  messageOfAnotherEntryIsKnown,
  messageKeyIsNoSourceId,
  linkLandsOnAPage,
  sourceIsUsed,
  personHasSpoken,
  topicIsUsed,
]
