// Every topic with the number of its threads.

import { type TopicSummary, urls } from '#domain'

export function TopicList({ topics }: { readonly topics: readonly TopicSummary[] }) {
  return (
    <ul className="topic-list">
      {topics.map(({ slug, title, summary, threads }) => (
        <li key={slug}>
          <h2>
            <a href={urls.topic(slug)}>{title}</a> <span className="count">{threads}</span>
          </h2>
          <p>{summary}</p>
        </li>
      ))}
    </ul>
  )
}
