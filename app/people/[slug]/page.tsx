import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { urls } from '#domain'
import { PersonArticle } from '#ui'
import { readPerson, readRedirect } from '../../_readers.ts'

export async function generateMetadata({ params }: PageProps<'/people/[slug]'>): Promise<Metadata> {
  const page = await readPerson((await params).slug)
  if (page === undefined) return {}
  const { slug, name } = page.person
  const count = page.positions.length
  return {
    title: name,
    description: `${count} ${count === 1 ? 'position' : 'positions'} ${name} took in patch discussions.`,
    alternates: {
      canonical: urls.person(slug),
      types: { 'application/atom+xml': urls.personFeed(slug) },
    },
  }
}

export default async function PersonPage({ params }: PageProps<'/people/[slug]'>) {
  const { slug } = await params
  const page = await readPerson(slug)
  if (page === undefined) {
    const moved = await readRedirect(`/people/${slug}`)
    if (moved !== undefined) permanentRedirect(moved)
    notFound()
  }
  return <PersonArticle page={page} />
}
