// The postings of the proposal: what each version was called, by whom, and how large.

import { anchors, type Revision, type ThreadPage, toSeriesUrl, urls } from '#domain'
import { AnchorLink } from '../anchor-link.tsx'
import { DateCode } from '../date-text.tsx'
import { ScrollRegion } from '../scroll-region.tsx'
import { type References, toPersonName } from './number-references.ts'
import { CiteMark } from './source-links.tsx'

export interface SeriesTableProps {
  readonly page: ThreadPage
  readonly references: References
}

export function SeriesTable({ page, references }: SeriesTableProps) {
  return (
    <ScrollRegion label="Postings of the proposal">
      <table className="series">
        <caption className="vh">Postings of the proposal, oldest first</caption>
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Posted, UTC</th>
            <th scope="col">Subject</th>
            <th scope="col">By</th>
            <th scope="col" className="num">
              Files
            </th>
            <th scope="col" className="num">
              Lines
            </th>
          </tr>
        </thead>
        <tbody>
          {page.entry.series.map((revision) => (
            <tr key={revision.id} id={anchors.revision(revision.id)}>
              <th scope="row">
                {revision.label}
                <AnchorLink id={anchors.revision(revision.id)} name="posting" />
              </th>
              <td>
                <DateCode date={revision.on} />
              </td>
              <td>
                <code className="subject">{revision.subject}</code>
                <CiteMark sources={revision.sources} references={references} />
                <ArchivedSeries revision={revision} page={page} />
                <span className="note">{revision.summary}</span>
              </td>
              <td>
                {revision.by.map((slug) => (
                  <a key={slug} className="plain person" href={urls.person(slug)}>
                    {toPersonName(slug, page)}
                  </a>
                ))}
              </td>
              <td className="num">{revision.files ?? '—'}</td>
              <td className="num">
                <Size revision={revision} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

/** Where this site's archive has the patches, all revisions of them side by side. */
function ArchivedSeries({
  revision,
  page,
}: {
  readonly revision: Revision
  readonly page: ThreadPage
}) {
  const patch = page.entry.messages.find(
    ({ key, heldOn, subject }) =>
      heldOn !== undefined &&
      patchPattern.test(subject ?? revision.subject) &&
      revision.sources.some(
        (source) => source.kind === 'message' && source.thread === undefined && source.key === key,
      ),
  )
  if (patch?.messageId === undefined || patch.heldOn === undefined) return undefined
  return (
    <>
      {' '}
      <a href={toSeriesUrl(patch.heldOn, patch.messageId)}>side by side</a>
    </>
  )
}

/** A reply has no series of its own. */
const patchPattern = /^\[[^\]]*\b(?:patch|rfc)/iu

function Size({ revision }: { readonly revision: Revision }) {
  const { insertions, deletions } = revision
  if (insertions === undefined && deletions === undefined) return '—'
  return (
    <>
      {insertions !== undefined && <span className="added">+{insertions}</span>}{' '}
      {deletions !== undefined && <span className="removed">−{deletions}</span>}
    </>
  )
}
