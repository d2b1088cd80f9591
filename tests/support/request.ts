// An HTTP request as it goes over the wire: nothing is decoded, followed or tidied.
// `fetch` would unpack bodies, follow redirects and resolve `..` before it asks.

import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'

export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface RequestOptions {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Asks for exactly this path, however odd. */
export async function request(
  url: string,
  { method = 'GET', headers = {} }: RequestOptions = {},
): Promise<Answered> {
  const [, host = '', port = '80', path = '/'] = /^http:\/\/([^:/]+):(\d+)(.*)$/su.exec(url) ?? []
  return await new Promise((resolve, reject) => {
    const asked = httpRequest({ host, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      )
    })
    asked.once('error', reject)
    asked.end()
  })
}
