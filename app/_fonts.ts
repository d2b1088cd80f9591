// The three voices: a text serif for our prose, a quiet sans for the interface, a mono for theirs.
// Only Latin, only from the package registry; upright faces are preloaded, italics when needed.
// Optional: a face that comes too late for the first page waits for the next one, so no line ever moves.

import localFont from 'next/font/local'

const serif = localFont({
  src: '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
  weight: '200 900',
  display: 'optional',
  variable: '--font-serif',
  adjustFontFallback: 'Times New Roman',
})

const serifItalic = localFont({
  src: '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2',
  weight: '200 900',
  style: 'italic',
  display: 'optional',
  variable: '--font-serif-italic',
  adjustFontFallback: 'Times New Roman',
  preload: false,
})

const sans = localFont({
  src: '../node_modules/@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2',
  weight: '100 700',
  display: 'optional',
  variable: '--font-sans',
  adjustFontFallback: 'Arial',
})

const mono = localFont({
  src: '../node_modules/@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2',
  weight: '400',
  display: 'optional',
  variable: '--font-mono',
  // No metrics of a monospaced system font are known here; its own advance width keeps columns.
  adjustFontFallback: false,
  fallback: ['DejaVu Sans Mono', 'Menlo', 'Consolas', 'monospace'],
})

export const fontVariables = [serif, serifItalic, sans, mono]
  .map(({ variable }) => variable)
  .join(' ')
