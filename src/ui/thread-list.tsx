// Threads as dense rows under facets; everything a reader chose is in the address.

import {
  type FacetValue,
  type ThreadList as List,
  type ThreadFacet,
  type ThreadFilter,
  type ThreadOrder,
  type ThreadSummary,
  threadFacets,
  threadOrders,
  urls,
} from '#domain'
import { TimeText } from './date-text.tsx'
import { OutcomeLabel } from './outcome-label.tsx'
import { Pagination } from './pagination.tsx'
import { StanceCounts } from './summary-strip.tsx'
import { describeThreads, type ThreadQuery, toggleValue, toThreadsHref } from './thread-query.ts'

export interface ThreadListProps {
  readonly list: List
  readonly query: ThreadQuery
  readonly perPage: number
}

export function ThreadList({ list, query, perPage }: ThreadListProps) {
  const { filter, order, page } = query
  const toLabel = (facet: ThreadFacet, value: string) =>
    list.facets[facet].find((candidate) => candidate.value === value)?.label ?? value
  return (
    <div className="thread-list">
      <div className="list-head">
        <h1>Threads</h1>
        <p className="shown" role="status">
          {describeThreads(list.total, filter, toLabel)}
        </p>
        <Chosen filter={filter} order={order} toLabel={toLabel} />
      </div>
      <Facets list={list} filter={filter} order={order} />
      <div className="results">
        {list.threads.length === 0 ? (
          <EmptyList filter={filter} order={order} page={page} toLabel={toLabel} />
        ) : (
          <>
            <Sorting filter={filter} order={order} />
            <Rows threads={list.threads} />
            <Pagination
              page={page}
              pages={Math.ceil(list.total / perPage)}
              toHref={(next) => toThreadsHref(filter, { order, page: next })}
            />
          </>
        )}
      </div>
    </div>
  )
}

type ToLabel = (facet: ThreadFacet, value: string) => string

interface ChosenProps {
  readonly filter: ThreadFilter
  readonly order: ThreadOrder
  readonly toLabel: ToLabel
}

function listChosen(filter: ThreadFilter) {
  return threadFacets.flatMap((facet) => (filter[facet] ?? []).map((value) => ({ facet, value })))
}

function Chosen({ filter, order, toLabel }: ChosenProps) {
  const chosen = listChosen(filter)
  if (chosen.length === 0) return null
  return (
    <ul className="chosen">
      {chosen.map(({ facet, value }) => (
        <li key={`${facet}:${value}`}>
          <a href={toThreadsHref(toggleValue(filter, facet, value), { order })}>
            <span className="vh">Remove </span>
            {facet}: {toLabel(facet, value)} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <a href={toThreadsHref({}, { order })}>Remove all</a>
        </li>
      )}
    </ul>
  )
}

interface FacetsProps {
  readonly list: List
  readonly filter: ThreadFilter
  readonly order: ThreadOrder
}

function Facets({ list, filter, order }: FacetsProps) {
  return (
    <details className="facets">
      <summary>Narrow the list</summary>
      <nav aria-label="Narrow the list">
        {threadFacets.map((facet) => (
          <Facet
            key={facet}
            facet={facet}
            values={list.facets[facet]}
            filter={filter}
            order={order}
          />
        ))}
      </nav>
    </details>
  )
}

// Longer facets fold their tail away.
const valuesShown = 8

interface FacetProps {
  readonly facet: ThreadFacet
  readonly values: readonly FacetValue[]
  readonly filter: ThreadFilter
  readonly order: ThreadOrder
}

function Facet({ facet, values, filter, order }: FacetProps) {
  if (values.length === 0) return null
  const toItem = ({ value, label, count }: FacetValue) => {
    const isChosen = filter[facet]?.includes(value) ?? false
    return (
      <li key={value}>
        <a
          href={toThreadsHref(toggleValue(filter, facet, value), { order })}
          aria-current={isChosen ? 'true' : undefined}
        >
          <span>{label}</span> <span className="count">{count}</span>
        </a>
      </li>
    )
  }
  const tail = values.slice(valuesShown)
  return (
    <section>
      <h2>{facet}</h2>
      <ul>{values.slice(0, valuesShown).map(toItem)}</ul>
      {tail.length > 0 && (
        <details open={tail.some(({ value }) => filter[facet]?.includes(value))}>
          <summary>{tail.length} more</summary>
          <ul>{tail.map(toItem)}</ul>
        </details>
      )}
    </section>
  )
}

const orderWords: Record<ThreadOrder, string> = {
  newest: 'newest',
  oldest: 'oldest',
  title: 'title',
  positions: 'most positions',
}

function Sorting({
  filter,
  order,
}: {
  readonly filter: ThreadFilter
  readonly order: ThreadOrder
}) {
  return (
    <p className="sorting">
      Sorted by{' '}
      {threadOrders.map((candidate) => (
        <a
          key={candidate}
          href={toThreadsHref(filter, { order: candidate })}
          aria-current={candidate === order ? 'true' : undefined}
        >
          {orderWords[candidate]}
        </a>
      ))}
    </p>
  )
}

export function Rows({ threads }: { readonly threads: readonly ThreadSummary[] }) {
  return (
    <ol className="rows">
      {threads.map((thread) => (
        <li key={thread.slug}>
          <TimeText className="code" date={thread.started}>
            {thread.started.replace(/(\d{4}-\d{2}).*$/u, '$1')}
          </TimeText>{' '}
          <div>
            <a className="row-title" href={urls.thread(thread.slug)}>
              {thread.question}
            </a>{' '}
            <span className="row-note">
              {thread.title} · {thread.lists.join(', ')}
            </span>
          </div>
          <span className="fate">
            <OutcomeLabel state={thread.outcome.state} />
            {thread.outcome.release !== undefined && ` ${thread.outcome.release}`}
          </span>
          <StanceCounts strip={thread.strip} />
        </li>
      ))}
    </ol>
  )
}

interface EmptyListProps extends ChosenProps {
  readonly page: number
}

/** An empty list says which single choice to take back, and how to go on without the list. */
function EmptyList({ filter, order, page, toLabel }: EmptyListProps) {
  if (page > 1)
    return (
      <p className="empty">
        The list ends before page {page}.{' '}
        <a href={toThreadsHref(filter, { order })}>Its first page</a>
      </p>
    )
  const chosen = listChosen(filter)
  return (
    <div className="empty">
      <p>No thread matches all of this.</p>
      {chosen.length > 0 && (
        <ul>
          {chosen.map(({ facet, value }) => (
            <li key={`${facet}:${value}`}>
              <a href={toThreadsHref(toggleValue(filter, facet, value), { order })}>
                Show threads without “{facet}: {toLabel(facet, value)}”
              </a>
            </li>
          ))}
          <li>
            <a href={urls.threads}>Show all threads</a>
          </li>
        </ul>
      )}
    </div>
  )
}
