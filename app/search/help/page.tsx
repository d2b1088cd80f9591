import type { Metadata } from 'next'
import { urls } from '#domain'
import { needsMail, prefixes } from '#search'
import { SearchHelp } from '#ui'
import { listSearchNames } from '../../_readers.ts'
import { lessonChapters } from '../../_search-lessons.ts'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = {
  title: 'How to search',
  description: 'The language of search, explained by searches that find something here.',
  alternates: { canonical: urls.searchHelp },
}

export default async function SearchHelpPage() {
  const { hasMail } = await listSearchNames()
  return (
    <SearchHelp
      chapters={lessonChapters}
      prefixes={prefixes.map(({ meaning, ...prefix }) => ({
        ...prefix,
        isIdle: !hasMail && needsMail({ meaning, ...prefix }),
      }))}
    />
  )
}
