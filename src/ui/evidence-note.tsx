// How far a quotation has been compared with what it quotes: a mark, a word, and its meaning.

import { type EvidenceMark, evidenceMarks, evidenceMeanings, urls } from '#domain'

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
