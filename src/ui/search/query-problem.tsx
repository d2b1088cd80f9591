// What is wrong with a query, with a caret under the place.

import { urls } from '#domain'
import { drawPlace } from './draw-place.ts'
import { InlineCode } from './inline-code.tsx'
import type { AnswerToDraw, ToSearchHref } from './search-answer.ts'

export interface QueryProblemProps {
  readonly text: string
  readonly problem: NonNullable<AnswerToDraw['problem']>
  readonly toHref: ToSearchHref
}

export function QueryProblem({ text, problem, toHref }: QueryProblemProps) {
  const { message, suggestion } = problem
  const { before, typed, caret } = drawPlace(text, problem.place)
  const words = toWords(text)
  return (
    <div className="problem">
      <p>
        <InlineCode
          text={suggestion === undefined ? message : message.replace(/; did you.*$/u, '')}
        />
        {suggestion !== undefined && (
          <>
            . Did you mean <a href={toHref({ text: suggestion })}>{suggestion}</a>?
          </>
        )}
      </p>
      <pre>
        {`${before}${typed}\n`}
        <span className="caret" aria-hidden="true">
          {' '.repeat(countSigns(before)) + caret}
        </span>
      </pre>
      <p className="row-note">
        <a href={urls.searchHelp}>How to search</a>
        {words !== '' && (
          <>
            , or <a href={toHref({ text: words })}>search for the words alone</a>
          </>
        )}
      </p>
    </div>
  )
}

function countSigns(text: string): number {
  return [...text].length
}

/** The query without anything that means more than a word. */
function toWords(text: string): string {
  return text
    .replaceAll(/(?:^|(?<=[\s(]))[a-z]+:/gu, ' ')
    .replaceAll(/["“”„(){}*]|\b(?:AND|OR|NOT)\b|(?:^|\s)-+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .slice(0, 200)
}
