import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isListName } from '../../../cli/import.ts'
import { projectRoot } from '../../support/stores.ts'

test('no list can take the name of something the site has', () => {
  const names = ['app', 'public'].flatMap((folder) =>
    readdirSync(path.join(projectRoot, folder)).flatMap((name) => [
      name,
      // `sitemap.ts` is drawn as `sitemap.xml`, `robots.ts` as `robots.txt`.
      name.replace(/^sitemap\.ts$/u, 'sitemap.xml').replace(/^robots\.ts$/u, 'robots.txt'),
    ]),
  )
  const source = /\.tsx?$|\.md$|^_/u
  expect(names.filter((name) => !source.test(name) && isListName(name))).toEqual([])
})

test.each(['linux-mm', 'ksummit', 'git', 'u-boot', 'b.a.t.m.a.n', 'ath10k'])(
  '%s can be a list',
  (name) => {
    expect(isListName(name)).toBe(true)
  },
)

test.each(['', '_', '.hidden', '../x', 'a/b', 'UPPER', 'all', 'r', 'threads', 'a b'])(
  '%j cannot',
  (name) => {
    expect(isListName(name)).toBe(false)
  },
)
