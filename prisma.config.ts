import { defineConfig } from 'prisma/config'

// `generate`, `validate` and `format` want to download a schema engine they never run, from a host
// that closed networks block. A path to any executable keeps them from trying. `migrate` and `db`
// would then do nothing and say nothing, so they are left alone: prisma/create-migration.ts makes
// migrations, src/store/migrate.ts applies them.
if (['generate', 'validate', 'format'].some((command) => process.argv.includes(command))) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
})
