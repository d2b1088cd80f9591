import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { urls } from '#domain'
import { readEnv } from '#env'
import { PatternSprite } from '#simulations/player'
import { ThreadArticle, toJsonLd } from '#ui'
import { drawSimulation, drawTest } from '../../_draw-simulation.tsx'
import { readRedirect, readThread } from '../../_readers.ts'

export async function generateMetadata({
  params,
}: PageProps<'/threads/[slug]'>): Promise<Metadata> {
  const page = await readThread((await params).slug)
  if (page === undefined) return {}
  const { slug, question, title, summary, started } = page.entry
  return {
    title: `${question} ${title}`,
    description: summary,
    alternates: {
      canonical: urls.thread(slug),
      types: {
        'application/atom+xml': urls.threadFeed(slug),
        'application/json': urls.threadJson(slug),
        'text/markdown': urls.threadMarkdown(slug),
      },
    },
    openGraph: {
      type: 'article',
      siteName: 'Patchlore',
      title: question,
      description: summary,
      url: urls.thread(slug),
      publishedTime: started,
    },
  }
}

export default async function ThreadPage({ params }: PageProps<'/threads/[slug]'>) {
  const { slug } = await params
  const page = await readThread(slug)
  if (page === undefined) {
    const moved = await readRedirect(`/threads/${slug}`)
    if (moved !== undefined) permanentRedirect(moved)
    notFound()
  }
  const { siteUrl } = readEnv()
  return (
    <>
      {page.entry.positions.some(({ simulation }) => simulation) && <PatternSprite />}
      <ThreadArticle
        page={page}
        siteUrl={siteUrl}
        drawSimulation={drawSimulation}
        drawTest={drawTest}
      />
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: toJsonLd escapes `<`.
        dangerouslySetInnerHTML={{ __html: toJsonLd(page, siteUrl) }}
      />
    </>
  )
}
