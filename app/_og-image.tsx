// The picture that stands for a page elsewhere. Only faces that come as .woff can be drawn here.

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { ImageResponse } from 'next/og'
import type { Stance } from '#domain'

export const ogSize = { width: 1200, height: 630 }

const paper = '#fbf9f4'
const ink = '#1c1a17'
const quiet = '#5c564b'

// As in src/ui/styles/tokens.css, by day.
const stanceColours: Record<Stance, string> = {
  proposes: '#4a3aa0',
  supports: '#17683a',
  'supports-if': '#0c6469',
  opposes: '#a8231b',
  alternative: '#8a4b00',
  asks: '#8b2a78',
  informs: '#57544c',
}

export interface OgImageContent {
  readonly kicker: string
  readonly title: string
  readonly stances: readonly Stance[]
}

// More marks than this would leave the picture.
const stancesMax = 64

export async function drawOgImage({ kicker, title, stances }: OgImageContent) {
  const mono = await readFont('ibm-plex-mono', 'ibm-plex-mono-latin-400-normal.woff')
  return new ImageResponse(
    <div
      style={{
        width: '100%',
        height: '100%',
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        padding: 72,
        background: paper,
        color: ink,
        fontFamily: 'Mono',
      }}
    >
      <div style={{ display: 'flex', fontSize: 26, color: quiet }}>{kicker}</div>
      <div
        style={{
          display: 'flex',
          fontSize: title.length > 80 ? 48 : 56,
          lineHeight: 1.25,
          letterSpacing: -1.5,
        }}
      >
        {title}
      </div>
      <div style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between' }}>
        <div style={{ display: 'flex', flexWrap: 'wrap', maxWidth: 820, gap: 9 }}>
          {stances.slice(0, stancesMax).map((stance, index) => (
            <Mark
              // biome-ignore lint/suspicious/noArrayIndexKey: drawn once.
              key={index}
              stance={stance}
            />
          ))}
        </div>
        <div style={{ display: 'flex', fontSize: 38 }}>Patchlore</div>
      </div>
    </div>,
    {
      ...ogSize,
      fonts: [{ name: 'Mono', data: mono, weight: 400 }],
    },
  )
}

function readFont(family: string, file: string): Promise<Buffer> {
  return readFile(path.join(process.cwd(), 'node_modules/@fontsource', family, 'files', file))
}

// The shapes of src/ui/mark-sprite.tsx, without references, which the drawing library cannot follow.
const shapes: Record<Stance, string> = {
  proposes: 'M8 .8 15.2 8 8 15.2.8 8Z',
  supports: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8Z',
  'supports-if': 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8Zm0 1.7a4.5 4.5 0 0 1 0 9Z',
  opposes: 'M2.4 2.4h11.2v11.2H2.4Z',
  alternative: 'M8 1.6 15.2 14.2H.8Z',
  asks: 'M3.5 5.5C3.5 2.8 5.5 1 8.1 1s4.6 1.5 4.6 3.9c0 3-3.5 3.3-3.5 5.5H7c0-3.3 3.5-3.5 3.5-5.4 0-1.1-1-1.9-2.4-1.9-1.5 0-2.4.9-2.4 2.4ZM6.7 12h3v3h-3Z',
  informs: 'M6.4 1.3h3.2v3.2H6.4ZM5.2 5.8h4.1v6.5h2.3v2.2H4.6v-2.2h2.5V8H5.2Z',
}

function Mark({ stance }: { readonly stance: Stance }) {
  return (
    <svg width="26" height="26" viewBox="0 0 16 16" aria-hidden="true">
      <path d={shapes[stance]} fill={stanceColours[stance]} fillRule="evenodd" />
    </svg>
  )
}
