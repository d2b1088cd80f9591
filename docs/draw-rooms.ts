// `npm run diagram`: draws the table of .dependency-cruiser.mjs into docs/architecture.md.

import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { rooms } from '../.dependency-cruiser.mjs'

export const architectureFile = path.join(import.meta.dirname, 'architecture.md')

const start = '<!-- rooms: made by `npm run diagram` -->'
const end = '<!-- end of rooms -->'

/** A room and the rooms it may import. */
type Table = Readonly<Record<string, { readonly mayImport: readonly string[] }>>

/**
 * One row per room, with a mark under each room it may import. Every room stands below those it may
 * import, so all marks lie below the diagonal: there is no way round in a circle.
 */
export function drawRooms(table: Table = rooms): string {
  const names = sortByImports(table)
  const width = Math.max(...names.map((name) => name.length))
  const rows = names.map((name, row) => {
    const cells = names.slice(0, row + 1).map((other, column) => {
      if (column === row) return ' ╲ '
      return table[name]?.mayImport.includes(other) === true ? ' ● ' : ' · '
    })
    return `${String(row + 1).padStart(2)} ${name.padEnd(width)} ${cells.join('')}`.trimEnd()
  })
  const numbers = names
    .map((_, column) =>
      String(column + 1)
        .padStart(2)
        .padEnd(3),
    )
    .join('')
  return [...rows, `   ${' '.repeat(width)} ${numbers}`.trimEnd()].join('\n')
}

/** Rooms that import nothing come first; in the order of the alphabet where the table leaves a choice. */
function sortByImports(table: Table): readonly string[] {
  const sorted: string[] = []
  while (sorted.length < Object.keys(table).length) {
    const next = Object.keys(table)
      .filter((name) => !sorted.includes(name))
      .sort()
      .find((name) => table[name]?.mayImport.every((other) => sorted.includes(other)))
    if (next === undefined) {
      throw new Error(`Unexpected circle in the table of rooms behind ${sorted.join(', ')}`)
    }
    sorted.push(next)
  }
  return sorted
}

/** The document with the drawing in its place. */
export function insertDrawing(document: string, drawing: string): string {
  const [before, rest] = document.split(start)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) {
    throw new Error(`Unexpected architecture.md, expected ${start} and ${end} in it`)
  }
  return `${before}${start}\n\n\`\`\`text\n${drawing}\n\`\`\`\n\n${end}${after}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const document = await readFile(architectureFile, 'utf8')
  await writeFile(architectureFile, insertDrawing(document, drawRooms()))
}
