// `npm run migration -- <name>`: writes what is missing between the migrations and the schema.

import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readSchemaDifference } from './schema-difference.ts'

const name = process.argv[2]
if (name === undefined || !/^[a-z0-9_]+$/u.test(name)) {
  process.stderr.write('Usage: npm run migration -- <name_in_snake_case>\n')
  process.exit(1)
}

const sql = await readSchemaDifference()
if (sql === '') {
  process.stdout.write('The migrations already lead to prisma/schema.prisma: nothing to write.\n')
} else {
  const stamp = new Date().toISOString().replace(/\D/gu, '').slice(0, 14)
  const folder = path.join(import.meta.dirname, 'migrations', `${stamp}_${name}`)
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'migration.sql'), `${sql}\n`)
  process.stdout.write(`Wrote ${path.relative(process.cwd(), folder)}/migration.sql\n`)
}
