import { expect, test } from 'vitest'
import { findParsedFile, keepParsedFiles } from '#store'
import { aStore } from '../support/stores.ts'

const path = 'content/threads/x.md'
const kept = { path, digest: 'd1', outline: '{"slug":"x"}', value: new Uint8Array([1, 2, 3]) }

test('what was kept is found by path and digest, and by no other digest', () => {
  const store = aStore()
  keepParsedFiles(store, [kept], [path])
  const found = findParsedFile(store, { path, digest: 'd1' })
  expect(found?.outline).toBe(kept.outline)
  expect([...(found?.value ?? [])]).toEqual([1, 2, 3])
  expect(findParsedFile(store, { path, digest: 'd2' })).toBeUndefined()
})

test('a file with a fault is kept without a value', () => {
  const store = aStore()
  keepParsedFiles(store, [{ ...kept, value: undefined }], [path])
  expect(findParsedFile(store, { path, digest: 'd1' })).toEqual({
    outline: kept.outline,
    value: undefined,
  })
})

test('a path that is not named is forgotten', () => {
  const store = aStore()
  keepParsedFiles(store, [kept], [path])
  keepParsedFiles(store, [], ['content/threads/y.md'])
  expect(findParsedFile(store, { path, digest: 'd1' })).toBeUndefined()
})
