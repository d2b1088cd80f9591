// What a reader should know about an answer before its hits: words that were replaced, prefixes that
// have nothing to search yet, and how the query was read.

import { InlineCode } from './inline-code.tsx'
import type { AnswerToDraw, ToSearchHref } from './search-answer.ts'

export interface AnswerNotesProps {
  readonly answer: AnswerToDraw
  readonly toHref: ToSearchHref
}

export function AnswerNotes({ answer, toHref }: AnswerNotesProps) {
  const { question, total, corrected, isLoose, notes, explanation } = answer
  const missing = corrected?.words.map(({ from }) => `“${from}”`) ?? []
  return (
    <>
      {corrected !== undefined && total > 0 && (
        <p className="notice">
          Nothing here has {missing.join(' or ')}. Did you mean{' '}
          <a href={toHref({ text: corrected.text })}>{corrected.text}</a>? These are its hits.
        </p>
      )}
      {isLoose && total > 0 && (
        <p className="notice">Nothing has all of these words; these hits have some of them.</p>
      )}
      {notes.map(({ text, suggestion }) => (
        <p className="notice" key={text}>
          <InlineCode text={withoutHint(text, suggestion)} />
          {suggestion !== undefined && (
            <>
              {' '}
              Did you mean <a href={toHref({ text: suggestion })}>{suggestion}</a>?
            </>
          )}
        </p>
      ))}
      {explanation !== '' && (total === 0 || isMoreThanWords(question.text)) && (
        <p className="row-note">
          Read as: <InlineCode text={explanation} />
        </p>
      )}
    </>
  )
}

/** The link says it better. */
function withoutHint(text: string, suggestion: string | undefined): string {
  return suggestion === undefined ? text : text.replace(/ Did you mean .*$/u, '')
}

/** Whether there are signs in it that can be read in more than one way. */
function isMoreThanWords(text: string): boolean {
  return /[:"“”*()]|(?:^|\s)-|\b(?:AND|OR|NOT)\b/u.test(text)
}
