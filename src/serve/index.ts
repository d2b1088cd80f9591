// The HTTP edge: caching per edition, compression, headers. The only room that knows sockets.

export type { RequestHandler } from './collect-response.ts'
export type { StreamedAnswer } from './send-stream.ts'
export { type PlainAnswers, PortTaken, type ServeOptions, type Site, serve } from './serve.ts'
