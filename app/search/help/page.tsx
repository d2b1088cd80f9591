import type { Metadata } from 'next'
import { urls } from '#domain'
import { prefixes } from '#search'
import { SearchHelp } from '#ui'
import { lessonChapters } from '../../_search-lessons.ts'

export const metadata: Metadata = {
  title: 'How to search',
  description: 'The language of search, explained by searches that find something here.',
  alternates: { canonical: urls.searchHelp },
}

export default function SearchHelpPage() {
  return (
    <SearchHelp
      chapters={lessonChapters}
      prefixes={prefixes.map(({ meaning, ...prefix }) => ({
        ...prefix,
        isIdle: meaning.kind === 'absent',
      }))}
    />
  )
}
