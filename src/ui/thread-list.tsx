// Threads as dense rows under facets; everything a reader chose is in the address.

import {
  type ThreadList as List,
  type ThreadFacet,
  type ThreadOrder,
  type ThreadSummary,
  threadFacets,
  threadOrders,
  urls,
} from '#domain'
import { TimeText } from './date-text.tsx'
import { type ChosenValue, ChosenValues, Facets, Sorting } from './facets.tsx'
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
  const toggle = (facet: ThreadFacet, value: string) =>
    toThreadsHref(toggleValue(filter, facet, value), { order })
  const chosen = threadFacets.flatMap((facet) =>
    (filter[facet] ?? []).map((value) => ({
      facet,
      label: toLabel(facet, value),
      href: toggle(facet, value),
    })),
  )
  return (
    <div className="thread-list">
      <div className="list-head">
        <h1>Threads</h1>
        <p className="shown" role="status">
          {describeThreads(list.total, filter, toLabel)}
        </p>
        <ChosenValues chosen={chosen} allHref={toThreadsHref({}, { order })} />
      </div>
      <Facets
        label="Narrow the list"
        groups={threadFacets.map((facet) => ({
          name: facet,
          values: list.facets[facet].map((value) => ({
            ...value,
            isChosen: filter[facet]?.includes(value.value) ?? false,
            href: toggle(facet, value.value),
          })),
        }))}
      />
      <div className="results">
        {list.threads.length === 0 ? (
          <EmptyList page={page} chosen={chosen} firstHref={toThreadsHref(filter, { order })} />
        ) : (
          <>
            <Sorting
              orders={threadOrders.map((candidate) => ({
                label: orderWords[candidate],
                href: toThreadsHref(filter, { order: candidate }),
                isChosen: candidate === order,
              }))}
            />
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

const orderWords: Record<ThreadOrder, string> = {
  newest: 'newest',
  oldest: 'oldest',
  title: 'title',
  positions: 'most positions',
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

interface EmptyListProps {
  readonly page: number
  readonly chosen: readonly ChosenValue[]
  readonly firstHref: string
}

/** An empty list says which single choice to take back, and how to go on without the list. */
function EmptyList({ page, chosen, firstHref }: EmptyListProps) {
  if (page > 1)
    return (
      <p className="empty">
        The list ends before page {page}. <a href={firstHref}>Its first page</a>
      </p>
    )
  return (
    <div className="empty">
      <p>No thread matches all of this.</p>
      {chosen.length > 0 && (
        <ul>
          {chosen.map(({ facet, label, href }) => (
            <li key={`${facet}:${label}`}>
              <a href={href}>
                Show threads without “{facet}: {label}”
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
