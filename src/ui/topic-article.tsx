// The page of one topic: what it is, and the threads about it.

import { type TopicPage, urls } from '#domain'
import { SourcedText } from './sourced-text.tsx'
import { ThreadIndex } from './thread-index.tsx'

export function TopicArticle({ page }: { readonly page: TopicPage }) {
  const { topic, threads, sources } = page
  return (
    <article className="topic">
      <header className="page-head">
        <h1>{topic.title}</h1>
        <p className="lead">{topic.summary}</p>
        {topic.aliases.length > 0 && (
          <p className="title-line">also found as {topic.aliases.join(', ')}</p>
        )}
      </header>
      <SourcedText tree={topic.body} sources={sources} />
      <section className="instrument" aria-labelledby="threads">
        <h2 id="threads" className="label">
          {threads.length} {threads.length === 1 ? 'thread' : 'threads'}
        </h2>
        {threads.length === 0 ? (
          <p className="empty">
            No thread yet. <a href={urls.threads}>All threads</a>
          </p>
        ) : (
          <ThreadIndex threads={threads} />
        )}
      </section>
      <p className="formats">
        <a href={urls.topicFeed(topic.slug)}>Atom</a>
      </p>
    </article>
  )
}
