import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { urls } from '#domain'
import { TopicArticle } from '#ui'
import { readRedirect, readTopic } from '../../_readers.ts'

export async function generateMetadata({ params }: PageProps<'/topics/[slug]'>): Promise<Metadata> {
  const page = await readTopic((await params).slug)
  if (page === undefined) return {}
  const { slug, title, summary } = page.topic
  return {
    title,
    description: summary,
    alternates: {
      canonical: urls.topic(slug),
      types: { 'application/atom+xml': urls.topicFeed(slug) },
    },
  }
}

export default async function TopicPage({ params }: PageProps<'/topics/[slug]'>) {
  const { slug } = await params
  const page = await readTopic(slug)
  if (page === undefined) {
    const moved = await readRedirect(`/topics/${slug}`)
    if (moved !== undefined) permanentRedirect(moved)
    notFound()
  }
  return <TopicArticle page={page} />
}
