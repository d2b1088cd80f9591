// How far a quotation has been compared with what it quotes: a mark, a word, and its meaning.

import {
  type EvidenceMark,
  evidenceMarks,
  evidenceMeanings,
  type QuoteVerdict,
  toLineUrl,
  urls,
} from '#domain'

export function EvidenceShape({ mark }: { readonly mark: EvidenceMark }) {
  return (
    <svg className="mark" aria-hidden="true">
      <use href={`#m-${mark}`} />
    </svg>
  )
}

/** The mark and its word; the word leads to its meaning. */
export function EvidenceNote({ mark }: { readonly mark: EvidenceMark }) {
  return (
    <a className={`evidence e-${mark}`} href={`${urls.about}#evidence-${mark}`}>
      <EvidenceShape mark={mark} />
      {mark}
    </a>
  )
}

/** Where in the message a machine found the words; leads to the very line where the archive has it. */
export function VerdictPlace({ verdict }: { readonly verdict: QuoteVerdict }) {
  const { lines, messageId, heldOn, on } = verdict
  const [first, last] = lines
  const words = first === last ? `line ${first}` : `lines ${first}–${last}`
  if (heldOn === undefined) {
    return (
      <span className="place">
        {words}, compared <time dateTime={on}>{on}</time>
      </span>
    )
  }
  return (
    <a className="place" href={toLineUrl(heldOn, messageId, first)}>
      {words}
    </a>
  )
}

/** The message's words and the quotation's, one beside the other, where they differ. */
export function VerdictChanges({ verdict }: { readonly verdict: QuoteVerdict }) {
  const { changes = [] } = verdict
  if (changes.length === 0) return null
  return (
    <details className="changes">
      <summary>how the words differ</summary>
      <p>
        {changes.map(({ in: where, words }, at) => {
          const key = `${at} ${where}`
          if (where === 'both') return <span key={key}>{words} </span>
          return where === 'message' ? <del key={key}>{words} </del> : <ins key={key}>{words} </ins>
        })}
      </p>
      <p className="note">Struck out: only in the message. Underlined: only in the quotation.</p>
    </details>
  )
}

/** What the marks in use mean, once a page, so that no meaning hides behind hovering. */
export function EvidenceLegend({ used }: { readonly used: ReadonlySet<EvidenceMark> }) {
  return (
    <ul className="legend">
      {evidenceMarks
        .filter((mark) => used.has(mark))
        .map((mark) => (
          <li key={mark}>
            <EvidenceNote mark={mark} /> {evidenceMeanings[mark]}
          </li>
        ))}
      <li>All times are in UTC.</li>
    </ul>
  )
}
