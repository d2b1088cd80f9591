// What routes for machines answer when there is no entry of that name: where it went, or a plain no.

import { readRedirect } from './_readers.ts'

export interface Asked {
  /** The page whose name was asked for, e.g. `/threads/old-name`. */
  readonly page: string
  /** What the route's own address has after the page's, e.g. `.md`. */
  readonly suffix: string
  /** In which form programs expect to read that there is nothing. */
  readonly as: 'text' | 'json'
}

/** 308 to the same thing under its new name; 404 if the name never was one. */
export async function answerMovedOrMissing({ page, suffix, as }: Asked): Promise<Response> {
  const moved = await readRedirect(page)
  if (moved !== undefined) {
    return new Response(null, { status: 308, headers: { location: moved + suffix } })
  }
  const reason = `There is nothing at ${page}${suffix}.`
  return as === 'json'
    ? Response.json({ error: reason }, { status: 404 })
    : new Response(`${reason}\n`, {
        status: 404,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      })
}
