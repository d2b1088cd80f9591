// The worker of the simulations as a browser loads it: bundled and minified, in chunks.

import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { root } from './site.ts'

export interface Bundle {
  /** Texts by file name; `browser-worker.js` is the program. */
  readonly files: ReadonlyMap<string, string>
}

export async function bundleWorker(): Promise<Bundle> {
  return await bundle('simulations/worker/browser-worker.ts')
}

/** Bytes, compressed with Brotli, of what runs scenarios in a worker: the engine and their cores. */
export async function measureCores(folders: readonly string[]): Promise<number> {
  const { files } = await bundle('core.ts', [
    `export { runCore } from './simulations/engine/index.ts'`,
    ...folders.map(
      (folder, at) =>
        `export { core as core${at} } from './simulations/scenarios/${folder}/core.ts'`,
    ),
  ])
  return [...files.values()].reduce((sum, text) => sum + brotliCompressSync(text).length, 0)
}

/** @param lines the entry's text, if it is no file */
async function bundle(entry: string, lines?: readonly string[]): Promise<Bundle> {
  const { outputFiles } = await build({
    ...(lines === undefined
      ? { entryPoints: [path.join(root, entry)] }
      : { stdin: { contents: lines.join('\n'), resolveDir: root, loader: 'ts' } }),
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    outdir: path.join(root, '.data/bundle'),
    write: false,
    logLevel: 'error',
  })
  return { files: new Map(outputFiles.map((file) => [path.basename(file.path), file.text])) }
}
