// A search without a hit says what to try next, the surest first.

import { urls } from '#domain'
import type { ChosenValue } from '../facets.tsx'
import type { AnswerToDraw, SearchLesson, ToSearchHref } from './search-answer.ts'
import { SearchLessons } from './search-lessons.tsx'

export interface NoHitsProps {
  readonly answer: AnswerToDraw
  readonly chosen: readonly ChosenValue[]
  readonly toHref: ToSearchHref
  readonly lessons: readonly SearchLesson[]
}

export function NoHits({ answer, chosen, toHref, lessons }: NoHitsProps) {
  const { question, corrected } = answer
  const unquoted = question.text
    .replaceAll(/["“”„]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  return (
    <div className="empty">
      <p>What helps:</p>
      <ul>
        {corrected !== undefined && (
          <li>
            Did you mean <a href={toHref({ text: corrected.text })}>{corrected.text}</a>?
          </li>
        )}
        {chosen.map(({ facet, label, href }) => (
          <li key={`${facet}:${label}`}>
            <a href={href}>
              Search without “{facet}: {label}”
            </a>
          </li>
        ))}
        {unquoted !== question.text && unquoted !== '' && (
          <li>
            <a href={toHref({ text: unquoted })}>The words in any order</a>, not as a phrase
          </li>
        )}
        <li>
          Fewer words find more. Of an identifier, try its first word, or its beginning with a star:{' '}
          <code>alloc*</code>.
        </li>
        <li>
          Or browse <a href={urls.threads}>threads</a>, <a href={urls.people}>people</a> and{' '}
          <a href={urls.topics}>topics</a>.
        </li>
      </ul>
      <SearchLessons lessons={lessons} />
    </div>
  )
}
