import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { urls } from '#domain'
import { readEnv } from '#env'
import { MarkSprite, PageKeys, SiteFooter, SiteHeader } from '#ui'
import { fontVariables } from './_fonts.ts'
import { readSite } from './_readers.ts'
import '../src/ui/styles/index.css'

// Pages read the store when they are asked; the edge in front keeps whole answers.
export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(readEnv().siteUrl),
    title: { default: 'Patchlore', template: '%s · Patchlore' },
    description:
      'Mailing-list discussions about kernel patches: what was proposed, who stood where and why, and what became of it.',
    alternates: { types: { 'application/atom+xml': urls.feed } },
    openGraph: { siteName: 'Patchlore', type: 'website', locale: 'en' },
  }
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbf9f4' },
    { media: '(prefers-color-scheme: dark)', color: '#14181e' },
  ],
}

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const site = await readSite()
  return (
    // The theme script sets data-theme before React sees the element.
    <html lang="en" className={fontVariables} suppressHydrationWarning>
      <head>
        <script src="/theme.js" />
        <link
          rel="search"
          type="application/opensearchdescription+xml"
          title="Patchlore"
          href={urls.openSearch}
        />
        <link rel="service-desc" type="application/openapi+json" href={urls.openApi} />
      </head>
      <body>
        <MarkSprite />
        <SiteHeader hasMail={site.hasMail} />
        <main id="content">{children}</main>
        <SiteFooter {...site} />
        <PageKeys hasMail={site.hasMail} />
      </body>
    </html>
  )
}
