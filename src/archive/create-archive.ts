// From an address to an answer: a table of what is done for each kind of address.

import { hasMailList, type Store } from '#store'
import { type MailRoute, type OfKind, parseAllMailUrl, parseMailPath } from './addresses.ts'
import { answerBlob } from './answer-blob.ts'
import { answerList, answerLists, answerNew, answerText, answerTopics } from './answer-lists.ts'
import { answerMessage } from './answer-message.ts'
import { answerFind, answerGit, answerMissing } from './answer-missing.ts'
import { answerResults, answerResultsMbox } from './answer-results.ts'
import type { TermHelp } from './draw-texts.ts'
import { readAssets } from './read-assets.ts'
import { type ArchiveStream, streamList } from './stream-list.ts'
import {
  type Answered,
  type ArchiveAnswer,
  type Asking,
  type ListFinder,
  toKept,
  toRedirect,
} from './to-answer.ts'

export interface ArchiveOptions {
  readonly store: () => Store
  readonly siteUrl: string
  /** Searches the mail of one list; without it lists cannot be searched on their own pages. */
  readonly find?: ListFinder
  /** The kinds of terms a search understands, for the help of a list; without them it names none. */
  readonly terms?: readonly TermHelp[]
}

export interface Archive {
  /** Whether an address is one of mail, by its first part. */
  readonly owns: (url: string) => boolean
  readonly answer: (url: string, signal?: AbortSignal) => Promise<ArchiveAnswer>
  /** `undefined` where nothing is taken away by POST. */
  readonly answerPost: (url: string, signal?: AbortSignal) => Promise<ArchiveAnswer> | undefined
  /** `undefined` unless it is everything of a list. */
  readonly answerStream: (url: string) => ArchiveStream | undefined
  /** Whether it is a search, which costs more than other pages. */
  readonly isSearch: (url: string) => boolean
}

const answers: {
  readonly [Kind in MailRoute['kind']]: (asking: Asking, route: OfKind<MailRoute, Kind>) => Answered
} = {
  redirect: (_, { to }) => toRedirect(301, to),
  find: answerFind,
  lists: answerLists,
  list: answerList,
  results: answerResults,
  new: answerNew,
  topics: answerTopics,
  text: answerText,
  git: answerGit,
  blob: answerBlob,
  message: answerMessage,
}

function answerRoute<Kind extends MailRoute['kind']>(
  asking: Asking,
  route: OfKind<MailRoute, Kind>,
): Answered {
  return answers[route.kind](asking, route)
}

/** The pages of mail over a store; without any list it still owns `/all/` and `/r/`. */
export function createArchive({ store, siteUrl, find, terms = [] }: ArchiveOptions): Archive {
  const assets = readAssets()
  const [style, ...fonts] = assets
  const fontUrls = fonts.map(({ url }) => url)
  const assetByUrl = new Map(assets.map((asset) => [asset.url, asset]))
  const toAsking = (signal = new AbortController().signal): Asking => ({
    store: store(),
    siteUrl,
    styleUrl: style.url,
    fontUrls,
    find,
    terms,
    signal,
  })
  return {
    owns: (url) => {
      const first = /^\/([^/?]+)/u.exec(url)?.[1] ?? ''
      if (first === 'all' || first === 'r') return true
      return hasMailList(store(), first)
    },
    answer: async (url, signal) => {
      const asset = assetByUrl.get(url)
      if (asset !== undefined) return toKept(asset)
      const asking = toAsking(signal)
      const route = toRoute(url)
      return route === undefined ? answerMissing(asking, {}) : await answerRoute(asking, route)
    },
    answerPost: (url, signal) => {
      const route = toRoute(url)
      return route?.kind === 'results' && route.as === 'mbox.gz'
        ? answerResultsMbox(toAsking(signal), route)
        : undefined
    },
    answerStream: (url) => {
      const list = parseAllMailUrl(url)
      return list !== undefined && hasMailList(store(), list)
        ? streamList(store(), list)
        : undefined
    },
    isSearch: (url) => toRoute(url)?.kind === 'results',
  }
}

function toRoute(url: string): MailRoute | undefined {
  const at = url.indexOf('?')
  return at < 0 ? parseMailPath(url, '') : parseMailPath(url.slice(0, at), url.slice(at + 1))
}
