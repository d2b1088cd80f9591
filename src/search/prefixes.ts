// Every prefix of the language, ours and lore's, what it looks at, and how it is explained. In lore
// `a` is the old side of a diff and `b` the new one, so `dfa:` are removed lines and `dfb:` added ones.

import {
  documentKinds,
  isMailField,
  type MailField,
  outcomeStates,
  type SearchFacet,
  stanceMeanings,
  stances,
  type TextField,
} from '#domain'

export type PrefixMeaning =
  /** Words looked for in one part of the documents. */
  | { readonly kind: 'text'; readonly field: TextField }
  /** A facet with a fixed list of values; anything else is a mistake. */
  | {
      readonly kind: 'choice'
      readonly facet: SearchFacet
      readonly values: readonly string[]
    }
  /** A facet whose values are names that readers may write in several ways. */
  | { readonly kind: 'named'; readonly facet: SearchFacet; readonly header?: MailField }
  | { readonly kind: 'name'; readonly of: 'message' | 'commit' | 'patch' }
  | { readonly kind: 'range'; readonly of: 'date' | 'received' | 'year' }
  /** A query of its own, or a Message-ID. */
  | { readonly kind: 'thread' }

export interface Prefix {
  /** Without its colon, e.g. `s`. */
  readonly name: string
  readonly meaning: PrefixMeaning
  /** What it looks at, as a phrase, e.g. `words of the subject`. */
  readonly about: string
  readonly example: string
  readonly isFromLore: boolean
}

function ours(name: string, meaning: PrefixMeaning, about: string, example: string): Prefix {
  return { name, meaning, about, example, isFromLore: false }
}

function lores(name: string, meaning: PrefixMeaning, about: string, example: string): Prefix {
  return { name, meaning, about, example, isFromLore: true }
}

/** In the order in which help and completion list them. */
export const prefixes: readonly Prefix[] = [
  ours(
    'who',
    { kind: 'named', facet: 'person' },
    'what somebody said or wrote, by name, nickname or slug',
    'who:hpa',
  ),
  ours(
    'stance',
    { kind: 'choice', facet: 'stance', values: stances },
    `where a position stands: ${stances.map((stance) => `${stance} (${stanceMeanings[stance]})`).join(', ')}`,
    'stance:opposes',
  ),
  ours(
    'outcome',
    { kind: 'choice', facet: 'outcome', values: outcomeStates },
    'what became of the proposal',
    'outcome:merged',
  ),
  ours(
    'kind',
    { kind: 'choice', facet: 'kind', values: documentKinds },
    'what kind of thing is found',
    'kind:position',
  ),
  ours('topic', { kind: 'named', facet: 'topic' }, 'a topic, by any of its names', 'topic:rbtree'),
  ours('list', { kind: 'named', facet: 'list' }, 'a mailing list', 'list:linux-mm'),
  ours(
    'subsystem',
    { kind: 'named', facet: 'subsystem' },
    'a subsystem and those below it',
    'subsystem:fs',
  ),
  ours(
    'has',
    { kind: 'choice', facet: 'has', values: ['simulation'] },
    'what offers a simulation to be run',
    'has:simulation',
  ),
  ours('year', { kind: 'range', of: 'year' }, 'a year, or years', 'year:2014..2016'),
  ours(
    'commit',
    { kind: 'name', of: 'commit' },
    'a commit, by the start of its id',
    'commit:6538b8ea886e',
  ),
  lores(
    's',
    { kind: 'text', field: 'subject' },
    'subjects of mails and titles of entries',
    's:"expand kernel stack"',
  ),
  lores(
    'f',
    { kind: 'named', facet: 'person', header: 'from' },
    'the sender: of a mail, or of a position',
    'f:torvalds',
  ),
  lores(
    'a',
    { kind: 'named', facet: 'person', header: 'addresses' },
    'any address: From, To or Cc of a mail, or who took the position',
    'a:torvalds',
  ),
  lores(
    'b',
    { kind: 'text', field: 'body' },
    'the text of entries and mails, quotations and diffs with it',
    'b:kblockd',
  ),
  lores(
    'bs',
    { kind: 'text', field: 'subject-and-body' },
    'the text and the subject',
    'bs:vmalloc',
  ),
  lores(
    'nq',
    { kind: 'text', field: 'unquoted' },
    'what is not quoted: new text of mails, our words',
    'nq:canary',
  ),
  lores('q', { kind: 'text', field: 'quoted' }, 'what is quoted: by a mail, or by us', 'q:canary'),
  lores(
    'd',
    { kind: 'range', of: 'date' },
    'a day, month or year, or a range of them',
    'd:2014-05-28..2014-06-03',
  ),
  lores('l', { kind: 'named', facet: 'list' }, 'a mailing list, by name or List-Id', 'l:linux-mm'),
  lores('lid', { kind: 'named', facet: 'list' }, 'the same', 'lid:linux-mm.kvack.org'),
  lores('m', { kind: 'name', of: 'message' }, 'a Message-ID', 'm:20140528091345.GD6677@dastard'),
  lores(
    'mid',
    { kind: 'name', of: 'message' },
    'a Message-ID',
    'mid:20140528091345.GD6677@dastard',
  ),
  lores(
    'rt',
    { kind: 'range', of: 'received' },
    'when the archive received a mail',
    'rt:2014-05-28..',
  ),
  lores('t', { kind: 'text', field: 'to' }, 'the To header', 't:linux-mm'),
  lores('c', { kind: 'text', field: 'cc' }, 'the Cc header', 'c:akpm'),
  lores('tc', { kind: 'text', field: 'to-and-cc' }, 'the To and Cc headers', 'tc:akpm'),
  lores('tcf', { kind: 'text', field: 'addresses' }, 'the To, Cc and From headers', 'tcf:akpm'),
  lores('n', { kind: 'text', field: 'attachments' }, 'names of attachments', 'n:config.gz'),
  lores('dfn', { kind: 'text', field: 'files' }, 'names of files in a diff', 'dfn:mm/vmscan.c'),
  lores('dfa', { kind: 'text', field: 'removed' }, 'lines a diff removes', 'dfa:THREAD_SIZE_ORDER'),
  lores('dfb', { kind: 'text', field: 'added' }, 'lines a diff adds', 'dfb:rb_node'),
  lores(
    'dfhh',
    { kind: 'text', field: 'functions' },
    'the function a hunk is in',
    'dfhh:proc_register',
  ),
  lores('dfctx', { kind: 'text', field: 'context' }, 'lines around a change', 'dfctx:spin_lock'),
  lores('dfpre', { kind: 'text', field: 'old-blobs' }, 'the blob before a change', 'dfpre:1a2b3c4'),
  lores(
    'dfpost',
    { kind: 'text', field: 'new-blobs' },
    'the blob after a change',
    'dfpost:1a2b3c4',
  ),
  lores(
    'dfblob',
    { kind: 'text', field: 'blobs' },
    'the blob before or after a change',
    'dfblob:1a2b3c4',
  ),
  lores(
    'patchid',
    { kind: 'name', of: 'patch' },
    'a patch, by the start of what `git patch-id --stable` calls it',
    'patchid:0123456789ab',
  ),
  lores(
    'thread',
    { kind: 'thread' },
    'all of a thread in which something matches, or that has a Message-ID',
    'thread:{f:torvalds stack}',
  ),
]

/** Whether it looks at what only archived mail has. */
export function needsMail({ meaning }: Prefix): boolean {
  return (
    (meaning.kind === 'text' && isMailField(meaning.field)) ||
    (meaning.kind === 'name' && meaning.of === 'patch') ||
    (meaning.kind === 'range' && meaning.of === 'received')
  )
}

/** Those that can find a mail; what the others look at only entries have. */
export const mailPrefixes = prefixes.filter(({ meaning }) => {
  switch (meaning.kind) {
    case 'choice':
      return false
    case 'named':
      return meaning.header !== undefined || meaning.facet === 'list'
    case 'name':
      return meaning.of !== 'commit'
    default:
      return true
  }
})

const prefixByName = new Map(prefixes.map((prefix) => [prefix.name, prefix]))

/** By its name without the colon; names are written small, as in lore. */
export function findPrefix(name: string): Prefix | undefined {
  return prefixByName.get(name)
}
