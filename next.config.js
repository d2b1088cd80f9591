/** @type {import('next').NextConfig} */
const nextConfig = {
  // The edge in src/serve compresses, because only it knows which bytes it has compressed before.
  compress: false,
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false, // hrefs come from src/domain/urls.ts, which the links test checks by visiting them
  agentRules: false,
  // `npm test` checks types over the whole project; the build need not do it a second time.
  typescript: { ignoreBuildErrors: true },
  // Pages read the store when they are asked, never at build time: see docs/decisions/.
  serverExternalPackages: ['better-sqlite3', '@prisma/adapter-better-sqlite3', '@prisma/client'],
  async rewrites() {
    return {
      // Before the page of the same address. The edge answers `format=json` itself.
      beforeFiles: [
        {
          source: '/search',
          has: [{ type: 'query', key: 'format', value: 'atom' }],
          destination: '/search/feed.atom',
        },
      ],
      afterFiles: [
        { source: '/threads/:slug([a-z0-9-]+).md', destination: '/threads/:slug/markdown' },
        { source: '/threads/:slug([a-z0-9-]+).json', destination: '/threads/:slug/json' },
      ],
      fallback: [],
    }
  },
}

export default nextConfig
