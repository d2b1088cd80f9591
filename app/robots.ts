import type { MetadataRoute } from 'next'
import { readEnv } from '#env'

// The site's address is a setting of the running site, not of the build.
export const dynamic = 'force-dynamic'

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: '*',
      // Every choice of facets and every query is an address; the pages behind them are all listed.
      disallow: ['/search?', '/threads?'],
    },
    sitemap: `${readEnv().siteUrl}/sitemap.xml`,
  }
}
