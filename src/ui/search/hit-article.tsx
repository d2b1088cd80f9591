// One hit: what kind of thing it is, when it was and where it stands, and the sentence that matched.

import { hitMarkEnd, hitMarkStart, type SearchHit } from '#domain'
import { DateText, formatSpan, TimeText } from '../date-text.tsx'
import { MarkedText } from '../marked-text.tsx'
import { OutcomeLabel } from '../outcome-label.tsx'
import { StanceLabel } from '../stance-mark.tsx'

export function HitArticle({ hit }: { readonly hit: SearchHit }) {
  const { kind, stance, outcome, date, until, excerpt } = hit
  const theirs = isQuotation(excerpt)
  return (
    <article className="hit">
      <p className="kicker">
        <span className="kind">{kind.replace('-', ' ')}</span>{' '}
        {stance !== '' && <StanceLabel stance={stance} />}{' '}
        {kind === 'entry' && outcome !== '' && <OutcomeLabel state={outcome} />}{' '}
        {date !== '' && until !== '' && <TimeText date={date}>{formatSpan(date, until)}</TimeText>}
        {date !== '' && until === '' && <DateText date={date} />}
      </p>
      <div>
        <h2>
          <a href={hit.url}>
            <MarkedText text={withoutStance(hit)} />
          </a>
        </h2>
        {excerpt !== '' && (
          <p className={theirs ? 'mail' : 'ours'}>
            <MarkedText text={theirs ? withoutQuotationMarks(excerpt) : excerpt} />
          </p>
        )}
        <Where hit={hit} />
        <Others hit={hit} />
      </div>
    </article>
  )
}

function Where({ hit: { kind, title, personName, threadTitle } }: { readonly hit: SearchHit }) {
  const isNamed = personName !== '' && !toPlain(title).includes(personName)
  const isInside = threadTitle !== '' && kind !== 'entry'
  if (!isNamed && !isInside) return null
  return (
    <p className="row-note">
      {isNamed && personName}
      {isNamed && isInside && ', '}
      {isInside && `in ${threadTitle}`}
    </p>
  )
}

/** What else of its thread has the words. */
function Others({ hit: { others = 0, url } }: { readonly hit: SearchHit }) {
  if (others === 0) return null
  const isMail = url.endsWith('/')
  return (
    <p className="row-note">
      and {others} more in {isMail ? <a href={`${url}T/`}>its thread</a> : 'its thread'}
    </p>
  )
}

/** The words of others stand between quotation marks; on a page they look like mail instead. */
function isQuotation(excerpt: string): boolean {
  const plain = toPlain(excerpt)
  return plain.startsWith('“') && plain.endsWith('”') && !plain.slice(1, -1).includes('”')
}

function withoutQuotationMarks(excerpt: string): string {
  return excerpt.slice(1, -1)
}

/** The mark beside the title says the stance already. */
function withoutStance({ title, stance }: SearchHit): string {
  return stance !== '' && title.endsWith(` ${stance}`) ? title.slice(0, -stance.length - 1) : title
}

function toPlain(marked: string): string {
  return marked.replaceAll(hitMarkStart, '').replaceAll(hitMarkEnd, '')
}
