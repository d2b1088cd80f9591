import { notFound } from 'next/navigation'
import { yearOf } from '#domain'
import { toOutcomeWord } from '#ui'
import { drawOgImage, ogSize } from '../../_og-image.tsx'
import { readThread } from '../../_readers.ts'

export const alt = 'The question of the thread and the stances taken in it'
export const size = ogSize
export const contentType = 'image/png'

interface ThreadImageProps {
  readonly params: Promise<{ readonly slug: string }>
}

export default async function ThreadImage({ params }: ThreadImageProps) {
  const page = await readThread((await params).slug)
  if (page === undefined) notFound()
  const { entry } = page
  const { state, release } = entry.outcome
  const fate = toOutcomeWord(state) + (release === undefined ? '' : ` in ${release}`)
  return drawOgImage({
    kicker: `${entry.title} · ${yearOf(entry.started)} · ${fate}`,
    title: entry.question,
    stances: entry.positions.map(({ stance }) => stance),
  })
}
