// Tests run on trains and behind closed networks: a connection to anywhere but this machine fails.

import { Socket } from 'node:net'

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/u

interface Target {
  readonly host?: string
  readonly path?: string
}

const connect = Socket.prototype.connect

Socket.prototype.connect = function guardedConnect(this: Socket, ...parameters: unknown[]) {
  const { host = 'localhost', path } = toTarget(parameters)
  if (path === undefined && !loopback.test(host)) {
    throw new Error(`Unexpected connection to ${host}, expected none: tests stay on this machine`)
  }
  return Reflect.apply(connect, this, parameters)
} as typeof connect

/** Node takes a port and a host, an object, a path, or (from its own modules) a list of these. */
function toTarget([first, second]: readonly unknown[]): Target {
  if (Array.isArray(first)) return toTarget(first)
  if (typeof first === 'object' && first !== null) return first
  if (typeof first === 'string') return { path: first }
  return typeof second === 'string' ? { host: second } : {}
}
