// The SQL that leads from the migrations to the schema, by Prisma's own schema engine, which is on
// npm as WebAssembly: no download, no second binary.

import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
} from '@prisma/driver-adapter-utils'

const here = import.meta.dirname

/** Reads `prisma/migrations`; returns '' when the migrations already lead to the schema. */
export async function readSchemaDifference(): Promise<string> {
  const engine = await openSchemaEngine()
  const baseDir = path.join(here, 'migrations')
  const names = (await readdir(baseDir, { withFileTypes: true }))
    .filter((child) => child.isDirectory())
    .map((child) => child.name)
    .sort()
  const migrations = await Promise.all(
    names.map(async (name) => ({
      name,
      sql: await readFile(path.join(baseDir, name, 'migration.sql'), 'utf8'),
    })),
  )
  const virtualTables = listVirtualTables(migrations.map(({ sql }) => sql))
  const result = await engine.diff({
    from: {
      tag: 'migrations',
      baseDir,
      lockfile: { path: 'migration_lock.toml', content: 'provider = "sqlite"\n' },
      shadowDbInitScript: '',
      migrationDirectories: migrations.map(({ name, sql }) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: toPrismaSql(sql, virtualTables) },
        },
      })),
    },
    to: { tag: 'schemaDatamodel', files: [readSchema()] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  const sql = result.stdout?.trim() ?? ''
  return sql === '-- This is an empty migration.' ? '' : sql
}

function readSchema() {
  const file = path.join(here, 'schema.prisma')
  return { path: file, content: readFileSync(file, 'utf8') }
}

/**
 * Prisma does not know virtual tables: a line `-- only sqlite` ends the part it is shown, and what
 * drops one of them before is left out.
 */
function toPrismaSql(sql: string, virtualTables: ReadonlySet<string>): string {
  const shown = sql.split(/^-- only sqlite/mu)[0] ?? ''
  return shown.replaceAll(/^DROP TABLE "(\w+)";$/gmu, (statement, name: string) =>
    virtualTables.has(name) ? '' : statement,
  )
}

function listVirtualTables(migrations: readonly string[]): ReadonlySet<string> {
  const created = migrations.flatMap((sql) => [...sql.matchAll(/^CREATE VIRTUAL TABLE "(\w+)"/gmu)])
  return new Set(created.flatMap(([, name]) => name ?? []))
}

async function openSchemaEngine() {
  const require = createRequire(import.meta.url)
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasmFile = path.join(
    path.dirname(require.resolve('@prisma/schema-engine-wasm')),
    'schema_engine_bg.wasm',
  )
  const { instance } = await WebAssembly.instantiate(readFileSync(wasmFile), {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  })
  bindings.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  const schema = readSchema()
  const adapter = new ScriptAdapter({ url: ':memory:' })
  return await bindings.SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  )
}

/** The engine hands a whole migration to `executeRaw`, where the driver takes a single statement. */
class ScriptAdapter extends PrismaBetterSqlite3 {
  override async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const database = await super.connectToShadowDb()
    const executeOne = database.executeRaw.bind(database)
    database.executeRaw = async (query) => {
      if (query.args.length > 0) return await executeOne(query)
      await database.executeScript(query.sql)
      return 0
    }
    return database
  }
}
