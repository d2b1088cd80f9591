// What of Meilisearch other rooms may know: how to greet a server, how to give it an index, and the
// engine that searches it.

export {
  type Greeting,
  greetServer,
  isServerHealthy,
  requireVersion,
  ServerUnusable,
  serverVersionMin,
} from './greet-server.ts'
export {
  createMeilisearchEngine,
  type FoundServer,
  type MeilisearchEngine,
  type MeilisearchEngineOptions,
} from './meilisearch-engine.ts'
export { type BuiltIndex, findIndex, type IndexToBuild, replaceIndex } from './replace-index.ts'
export type { ServerAddress } from './server-address.ts'
