import { stances } from '#domain'
import { drawOgImage, ogSize } from './_og-image.tsx'

export const alt = 'Patchlore: who stood where on a kernel patch, and why'
export const size = ogSize
export const contentType = 'image/png'

export default function SiteImage() {
  return drawOgImage({
    kicker: 'Discussions about kernel patches',
    title: 'What was proposed on the list, who stood where and why, and what became of it.',
    stances,
  })
}
