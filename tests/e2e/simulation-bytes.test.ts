// The same parameters give the same bytes in Chromium and in Node, through the worker as it is
// bundled; and a run in the browser stops when it is told to.

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  finishRun,
  loadScenario,
  type Mode,
  protocolVersion,
  type RunInput,
  readParameters,
  runScenario,
  type ToWorker,
  toCanonicalJson,
  toRunInput,
} from '#simulations'
import { launchBrowser } from '../support/browser.ts'
import { bundleWorker } from '../support/bundle-simulations.ts'

let browser: Browser
let page: Page
let stop: () => void

beforeAll(async () => {
  const { files } = await bundleWorker()
  const server = createServer((request, response) => {
    const text = files.get((request.url ?? '').slice(1))
    response.setHeader('content-type', text === undefined ? 'text/html' : 'text/javascript')
    response.end(text ?? '<!doctype html><title>Worker</title>')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stop = () => server.close()
  browser = await launchBrowser()
  page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
})

afterAll(async () => {
  await browser?.close()
  stop?.()
})

/** Runs in a module worker of the page; answers the model, its hash, and what came last. */
async function runInBrowser(
  request: ToWorker,
  { cancelAfterProgress = false }: { readonly cancelAfterProgress?: boolean } = {},
): Promise<{ readonly kind: string; readonly hash?: string; readonly model?: unknown }> {
  return await page.evaluate(
    ([run, cancels]) =>
      new Promise((resolve, reject) => {
        const worker = new Worker('/browser-worker.js', { type: 'module' })
        worker.onerror = (event) => reject(new Error(event.message))
        worker.onmessage = ({ data }) => {
          if (data.kind === 'ready') worker.postMessage(run)
          else if (data.kind === 'progress') {
            if (cancels) worker.postMessage({ kind: 'cancel', id: run.id })
          } else {
            worker.terminate()
            resolve({ kind: data.kind, hash: data.result?.hash, model: data.result?.model })
          }
        }
      }),
    [request, cancelAfterProgress] as const,
  )
}

function aRequest(scenario: string, input: RunInput, mode: Mode): ToWorker {
  return {
    kind: 'run',
    protocol: protocolVersion,
    ...{ id: 1, scenario, input, mode, isMeasured: false },
  }
}

const everyStructure = 'list,hash,hlist,rbtree,none,virtual,flat,map'

test.each([
  ['procfs-directory', {}, 'count'],
  ['procfs-directory', { st: everyStructure, n: '3000', rm: 'random', dup: '7' }, 'count'],
  ['procfs-directory', { st: everyStructure, n: '900', names: 'vethX', seed: 'é' }, 'walk'],
  ['procfs-directory', { n: '700', place: 'shuffled', hf: 'word', mut: 'remove' }, 'heap'],
  ['procfs-directory', { n: '300', mut: 'create', rd: 'key', order: 'shuffled' }, 'step'],
  ['kernel-stack', {}, 'count'],
  ['kernel-stack', { density: '37', seed: 'é', nesting: '3', offload: 'ext4_map_blocks' }, 'step'],
  ['kernel-stack', { trace: 'pasted', frames: 'a:8200 b:96', tail: '0', edits: '0=24' }, 'count'],
  ['stack-memory', {}, 'count'],
  [
    'stack-memory',
    { ram: '64', free: '5', clustering: '0.5', seed: 'é', reclaim: 'false' },
    'count',
  ],
] as const)('%s %j, mode %s, gives the same bytes', async (id, parameters, mode) => {
  const scenario = await loadScenario(id)
  if (scenario === undefined) throw new Error(`No scenario ${id}`)
  const { values } = readParameters(scenario.schema, parameters)
  const here = finishRun(runScenario(scenario, values, { mode }))
  const there = await runInBrowser(aRequest(id, toRunInput(scenario.schema, values), mode))
  expect(there.kind).toBe('result')
  expect(there.hash).toBe(here.hash)
  expect(toCanonicalJson(there.model)).toBe(toCanonicalJson(here.model))
})

test('a run of some seconds stops in the middle', async () => {
  const scenario = await loadScenario('procfs-directory')
  if (scenario === undefined) throw new Error('No scenario')
  const { schema, id } = scenario
  const { values } = readParameters(schema, { st: 'list' })
  const request = aRequest(id, toRunInput(schema, values), 'walk')
  expect(await runInBrowser(request, { cancelAfterProgress: true })).toMatchObject({
    kind: 'cancelled',
  })
})
