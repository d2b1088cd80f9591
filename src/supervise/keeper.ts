// What keeping a search server takes and gives, whoever started the server.

import type { ServerAddress } from '#search'
import type { ProgramPlaces } from './find-programs.ts'
import type { ServerProblem } from './server-state.ts'
import type { Pace } from './watch-server.ts'

export interface KeepOptions extends ProgramPlaces {
  readonly dataFolder: string
  /** What the names of this site's indexes begin with. */
  readonly indexPrefix: string
  /** A server that somebody else runs; without it one is started. */
  readonly given?: ServerAddress & { readonly searchKey?: string }
  /** Called each time the server begins to answer; the address has the key that may build indexes. */
  readonly onReady: (address: ServerAddress) => void
  readonly log: (line: string) => void
  /** Calm if left out. */
  readonly pace?: Pace
}

export interface Keeper {
  /** Notes how the last building of an index ended, for whoever reads the state. */
  readonly noteIndex: (problem: ServerProblem | undefined) => void
  /** Ends the server if we started it. */
  readonly stop: () => Promise<void>
}
