import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { expect, test } from 'vitest'
import {
  collectResponse,
  HandlerTooSlow,
  type RequestHandler,
} from '../../../src/serve/collect-response.ts'

function collect(handler: RequestHandler, timeoutMs = 1_000) {
  return collectResponse(handler, new IncomingMessage(new Socket()), timeoutMs)
}

test('everything written is one body, whatever it was written as', async () => {
  const { status, headers, body } = await collect((_request, response) => {
    response.statusCode = 201
    response.setHeader('Content-Type', 'text/plain')
    response.write('Gr')
    response.write('f6df', 'hex')
    response.write(new Uint8Array([0x65]))
    response.end('!', 'latin1')
  })
  expect(status).toBe(201)
  expect(headers['content-type']).toBe('text/plain')
  expect(body).toEqual(Buffer.from('Gr\xf6\xdfe!', 'latin1'))
})

test('the head can be written at once, with or without a sentence', async () => {
  const one = await collect((_request, response) => {
    response.writeHead(404, { 'x-one': '1' }).end()
  })
  expect(one).toMatchObject({ status: 404, headers: { 'x-one': '1' } })
  const two = await collect((_request, response) => {
    response.writeHead(410, 'Gone', { 'x-two': ['a', 'b'] }).end('gone')
  })
  expect(two).toMatchObject({ status: 410, headers: { 'x-two': ['a', 'b'] } })
})

test('streams can be piped into it', async () => {
  const { body } = await collect((_request, response) =>
    pipeline(Readable.from(['one ', 'two ', 'three']), response),
  )
  expect(body.toString()).toBe('one two three')
})

test('callbacks are called and events sent, as writers of streams expect', async () => {
  const seen: string[] = []
  await collect((_request, response) => {
    response.once('finish', () => seen.push('finish'))
    response.once('close', () => seen.push('close'))
    response.write('a', () => seen.push('written'))
    response.write('a', 'utf8', () => seen.push('written'))
    response.end(() => seen.push('ended'))
    seen.push(`over: ${response.writableEnded}`)
  })
  expect(seen).toEqual(['written', 'written', 'ended', 'finish', 'close', 'over: true'])
})

test('what comes after the end is left out', async () => {
  const { body } = await collect((_request, response) => {
    response.end('end')
    response.end('more')
  })
  expect(body.toString()).toBe('end')
})

test('a handler that throws is an error, at once or later', async () => {
  await expect(
    collect(() => {
      throw new Error('at once')
    }),
  ).rejects.toThrow('at once')
  await expect(collect(() => Promise.reject(new Error('later')))).rejects.toThrow('later')
})

test('a handler that never answers is too slow', async () => {
  await expect(collect(() => {}, 20)).rejects.toThrow(HandlerTooSlow)
})
