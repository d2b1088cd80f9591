// Threads as the index of a journal: the question, what became of it, who stood where, and one
// small picture of the thread's own numbers.

import { type ThreadPicture, type ThreadSummary, urls } from '#domain'
import { formatSpan } from './date-text.tsx'
import { OutcomeLabel } from './outcome-label.tsx'
import { SummaryStrip } from './summary-strip.tsx'

export function ThreadIndex({ threads }: { readonly threads: readonly ThreadSummary[] }) {
  return (
    <ol className="thread-index">
      {threads.map((thread) => (
        <li key={thread.slug}>
          <article>
            <p className="kicker">
              <span className="span">{formatSpan(thread.started, thread.ended)}</span>{' '}
              {thread.topics.map(({ slug, title }) => (
                <a key={slug} href={urls.topic(slug)}>
                  {title}{' '}
                </a>
              ))}
            </p>
            <h3>
              <a href={urls.thread(thread.slug)}>{thread.question}</a>
            </h3>
            <p className="summary">{thread.summary}</p>
            <p className="fate">
              <OutcomeLabel state={thread.outcome.state} />
              {thread.outcome.release !== undefined && ` in ${thread.outcome.release}`}
            </p>
            <SummaryStrip strip={thread.strip} />
          </article>
          {thread.picture && <Picture picture={thread.picture} />}
        </li>
      ))}
    </ol>
  )
}

/** Bars from zero, one pair a row; the numbers are in the thread, so this is only looked at. */
function Picture({ picture }: { readonly picture: ThreadPicture }) {
  const { limit } = picture
  const values = picture.bars.flatMap(({ before, after }) => [before, after])
  const most = Math.max(...values, limit?.value ?? 0)
  return (
    <figure className="thumb">
      {picture.bars.map(({ label, before, after }) => (
        <div key={label}>
          <svg height="17" aria-hidden="true">
            <rect className="before" width={toPercent(before / most)} height="7" />
            <rect className="after" width={toPercent(after / most)} y="8.5" height="7" />
            {limit && (
              <line
                className="limit"
                x1={toPercent(limit.value / most)}
                x2={toPercent(limit.value / most)}
                y2="17"
              />
            )}
          </svg>
          <span className="thumb-label">
            {label} <span className="change">{formatChange(before, after)}</span>
          </span>
        </div>
      ))}
      <figcaption>{picture.caption}</figcaption>
    </figure>
  )
}

function toPercent(share: number): string {
  return `${(share * 100).toFixed(1)}%`
}

function formatChange(before: number, after: number): string {
  if (before === 0) return ''
  const percent = ((after - before) / before) * 100
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(0)} %`
}
