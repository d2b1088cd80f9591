'use client'
// The search box of the page that is not there, filled from the address the reader came with.
// A client component only because Next tells nobody else which path was asked for;
// it is drawn on the server too, so it works without script.

import { usePathname } from 'next/navigation'
import { SearchForm } from '#ui'

export function LostSearch() {
  return <SearchForm query={toWords(usePathname() ?? '')} size="large" id="lost-search" />
}

/** e.g. `/threads/x86-64-16k-stack` → `x86 64 16k stack`. */
function toWords(path: string): string {
  const last = path.split('/').findLast((segment) => segment !== '') ?? ''
  try {
    return decodeURIComponent(last)
      .replaceAll(/[-+_.]+/gu, ' ')
      .trim()
      .slice(0, 80)
  } catch {
    return ''
  }
}
