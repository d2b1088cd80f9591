// Statements that are asked again and again, prepared once per connection: preparing one takes longer
// than most of them run.

import type Database from 'better-sqlite3'
import type { Store } from './open-store.ts'

const statementsByConnection = new WeakMap<Store['sqlite'], Map<string, Database.Statement>>()

/** The prepared statement; `sql` must be one of a fixed set, not made of what readers ask. */
export function toStatement<Parameters extends unknown[], Row>(
  { sqlite }: Store,
  sql: string,
): Database.Statement<Parameters, Row> {
  const statements = statementsByConnection.get(sqlite) ?? new Map<string, Database.Statement>()
  statementsByConnection.set(sqlite, statements)
  const known = statements.get(sql)
  if (known !== undefined) return known as Database.Statement<Parameters, Row>
  const statement = sqlite.prepare(sql)
  statements.set(sql, statement)
  return statement as unknown as Database.Statement<Parameters, Row>
}
