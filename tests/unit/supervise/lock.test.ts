import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { takeLock } from '../../../src/supervise/lock.ts'
import { endProcess, isAlive, markProcess } from '../../../src/supervise/process-mark.ts'
import { aFolder } from '../../support/stores.ts'

/** A process of the test's own that does nothing; killed after the test. */
function aSleeper() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

function markOf(pid: number | undefined) {
  const mark = markProcess(pid ?? -1)
  if (mark === undefined) throw new Error(`There is no process ${pid}`)
  return mark
}

test('a lock is held once, and free again when it is released', () => {
  const file = path.join(aFolder(), 'lock')
  const lock = takeLock(file)
  expect(lock).toBeDefined()
  expect(takeLock(file)).toBeUndefined()
  lock?.release()
  const again = takeLock(file)
  expect(again).toBeDefined()
  again?.release()
  expect(readdirSync(path.dirname(file))).toEqual([])
})

test('a lock of a living process is not taken from it, that of a dead one is', async () => {
  const file = path.join(aFolder(), 'lock')
  const child = aSleeper()
  writeFileSync(file, JSON.stringify(markOf(child.pid)))
  expect(takeLock(file)).toBeUndefined()
  child.kill('SIGKILL')
  await once(child, 'exit')
  const lock = takeLock(file)
  expect(lock).toBeDefined()
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(markOf(process.pid))
})

test('a lock whose number was given to another process since is a dead one', () => {
  const file = path.join(aFolder(), 'lock')
  const { pid } = markOf(aSleeper().pid)
  writeFileSync(file, JSON.stringify({ pid, started: 'before the last boot' }))
  expect(takeLock(file)).toBeDefined()
})

test.each(['', 'null', '{"pid":"1"}', '\0'])('a lock that says %j holds nobody up', (text) => {
  const file = path.join(aFolder(), 'lock')
  writeFileSync(file, text)
  expect(takeLock(file)).toBeDefined()
})

test('whoever lost the lock does not release that of the next one', () => {
  const file = path.join(aFolder(), 'lock')
  const lock = takeLock(file)
  const other = JSON.stringify(markOf(aSleeper().pid))
  writeFileSync(file, other)
  lock?.release()
  expect(readFileSync(file, 'utf8')).toBe(other)
})

test('a process is ended even if it does not listen, and the mark says whether it lives', async () => {
  const deaf = spawn(process.execPath, [
    '-e',
    "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)",
  ])
  onTestFinished(() => void deaf.kill('SIGKILL'))
  await once(deaf.stdout, 'data')
  const mark = markOf(deaf.pid)
  expect(isAlive(mark)).toBe(true)
  expect(await endProcess(mark)).toBe(true)
  expect(isAlive(mark)).toBe(false)
  expect(await endProcess(mark)).toBe(false)
})
