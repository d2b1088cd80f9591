// Every message the entry knows, with how it is known: the table behind the timeline.

import { anchors, type CitedMessage, type MessageKnowledge, type ThreadPage, urls } from '#domain'
import { DateCode } from '../date-text.tsx'
import { ScrollRegion } from '../scroll-region.tsx'
import { type References, toMessageUrl, toPersonName } from './number-references.ts'

const knowledgeMeanings: Record<MessageKnowledge, string> = {
  read: 'read in a copy',
  quoted: 'as quoted in',
  retold: 'as retold in',
}

export interface MessageTableProps {
  readonly page: ThreadPage
  readonly references: References
}

export function MessageTable({ page, references }: MessageTableProps) {
  return (
    <ScrollRegion label="Messages of the thread">
      <table className="messages">
        <caption className="vh">Messages of the thread, oldest first, times in UTC</caption>
        <thead>
          <tr>
            <th scope="col">UTC</th>
            <th scope="col">From</th>
            <th scope="col">What it says</th>
            <th scope="col">Known</th>
          </tr>
        </thead>
        <tbody>
          {page.entry.messages.map((message) => (
            <tr key={message.key} id={anchors.message(message.key)}>
              <td>
                <a href={toMessageUrl(message, page)}>
                  <DateCode date={message.date} />
                </a>
              </td>
              <td>
                <a className="plain" href={urls.person(message.from)}>
                  {toPersonName(message.from, page)}
                </a>
              </td>
              <td>
                {message.says}
                {message.messageId !== undefined && (
                  <code className="message-id">{message.messageId}</code>
                )}
              </td>
              <td>
                <Knowledge message={message} references={references} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Knowledge({
  message,
  references,
}: {
  readonly message: CitedMessage
  readonly references: References
}) {
  if (message.heldOn !== undefined) return `held in the archive of ${message.heldOn}`
  const seenIn = message.seenIn && references.of(message.seenIn)
  const words = knowledgeMeanings[message.known]
  if (seenIn === undefined) return words
  return (
    <>
      {words}{' '}
      <a className="cite" href={`#${seenIn.anchor}`} aria-label={`source ${seenIn.number}`}>
        {seenIn.number}
      </a>
    </>
  )
}
