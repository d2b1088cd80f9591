// The page of a search: the words asked for, what they can be narrowed down to, and the hits.
// Everything that changes with the words is inside `#answer`, which script replaces as one types.

import { type FacetSelection, type SearchFacet, searchFacets, searchOrders, urls } from '#domain'
import { ChosenValues, Facets, Sorting } from '../facets.tsx'
import { Pagination } from '../pagination.tsx'
import { SearchForm } from '../search-form.tsx'
import { AnswerNotes } from './answer-notes.tsx'
import { HitArticle } from './hit-article.tsx'
import { NoHits } from './no-hits.tsx'
import { QueryProblem } from './query-problem.tsx'
import type { AnswerToDraw, SearchLesson, ToSearchHref } from './search-answer.ts'
import { SearchAsYouType } from './search-as-you-type.tsx'
import { SearchLessons } from './search-lessons.tsx'

export interface SearchArticleProps {
  readonly answer: AnswerToDraw
  /** How many hits are on a page unless the address asks for another number. */
  readonly perPageUsual: number
  readonly toHref: ToSearchHref
  readonly jsonHref: string
  readonly feedHref: string
  readonly lessons: readonly SearchLesson[]
}

export function SearchArticle({ answer, perPageUsual, lessons, ...links }: SearchArticleProps) {
  const { text, selection, order, perPage, byThread } = answer.question
  return (
    <div className="search-page">
      <div className="search-head">
        <h1>Search</h1>
        <SearchForm
          query={text}
          size="large"
          id="page-search"
          kept={[
            ...listChosen(selection).map(({ facet, value }) => [facet, value] as const),
            ...(order === 'relevance' ? [] : [['sort', order] as const]),
            ...(perPage === perPageUsual ? [] : [['per', String(perPage)] as const]),
            ...(byThread ? [['by', 'thread'] as const] : []),
          ]}
        />
        <p className="row-note">
          Words, “phrases”, <code>who:</code>, <code>stance:</code>, dates and lore’s own prefixes:{' '}
          <a href={urls.searchHelp}>how to search</a>
        </p>
        <SearchAsYouType boxId="page-search" answerId="answer" />
      </div>
      <div id="answer" className="answer">
        {text === '' && Object.keys(selection).length === 0 ? (
          <SearchLessons lessons={lessons} />
        ) : (
          <Answer answer={answer} lessons={lessons} {...links} />
        )}
      </div>
    </div>
  )
}

function Answer({
  answer,
  toHref,
  jsonHref,
  feedHref,
  lessons,
}: Omit<SearchArticleProps, 'perPageUsual'>) {
  const { question, hits, total, problem } = answer
  if (problem !== undefined) {
    return <QueryProblem text={question.text} problem={problem} toHref={toHref} />
  }
  const chosen = listChosen(question.selection).map(({ facet, value }) => ({
    facet,
    label: answer.facets[facet].find((known) => known.value === value)?.label ?? value,
    href: toHref({ selection: toggle(question.selection, facet, value) }),
  }))
  const firstHit = (question.page - 1) * question.perPage + 1
  return (
    <>
      <div className="list-head">
        <Count answer={answer} />
        <ChosenValues chosen={chosen} allHref={toHref({ selection: {} })} />
        <AnswerNotes answer={answer} toHref={toHref} />
      </div>
      {total > 0 && <Narrowing answer={answer} toHref={toHref} />}
      <div className="results">
        {total === 0 && (
          <NoHits answer={answer} chosen={chosen} toHref={toHref} lessons={lessons} />
        )}
        {total > 0 && hits.length === 0 && (
          <p className="empty">
            The hits end before page {question.page}. <a href={toHref({})}>Their first page</a>
          </p>
        )}
        {hits.length > 0 && (
          <>
            <Sorting
              orders={searchOrders.map((order) => ({
                label: order,
                href: toHref({ order }),
                isChosen: order === question.order,
              }))}
            />
            <Grouping byThread={question.byThread} toHref={toHref} />
            <ol className="hits" start={firstHit}>
              {hits.map((hit) => (
                <li key={hit.id}>
                  <HitArticle hit={hit} />
                </li>
              ))}
            </ol>
            <Pagination
              page={question.page}
              pages={answer.pages}
              toHref={(page) => toHref({ page })}
            />
          </>
        )}
        <p className="foot">
          <span>This search</span>
          <a href={jsonHref}>as JSON</a>
          <a href={feedHref}>as an Atom feed</a>
        </p>
        <MailLists answer={answer} />
      </div>
    </>
  )
}

/** Every hit by itself, or each thread once. */
function Grouping({
  byThread,
  toHref,
}: {
  readonly byThread: boolean
  readonly toHref: ToSearchHref
}) {
  const ways = [
    { label: 'each hit', isChosen: !byThread },
    { label: 'each thread once', isChosen: byThread },
  ]
  return (
    <p className="sorting">
      Shown{' '}
      {ways.map(({ label, isChosen }) => (
        <a
          key={label}
          href={toHref({ byThread: isChosen ? byThread : !byThread })}
          aria-current={isChosen ? 'true' : undefined}
        >
          {label}
        </a>
      ))}
    </p>
  )
}

const mailListsShown = 5

/** Where the mail among the hits can be searched alone, and taken away. */
function MailLists({ answer: { question, mailLists } }: { readonly answer: AnswerToDraw }) {
  const chosen = Object.keys(question.selection).filter((facet) => facet !== 'kind')
  // A list's own search knows only the words.
  if (question.text === '' || chosen.some((facet) => facet !== 'list')) return null
  if (mailLists.length === 0) return null
  return (
    <p className="foot">
      <span>Its mail alone, as threads, Atom or mbox.gz</span>
      {mailLists.slice(0, mailListsShown).map((list) => (
        <a key={list} href={urls.searchMail(list, question.text)}>
          {list}
        </a>
      ))}
    </p>
  )
}

function Count({ answer }: { readonly answer: AnswerToDraw }) {
  const { total, isTotalExact, engine, passedOver, tookMs, question } = answer
  const number = total.toLocaleString('en').replaceAll(',', ' ')
  const count = total === 0 ? 'Nothing found' : `${number} hit${total === 1 ? '' : 's'}`
  return (
    <>
      <p className="shown">
        <strong id="hit-count">{isTotalExact ? count : `About ${count}`}</strong>
        {question.byThread && total > 0 && ', one of each thread'}
        {engine !== undefined && (
          <>
            , answered by {engine.label} in {tookMs < 10 ? tookMs.toFixed(1) : Math.round(tookMs)}{' '}
            ms
          </>
        )}
      </p>
      {passedOver.length > 0 && (
        <p className="row-note">
          {passedOver.join(', and ')}
          {engine !== undefined && `, so ${engine.label} answered`}.
        </p>
      )}
    </>
  )
}

function Narrowing({
  answer: { question, facets },
  toHref,
}: {
  readonly answer: AnswerToDraw
  readonly toHref: ToSearchHref
}) {
  return (
    <Facets
      label="Narrow the hits"
      groups={searchFacets.map((facet) => ({
        name: facet,
        values: facets[facet].map((value) => ({
          ...value,
          isChosen: question.selection[facet]?.includes(value.value) ?? false,
          href: toHref({ selection: toggle(question.selection, facet, value.value) }),
        })),
      }))}
    />
  )
}

function listChosen(selection: FacetSelection) {
  return searchFacets.flatMap((facet) =>
    (selection[facet] ?? []).map((value) => ({ facet, value })),
  )
}

/** The selection with one value more, or without it where it was chosen. */
function toggle(selection: FacetSelection, facet: SearchFacet, value: string): FacetSelection {
  const values = selection[facet] ?? []
  const next = values.includes(value)
    ? values.filter((other) => other !== value)
    : [...values, value]
  const { [facet]: _, ...others } = selection
  return next.length === 0 ? others : { ...others, [facet]: next }
}
