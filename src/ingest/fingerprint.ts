// What state a set of files is in, as one digest; so that nothing is done twice.

import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** Every file below the folders, sorted; hidden files and `skip` folders are left out. */
export async function listFiles(
  paths: readonly string[],
  skip: readonly string[] = [],
): Promise<readonly string[]> {
  const lists = await Promise.all(
    paths.map(async (start) => {
      const children = await readdir(start, { withFileTypes: true, recursive: true }).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOTDIR') return undefined
          if (error.code === 'ENOENT') return []
          throw error
        },
      )
      if (children === undefined) return [start]
      return children
        .filter((child) => child.isFile())
        .map((child) => path.join(child.parentPath, child.name))
        .filter((file) => {
          const parts = path.relative(start, file).split(path.sep)
          return !parts.some((part) => part.startsWith('.') || skip.includes(part))
        })
    }),
  )
  return lists.flat().sort()
}

/** SHA-256 over names and contents of all files below the folders (or of the files themselves). */
export async function fingerprint(
  root: string,
  paths: readonly string[],
  skip: readonly string[] = [],
): Promise<string> {
  const hash = createHash('sha256')
  const files = await listFiles(
    paths.map((start) => path.resolve(root, start)),
    skip,
  )
  for (const file of files) {
    const content = await readFile(file)
    hash.update(`${path.relative(root, file)}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}
