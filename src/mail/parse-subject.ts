// Subjects as kernel lists write them: `Re: [RFC PATCH net-next v2 02/10] net: do it`.

export interface Subject {
  /** `patch` says what it claims to be; whether there is a patch in it, only its diff shows. */
  readonly kind: 'patch' | 'pull' | 'plain'
  readonly isReply: boolean
  readonly isRfc: boolean
  readonly isResend: boolean
  /** What `v3` says; 1 if it says nothing. */
  readonly version: number
  readonly isVersionGiven: boolean
  /** `2/10`; a cover letter is 0. */
  readonly counter: { readonly index: number; readonly total: number } | undefined
  /** Other words of the prefix, e.g. `net-next`, `5.10`, `linux-mm`. */
  readonly labels: readonly string[]
  /** The subject without `Re:` and prefix. */
  readonly title: string
}

const replyPattern =
  /^(?:(?:re|aw|sv|antw|ynt|odp|vs|回复|答复|fwd?|wg)(?:\[\d+\]|\^\d+)?\s*[:：]\s*)/iu
const forwardPattern = /^(?:fwd?|wg)\b/iu
const bracketPattern = /^\[([^[\]]{1,200})\]\s*/u
const prefixesMax = 10
const versionMax = 1_000
const totalMax = 10_000

interface Prefix {
  isPatch: boolean
  isPull: boolean
  isRfc: boolean
  isResend: boolean
  version: number | undefined
  counter: { index: number; total: number } | undefined
  labels: string[]
}

/** Reads a subject; every text has one. */
export function parseSubject(subject: string): Subject {
  const prefix: Prefix = {
    isPatch: false,
    isPull: false,
    isRfc: false,
    isResend: false,
    version: undefined,
    counter: undefined,
    labels: [],
  }
  let rest = subject.trim()
  let isReply = false
  for (let count = 0; count < prefixesMax; count += 1) {
    const reply = replyPattern.exec(rest)?.[0]
    const bracket = reply === undefined ? bracketPattern.exec(rest) : null
    if (reply !== undefined) {
      isReply ||= !forwardPattern.test(reply)
      rest = rest.slice(reply.length)
    } else if (bracket !== null) {
      readPrefix(bracket[1] ?? '', prefix)
      rest = rest.slice(bracket[0].length)
    } else break
  }
  const { isPatch, isPull, isRfc, isResend, version, counter, labels } = prefix
  return {
    kind: isPull ? 'pull' : isPatch || (isRfc && counter !== undefined) ? 'patch' : 'plain',
    isReply,
    isRfc,
    isResend,
    version: version ?? 1,
    isVersionGiven: version !== undefined,
    counter,
    labels,
    // `[tip:x86/mm] x86: …` and `[bug report]` keep their words in `labels`.
    title: rest.trim(),
  }
}

/** `PATCHv2 1/2`, `RFC PATCH net-next v2 0/5`, `PATCH1/8`, `RESEND`, `GIT PULL`. */
function readPrefix(text: string, prefix: Prefix): void {
  const spaced = text
    .replaceAll(/(\d+)\s*\/\s*(\d+)/gu, ' $1/$2 ')
    .replaceAll(/\b(patch)(?=v?\d)/giu, '$1 ')
    .replaceAll(/\brfc(?=v\d)/giu, 'RFC ')
  for (const word of spaced.split(/[\s,;]+/u)) readWord(word, prefix)
}

function readWord(word: string, prefix: Prefix): void {
  const [, index, total] = /^(\d{1,5})\/(\d{1,5})$/u.exec(word) ?? []
  const version = /^v\.?(\d{1,4})$/iu.exec(word)?.[1]
  if (index !== undefined && total !== undefined) {
    const counter = { index: Number(index), total: Number(total) }
    const isCount = counter.total <= totalMax && counter.index <= counter.total && counter.total > 0
    if (isCount) prefix.counter ??= counter
    else prefix.labels.push(word)
  } else if (version !== undefined && Number(version) <= versionMax) {
    prefix.version ??= Math.max(1, Number(version))
  } else if (/^patch(?:es|set)?$/iu.test(word)) prefix.isPatch = true
  else if (/^rfc$/iu.test(word)) prefix.isRfc = true
  else if (/^(?:resend|repost)-?\d{0,2}$/iu.test(word)) prefix.isResend = true
  else if (/^pull$/iu.test(word)) prefix.isPull = true
  else if (word !== '' && !/^(?:git|-+)$/iu.test(word)) prefix.labels.push(word)
}
