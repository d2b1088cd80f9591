// The Content-Security-Policy of a page: our own files, and those inline scripts that are pure data.

import { createHash } from 'node:crypto'

// Next hands its pages over as `self.__next_f.push(<JSON>)`, and its list of scripts as a push onto
// TURBOPACK. Everything between the parentheses must parse as JSON, so that no script that could do
// anything else is ever let through, even if somebody found a way to write into a page.
const pushPatterns = [
  /^(?:\(self\.__next_f=self\.__next_f\|\|\[\]\)|self\.__next_f)\.push\((.*)\)$/su,
  /^\(globalThis\["TURBOPACK"\] \|\| \(globalThis\["TURBOPACK"\] = \[\]\)\)\.push\((.*)\);$/su,
]

// Constants of React's server renderer; the end-to-end tests notice when React changes them.
const reactConstants = new Set(['requestAnimationFrame(function(){$RT=performance.now()});'])

const scriptPattern = /<script(\s[^>]*)?>(.*?)<\/script>/gisu

/**
 * The header for a page.
 * Streams would need nonces; pages are complete when they pass here, so hashes do.
 */
export function toContentSecurityPolicy(html: string): string {
  const hashes = new Set<string>()
  for (const [, attributes = '', script = ''] of html.matchAll(scriptPattern)) {
    if (/\s(?:src|type)=/iu.test(attributes) || script === '') continue
    if (isHarmless(script))
      hashes.add(`'sha256-${createHash('sha256').update(script).digest('base64')}'`)
  }
  return [
    "default-src 'none'",
    ["script-src 'self'", ...hashes].join(' '),
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function isHarmless(script: string): boolean {
  if (reactConstants.has(script)) return true
  return pushPatterns.some((pattern) => {
    const data = pattern.exec(script)?.[1]
    return data !== undefined && isJson(data)
  })
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
