// A real Chromium for the end-to-end tests: the one named, the one installed, or the one that comes
// from the package registry, which needs neither root nor a download of its own.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import {
  access,
  constants,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'
import { childEnvironment } from '#env'
import { root } from './site.ts'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch({ ...(await findChromium()), timeout: 60_000 })
}

/** How to launch it; says which variable helps where there is none. */
async function findChromium(): Promise<LaunchOptions> {
  const named = childEnvironment().CHROMIUM_PATH
  if (named !== undefined && named !== '') {
    await access(named, constants.X_OK)
    return { executablePath: named }
  }
  const found = installed.find((file) => existsSync(file))
  if (found !== undefined) return { executablePath: found }
  if (process.platform === 'linux' && process.arch === 'x64') return await unpackChromium()
  throw new Error('No Chromium found, expected one at CHROMIUM_PATH')
}

/**
 * Unpacks the browser of @sparticuz/chromium, once.
 * It is made for a cloud function: it unpacks the libraries that bare systems lack only where it
 * believes to be in one, looks for them in /tmp, and names fonts by absolute path. So it unpacks in
 * a process that is told so, with a folder of ours as its /tmp, and gets its settings from here.
 */
async function unpackChromium(): Promise<LaunchOptions> {
  const require = createRequire(import.meta.url)
  const manifest = path.resolve(require.resolve('@sparticuz/chromium'), '../../../package.json')
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string }
  const folder = path.join(root, `.data/chromium-${version}`)
  if (!existsSync(folder)) {
    await mkdir(path.dirname(folder), { recursive: true })
    const half = await mkdtemp(`${folder}-`)
    await runUnpacking(half)
    await writeFile(path.join(half, 'fonts.conf'), toFontsConf(folder))
    // Renamed when complete, so that an interrupted run never leaves half a browser behind.
    await rename(half, folder).catch(() => rm(half, { recursive: true }))
  }
  return {
    executablePath: path.join(folder, 'chromium'),
    // The package leaves the setuid sandbox and the GPU process out.
    args: ['--no-zygote', '--disable-gpu'],
    env: childEnvironment({
      HOME: folder,
      LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
    }) as Record<string, string>,
  }
}

async function runUnpacking(folder: string): Promise<void> {
  const script = "await (await import('@sparticuz/chromium')).default.executablePath()"
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    stdio: 'inherit',
    env: childEnvironment({ TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' }),
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`Unpacking @sparticuz/chromium exited with ${code}`)
}

function toFontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`
}
