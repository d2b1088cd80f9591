// Every source the site rests on, and what rests on it.

import { type SourceInUse, type SourceKind, sourceKinds, toCommitUrl, urls } from '#domain'
import { AnchorLink } from './anchor-link.tsx'
import { DateText } from './date-text.tsx'

const kindTitles: Record<SourceKind, string> = {
  commit: 'Commits',
  mail: 'Mail on web pages',
  article: 'Articles',
  documentation: 'Documentation',
  code: 'Code',
  page: 'Other pages',
}

export function SourceCatalog({ sources }: { readonly sources: readonly SourceInUse[] }) {
  const groups = sourceKinds
    .map((kind) => ({ kind, members: sources.filter(({ source }) => source.kind === kind) }))
    .filter(({ members }) => members.length > 0)
  return groups.map(({ kind, members }) => (
    <section className="instrument" key={kind} aria-labelledby={`kind-${kind}`}>
      <h2 id={`kind-${kind}`} className="label">
        {kindTitles[kind]} <span className="count">{members.length}</span>
      </h2>
      <ul className="source-catalog">
        {members.map((member) => (
          <CatalogEntry key={member.source.id} {...member} />
        ))}
      </ul>
    </section>
  ))
}

function CatalogEntry({ source, citedBy }: SourceInUse) {
  const { id, title, url, author, publisher, date, commit, known, note } = source
  const address = url ?? (commit && toCommitUrl(commit))
  return (
    <li id={id}>
      <p className="title">
        {address === undefined ? title : <a href={address}>{title}</a>}
        <AnchorLink id={id} name="source" />
      </p>
      <p className="note">
        {[author, publisher].filter((part) => part !== undefined).join(', ')}
        {date !== undefined && (
          <>
            {' '}
            <DateText date={date} />
          </>
        )}
        {commit !== undefined && <code className="message-id">{commit}</code>}
        {known === 'unchecked' && <span className="unread"> not read by an editor</span>}
      </p>
      {note !== undefined && <p className="note">{note}</p>}
      {citedBy.length > 0 && (
        <p className="note">
          Cited by{' '}
          {citedBy.map((thread, index) => (
            <span key={thread.slug}>
              {index > 0 && ', '}
              <a href={urls.thread(thread.slug)}>{thread.title}</a>
            </span>
          ))}
        </p>
      )}
    </li>
  )
}
