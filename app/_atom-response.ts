// A feed as an answer.

export function toAtomResponse(feed: string): Response {
  return new Response(feed, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } })
}
