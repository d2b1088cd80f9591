// `patchlore scaffold`: a thread of the archive as the draft of an entry, printed or written.

import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isSlug } from '#domain'
import type { Env } from '#env'
import { type Scaffold, scaffoldEntry } from '#ingest'
import { closeStore, migrate, openStore } from '#store'
import { plural } from './report.ts'
import { UserError } from './user-error.ts'

export interface ScaffoldCommand {
  readonly messageId: string
  readonly list: string | undefined
  readonly slug: string | undefined
  readonly isWritten: boolean
}

/** Returns the exit code. Never replaces a file. */
export async function scaffoldCommand(
  env: Env,
  { messageId, list, slug, isWritten }: ScaffoldCommand,
): Promise<number> {
  if (slug !== undefined && !isSlug(slug)) {
    throw new UserError(
      `Unexpected slug \`${slug}\`, expected lower-case letters, digits and single hyphens`,
    )
  }
  if (!existsSync(env.storeFile)) {
    throw new UserError('Unexpected absence of the store, expected one with mail', importFirst)
  }
  const store = openStore(env.storeFile)
  try {
    migrate(store, path.join(env.root, 'prisma/migrations'))
    const bare = messageId.replaceAll(/^<|>$/gu, '')
    const { contentFolder } = env
    const scaffold = await scaffoldEntry(store, { contentFolder, messageId: bare, list, slug })
    return await hand(toDrafted(scaffold, bare), { contentFolder, isWritten })
  } finally {
    await closeStore(store)
  }
}

const importFirst = 'Take the mail in first: npx patchlore import <archive> --list <name>'

function toDrafted(scaffold: Scaffold, messageId: string) {
  switch (scaffold.kind) {
    case 'drafted':
      return scaffold
    case 'no-such-message':
      throw new UserError(
        `Unexpected Message-ID \`${messageId}\`, expected one of the archive`,
        importFirst,
      )
    case 'on-several-lists':
      throw new UserError(
        `Unexpected message on ${plural(scaffold.lists.length, 'list')}, expected to be told which`,
        `Choose one: --list ${scaffold.lists.join(' or --list ')}`,
      )
    case 'people-are-faulty':
      throw new UserError(
        'Unexpected faults in content/people/, expected none: who took part is looked up there',
        'See them with: npx patchlore check',
      )
    case 'slug-is-taken':
      throw new UserError(
        `Unexpected slug \`${scaffold.slug}\`, expected one that no entry has`,
        'Choose another one: --slug <name>',
      )
  }
}

async function hand(
  { files, left }: Extract<Scaffold, { kind: 'drafted' }>,
  { contentFolder, isWritten }: { contentFolder: string; isWritten: boolean },
): Promise<number> {
  if (left > 0) {
    process.stderr.write(
      `The draft leaves out the last ${plural(left, 'message')} of the thread.\n`,
    )
  }
  if (!isWritten) {
    const [entry = ''] = files.values()
    process.stdout.write(entry)
    return 0
  }
  for (const [name, text] of files) {
    const file = path.join(contentFolder, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, text, { flag: 'wx' })
    process.stdout.write(`${path.relative(process.cwd(), file)}\n`)
  }
  process.stdout.write('Write what says UNWRITTEN; `npx patchlore check` names each place.\n')
  return 0
}
