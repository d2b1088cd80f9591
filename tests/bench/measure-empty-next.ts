// What a page without anything on it loads in this version of Next: the part of our JavaScript that
// is not ours. Built once per version, in a folder of its own.

import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { childEnvironment } from '#env'
import { run } from '../../cli/generate.ts'
import { root } from '../support/site.ts'
import { listFiles, weighScripts } from './measure-pages.ts'

const files: Readonly<Record<string, string>> = {
  'package.json': '{ "private": true, "type": "module" }\n',
  // Node and Next find their packages in the project around this folder.
  'next.config.js': `export default { turbopack: { root: ${JSON.stringify(root)} }, agentRules: false }\n`,
  'app/layout.jsx':
    'export default ({ children }) => <html lang="en"><body>{children}</body></html>\n',
  'app/page.jsx': 'export default () => <p>Empty</p>\n',
}

/** Bytes of JavaScript, compressed, that an empty page loads. */
export async function measureEmptyNext(dataFolder: string): Promise<number> {
  const require = createRequire(import.meta.url)
  const { version } = require('next/package.json') as { version: string }
  const folder = path.join(dataFolder, `empty-next-${version}`)
  const page = path.join(folder, '.next/server/app/index.html')
  if (!existsSync(page)) {
    await rm(folder, { recursive: true, force: true })
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
      await writeFile(path.join(folder, name), text)
    }
    const environment = childEnvironment({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
    await run(
      process.execPath,
      [require.resolve('next/dist/bin/next'), 'build'],
      folder,
      environment,
    )
  }
  const { js } = listFiles(await readFile(page, 'utf8'))
  return await weighScripts(js, async (file) => {
    const [address = ''] = file.split('?')
    return await readFile(path.join(folder, address.replace('/_next/', '.next/')))
  })
}
