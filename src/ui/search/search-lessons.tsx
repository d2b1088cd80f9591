// Queries that teach the language by finding something.

import { urls } from '#domain'
import type { SearchLesson } from './search-answer.ts'

export function SearchLessons({ lessons }: { readonly lessons: readonly SearchLesson[] }) {
  return (
    <section className="lessons" aria-labelledby="lessons">
      <h2 className="label" id="lessons">
        Searches to try
      </h2>
      <LessonList lessons={lessons} />
      <p className="row-note">
        <a href={urls.searchHelp}>How to search</a> has them all.
      </p>
    </section>
  )
}

export function LessonList({ lessons }: { readonly lessons: readonly SearchLesson[] }) {
  return (
    <dl className="lesson-list">
      {lessons.map(({ query, about }) => (
        <div key={query}>
          <dt>
            <a href={urls.search(query)}>
              <code>{query}</code>
            </a>
          </dt>
          <dd>{about}</dd>
        </div>
      ))}
    </dl>
  )
}
