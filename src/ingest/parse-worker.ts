// A thread that parses files: takes batches, answers each with its packed results.

import { parentPort, workerData } from 'node:worker_threads'
import { VFile } from 'vfile'
import type { SimulationIndex } from '#markdown'
import { pack } from './pack.ts'
import { parseFile } from './parse-file.ts'
import type { ParseDone, ParseJob } from './parse-files.ts'

parentPort?.on('message', (jobs: readonly ParseJob[]) => {
  const answers = jobs.map(({ index, kind, path, text }): ParseDone => {
    const file = new VFile({ path, value: text })
    return { index, packed: pack(parseFile({ kind, file }, workerData as SimulationIndex)) }
  })
  parentPort?.postMessage(answers)
})
