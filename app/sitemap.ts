import type { MetadataRoute } from 'next'
import { urls } from '#domain'
import { readEnv } from '#env'
import { catalog } from '#simulations'
import { listPeople, listThreadSlugs, listTopics } from './_readers.ts'

export const dynamic = 'force-dynamic'

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const { siteUrl } = readEnv()
  const paths = [
    urls.home,
    urls.threads,
    urls.people,
    urls.topics,
    urls.simulations,
    ...Object.keys(catalog).map(urls.simulation),
    urls.sources,
    urls.about,
    ...(await listThreadSlugs()).map(urls.thread),
    ...(await listTopics()).map(({ slug }) => urls.topic(slug)),
    ...(await listPeople()).map(({ slug }) => urls.person(slug)),
  ]
  return paths.map((path) => ({ url: siteUrl + path }))
}
