import type { Metadata } from 'next'
import { urls } from '#domain'
import { SourceCatalog } from '#ui'
import { listSources } from '../_readers.ts'

export const metadata: Metadata = {
  title: 'Sources',
  description: 'Every page, commit and file the entries cite, and which entries cite it.',
  alternates: { canonical: urls.sources },
}

export default async function SourcesPage() {
  const sources = await listSources()
  return (
    <div className="plain-page">
      <header className="page-head">
        <h1>Sources</h1>
        <p className="lead">
          Everything the entries rest on beside the messages themselves, and which entries rest on
          it.
        </p>
      </header>
      <SourceCatalog sources={sources} />
    </div>
  )
}
