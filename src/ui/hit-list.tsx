// What a search found: each hit lands on its sentence and says what kind of thing it is.

import { type SearchHit, urls } from '#domain'
import { DateText } from './date-text.tsx'
import { MarkedText } from './marked-text.tsx'
import { Pagination } from './pagination.tsx'
import { SearchForm } from './search-form.tsx'
import { StanceLabel } from './stance-mark.tsx'

export interface HitListProps {
  readonly query: string
  readonly page: number
  readonly perPage: number
  readonly answer: {
    readonly hits: readonly SearchHit[]
    readonly total: number
    readonly engine: string
    readonly tookMs: number
    readonly problem?: string
  }
  readonly examples: readonly string[]
}

export function HitList({ query, page, perPage, answer, examples }: HitListProps) {
  const { hits, total, engine, tookMs, problem } = answer
  return (
    <div className="hit-page">
      <h1>{query === '' ? 'Search' : <>Search: {query}</>}</h1>
      <SearchForm query={query} size="large" id="page-search" />
      {problem !== undefined && <p className="problem">{problem}</p>}
      {query === '' ? (
        <Suggestions examples={examples} />
      ) : (
        <p className="shown" role="status">
          {total === 0 ? 'Nothing found' : `${total} ${total === 1 ? 'hit' : 'hits'}`}, answered by{' '}
          {engine} in {tookMs < 10 ? tookMs.toFixed(1) : Math.round(tookMs)} ms
        </p>
      )}
      {query !== '' && total === 0 && problem === undefined && <NoHits examples={examples} />}
      <ol className="hits" start={(page - 1) * perPage + 1}>
        {hits.map((hit) => (
          <li key={hit.id}>
            <Hit hit={hit} />
          </li>
        ))}
      </ol>
      <Pagination
        page={page}
        pages={Math.ceil(total / perPage)}
        toHref={(next) => `${urls.search(query)}&page=${next}`}
      />
    </div>
  )
}

function Hit({ hit }: { readonly hit: SearchHit }) {
  return (
    <article className={`hit k-${hit.kind}`}>
      <p className="kicker">
        <span className="kind">{hit.kind}</span>{' '}
        {hit.stance !== '' && <StanceLabel stance={hit.stance} />}{' '}
        {hit.date !== '' && <DateText date={hit.date} />}
      </p>
      <h2>
        <a href={hit.url}>
          <MarkedText text={withoutStance(hit)} />
        </a>
      </h2>
      {hit.excerpt !== '' && (
        <p>
          <MarkedText text={hit.excerpt} />
        </p>
      )}
      {hit.threadTitle !== '' && hit.kind !== 'entry' && (
        <p className="row-note">in {hit.threadTitle}</p>
      )}
    </article>
  )
}

/** The mark above the title says the stance already. */
function withoutStance({ title, stance }: SearchHit): string {
  return stance !== '' && title.endsWith(` ${stance}`) ? title.slice(0, -stance.length - 1) : title
}

function Suggestions({ examples }: { readonly examples: readonly string[] }) {
  return (
    <p className="examples">
      For example{' '}
      {examples.map((example) => (
        <a key={example} href={urls.search(example)}>
          {example}
        </a>
      ))}
    </p>
  )
}

function NoHits({ examples }: { readonly examples: readonly string[] }) {
  return (
    <div className="empty">
      <ul>
        <li>
          Identifiers are matched as they are written: try a part of one, e.g. its first word.
        </li>
        <li>Fewer words find more; “quoted words” find exactly that.</li>
        <li>
          Or browse <a href={urls.threads}>threads</a>, <a href={urls.people}>people</a> and{' '}
          <a href={urls.topics}>topics</a>.
        </li>
      </ul>
      <Suggestions examples={examples} />
    </div>
  )
}
