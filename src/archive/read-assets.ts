// The style sheet of the pages of mail: the site's colours and fonts, the same files its other pages are
// made of, and what only mail needs. A font that comes too late waits for the next page, so that no line
// moves.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** A file that pages load. Its address has a digest in it, so that it can be kept for ever. */
export interface Asset {
  readonly url: string
  readonly type: string
  readonly body: Buffer
}

const fonts = [
  {
    family: 'Mail Mono',
    weight: '400',
    file: '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2',
  },
  {
    family: 'Mail Sans',
    weight: '100 700',
    file: '@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2',
  },
] as const

/** The style sheet first, then the fonts it names. */
export function readAssets(): readonly [Asset, ...Asset[]] {
  const require = createRequire(import.meta.url)
  const drawn = fonts.map(({ family, weight, file }) => {
    const asset = toAsset('font/woff2', 'woff2', readFileSync(require.resolve(file)))
    const face = `@font-face {
  font-family: "${family}";
  font-weight: ${weight};
  font-display: optional;
  src: url("${asset.url}") format("woff2");
}
`
    return { asset, face }
  })
  const sheets = ['../ui/styles/tokens.css', 'archive.css'].map((file) =>
    readFileSync(path.join(import.meta.dirname, file), 'utf8'),
  )
  const css = [...drawn.map(({ face }) => face), ...sheets].join('\n')
  const style = toAsset('text/css; charset=utf-8', 'css', Buffer.from(css))
  return [style, ...drawn.map(({ asset }) => asset)]
}

function toAsset(type: string, ending: string, body: Buffer): Asset {
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 16)
  return { url: `/all/asset-${digest}.${ending}`, type, body }
}
