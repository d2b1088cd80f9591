import type { Metadata } from 'next'
import { urls } from '#domain'
import { TopicList } from '#ui'
import { listTopics } from '../_readers.ts'

export const metadata: Metadata = {
  title: 'Topics',
  description: 'What the discussions are about.',
  alternates: { canonical: urls.topics },
}

export default async function TopicsPage() {
  const topics = await listTopics()
  return (
    <div className="plain-page">
      <header className="page-head">
        <h1>Topics</h1>
      </header>
      <TopicList topics={topics} />
    </div>
  )
}
