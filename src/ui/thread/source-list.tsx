// What the page rests on, numbered as in the text.

import { anchors, type CitedMessage, type Source, type ThreadPage, urls } from '#domain'
import { DateText, MomentText } from '../date-text.tsx'
import { type Reference, type References, toPersonName } from './number-references.ts'

export interface SourceListProps {
  readonly page: ThreadPage
  readonly references: References
}

export function SourceList({ page, references }: SourceListProps) {
  return (
    <ol className="source-list">
      {references.list.map((reference) => (
        <li key={reference.anchor} id={reference.anchor}>
          <Entry reference={reference} page={page} />
        </li>
      ))}
    </ol>
  )
}

function Entry({ reference, page }: { readonly reference: Reference; readonly page: ThreadPage }) {
  const { href, label, message, source } = reference
  if (message !== undefined)
    return <MessageEntry message={message} href={href} name={toPersonName(message.from, page)} />
  if (source !== undefined) return <SourceEntry source={source} href={href} />
  return <a href={href}>{label}</a>
}

interface MessageEntryProps {
  readonly message: CitedMessage
  readonly href: string
  readonly name: string
}

/** The table of messages holds the rest: what it says, its Message-ID, how it is known. */
function MessageEntry({ message, href, name }: MessageEntryProps) {
  const { key, subject, date } = message
  return (
    <>
      {name}, <a href={href}>{subject ?? 'message'}</a>, <MomentText date={date} />.{' '}
      <a className="kind" href={`#${anchors.message(key)}`}>
        in the table
      </a>
    </>
  )
}

function SourceEntry({ source, href }: { readonly source: Source; readonly href: string }) {
  const { id, kind, title, author, publisher, date, commit, known, note } = source
  return (
    <>
      {author !== undefined && `${author}, `}
      <a href={href}>{title}</a>
      {publisher !== undefined && `, ${publisher}`}
      {date !== undefined && (
        <>
          , <DateText date={date} />
        </>
      )}
      . {commit !== undefined && <code className="message-id">{commit.slice(0, 12)}</code>}{' '}
      <a className="kind" href={urls.source(id)}>
        {kind}
        {known === 'unchecked' && ', not read'}
      </a>
      {note !== undefined && <span className="note"> {note}</span>}
    </>
  )
}
