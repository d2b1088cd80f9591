// The repository's own manners: what docs/style.md asks for and a machine can see.

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Slugger from 'github-slugger'
import { beforeAll, describe, expect, test } from 'vitest'
import { drawRooms, insertDrawing } from '../docs/draw-rooms.ts'
import packageJson from '../package.json' with { type: 'json' }

const root = path.resolve(import.meta.dirname, '..')

/** Every file that is or could be committed, e.g. `src/store/migrate.ts`. */
const files: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '-z'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\0')
  .filter((file) => file !== '' && existsSync(path.join(root, file)))
  .sort()

const textByFile = new Map<string, string>()

function read(file: string): string {
  const text = textByFile.get(file) ?? readFileSync(path.join(root, file), 'utf8')
  textByFile.set(file, text)
  return text
}

const isCode = (file: string) => /\.(?:tsx?|m?js|css)$/u.test(file)
const codeFiles = files.filter(isCode)
const markdownFiles = files.filter((file) => file.endsWith('.md'))
const documents = markdownFiles.filter((file) => !/^(?:content\/.+\/|tests\/golden\/)/u.test(file))

/** Every line that breaks a law, as `file:line: text`, so that a failed test says where. */
function findLines(
  among: readonly string[],
  breaks: (line: string, file: string) => boolean,
): readonly string[] {
  return among.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) =>
        breaks(line, file) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
      ),
  )
}

describe('files', () => {
  test('no folder is a drawer for everything', () => {
    const drawers = /(?:^|\/)(?:lib|utils?|helpers?|common|shared|types|misc)\//u
    expect(files.filter((file) => drawers.test(file))).toEqual([])
  })

  test('names are kebab-case', () => {
    // What tools and Next ask for: README.md, `[slug]`, `_readers.ts`, `feed.atom`, `x.test.ts`.
    const kebab = /^[_.]?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*$/u
    const known = /^(?:README\.md|CONTRIBUTING\.md|CHANGELOG\.md|LICENSE|\[[a-z]+\])$/u
    const migration = /^\d{14}_[a-z0-9_]+$/u
    const odd = files.flatMap((file) =>
      file
        .split('/')
        .filter((part) => !kebab.test(part) && !known.test(part) && !migration.test(part))
        .filter((part) => part !== 'migration_lock.toml')
        .map((part) => `${part} in ${file}`),
    )
    expect(odd).toEqual([])
  })

  test('nothing is left over from work', () => {
    expect(files.filter((file) => /\.(?:tmp|orig|rej|bak|log)\b|~$/u.test(file))).toEqual([])
  })

  test('files end with a line break and hold no other white space at the end of a line', () => {
    const texts = files.filter((file) => isCode(file) || /\.(?:md|json|ya?ml|prisma)$/u.test(file))
    expect(texts.filter((file) => !read(file).endsWith('\n'))).toEqual([])
    expect(findLines(texts, (line) => /[ \t\r]$/u.test(line))).toEqual([])
  })
})

describe('rooms', () => {
  const rooms = [
    ...new Set(files.flatMap((file) => /^src\/([a-z]+)\//u.exec(file)?.[1] ?? [])),
    'simulations',
  ]

  test.each(rooms)('%s has one door, and it is in package.json', (room) => {
    const door = room === 'simulations' ? 'simulations/index.ts' : `src/${room}/index.ts`
    expect(files).toContain(door)
    expect(packageJson.imports).toHaveProperty([`#${room}`], `./${door}`)
  })

  test('every door in package.json is there', () => {
    const missing = Object.values(packageJson.imports).filter(
      (door) => !existsSync(path.join(root, door)),
    )
    expect(missing).toEqual([])
  })

  test.each([
    ...rooms.map((room) => (room === 'simulations' ? room : `src/${room}`)),
    'app',
    'cli',
    'docs',
    'prisma',
    'tests',
  ])('%s says what it is in at most 15 lines', (room) => {
    expect(files).toContain(`${room}/README.md`)
    expect(read(`${room}/README.md`).trimEnd().split('\n').length).toBeLessThanOrEqual(15)
  })

  test('every module says what it knows before its first import', () => {
    const modules = codeFiles.filter(
      (file) => /^(?:src|cli|simulations)\/.*\.tsx?$/u.test(file) && !/\/rules\//u.test(file),
    )
    const silent = modules.filter((file) => {
      const lines = read(file).split('\n')
      return !lines.slice(0, 3).some((line) => /^(?:\/\/|\/\*\*) ?[A-Z`]/u.test(line))
    })
    expect(silent).toEqual([])
  })

  test('the drawing in docs/architecture.md is the table of .dependency-cruiser.mjs', () => {
    const document = read('docs/architecture.md')
    // Mended by `npm run diagram`.
    expect(insertDrawing(document, drawRooms())).toBe(document)
  })

  test('a table that goes round in a circle cannot be drawn', () => {
    expect(() => drawRooms({ a: { mayImport: ['b'] }, b: { mayImport: ['a'] } })).toThrow('circle')
  })
})

describe('code', () => {
  test('only env.ts reads the environment', () => {
    const allowed = /^(?:src\/env\.ts|prisma\.config\.ts|tests\/)/u
    const programs = codeFiles.filter((file) => !allowed.test(file))
    expect(findLines(programs, (line) => line.includes('process.env'))).toEqual([])
  })

  test('types are called by the nouns of the glossary', () => {
    const banned = '(?:Post|Comment|Item|Info|Data|Util|Helper|Manager)s?'
    const declared = new RegExp(`^(?:export )?(?:interface|class|type) \\w*${banned}(?![a-z])`, 'u')
    expect(findLines(codeFiles, (line) => declared.test(line))).toEqual([])
  })

  test('nothing is put off in a comment', () => {
    const later = /\b(?:TO[D]O|FIX[M]E|X{3}|HA[C]K)\b/u
    expect(findLines([...codeFiles, ...documents], (line) => later.test(line))).toEqual([])
  })

  test('no code is kept as a comment', () => {
    const statement =
      /^\s*\/\/\s*(?:(?:const|let|var|import|export|return|await|throw|if|for|while)\b.*[;{(=)]|[\w.]+\(.*\);?|<\/?[A-Za-z].*>|[{}]+[;,]?)\s*$/u
    expect(findLines(codeFiles, (line) => statement.test(line))).toEqual([])
  })

  test('no line of code is longer than 120 columns', () => {
    // Texts and patterns cannot be broken; what stands around them can. Files that write Markdown
    // hold whole lines of it.
    const literal = /'[^']*'|"[^"]*"|`[^`]*`|(?<=^\s*)\/\S.*\/[a-z]*/gu
    const written = codeFiles.filter(
      (file) => !/\/rules\/|^tests\/(?:golden|bench\/gen|support\/content-f)/u.test(file),
    )
    const isLong = (line: string) => line.length > 120 && line.replaceAll(literal, '').length > 100
    expect(findLines(written, isLong)).toEqual([])
  })

  test('tests are named by sentences', () => {
    const tests = codeFiles.filter((file) => /\.test\.tsx?$/u.test(file))
    const weak = /\b(?:test|it)\(\s*['"`](?:should|works|test)\b/u
    expect(findLines(tests, (line) => weak.test(line))).toEqual([])
  })

  test('no test is left switched off or alone', () => {
    const tests = codeFiles.filter((file) => /\.test\.tsx?$/u.test(file))
    const aside = /\b(?:test|describe|it)\.(?:only|skip|todo)\(/u
    expect(findLines(tests, (line) => aside.test(line))).toEqual([])
  })
})

describe('what the repository says of itself', () => {
  test('it does not speak of the place where it was made', () => {
    const own = new Set(['.ci/run', 'tests/tidy.test.ts', 'package-lock.json', 'LICENSE'])
    const texts = files.filter((file) => !own.has(file) && !/\.(?:png|woff2?|ico)$/u.test(file))
    const place =
      /\.\.\/shared\b|\/work\/|\bissue #|\bissues? \d+\b|\b(?:this|next|last) session\b/iu
    expect(findLines(texts, (line) => place.test(line))).toEqual([])
  })

  test('the newest version of the changelog is that of the package', () => {
    const [, version] = /^## \[(.+?)\]/mu.exec(read('CHANGELOG.md')) ?? []
    expect(version).toBe(packageJson.version)
  })

  test('the lock file knows the packages of every platform, or `npm ci` refuses it', () => {
    // A registry that lacks some of them makes `npm install` leave them out.
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>
    }
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) =>
          !(`node_modules/${name}` in packages) && !(`${place}/node_modules/${name}` in packages),
      ),
    )
    expect(missing).toEqual([])
  })

  test('the licence is the one package.json names', () => {
    expect(packageJson.license).toBe('AGPL-3.0-or-later')
    expect(read('LICENSE')).toContain('GNU AFFERO GENERAL PUBLIC LICENSE')
  })

  const decisions = files.filter((file) => /^docs\/decisions\/\d/u.test(file))

  test('decisions are numbered without a gap, and listed', () => {
    expect(decisions.map((file) => Number(path.basename(file).slice(0, 4)))).toEqual(
      decisions.map((_, index) => index + 1),
    )
    for (const file of decisions) {
      expect(read('docs/decisions/README.md')).toContain(`(${path.basename(file)})`)
    }
  })

  test.each(decisions)('%s has its four parts, in order', (file) => {
    const headings = [...read(file).matchAll(/^## (.+)$/gmu)].map(([, heading]) => heading)
    expect(headings).toEqual(['Context', 'Decision', 'Consequences', 'Rejected'])
    expect(read(file)).toMatch(/^# \d+\. .+\n\n\d{4}-\d{2}-\d{2}\n/u)
  })

  test('every package the site runs on is argued for', () => {
    const argued = read('docs/decisions/0011-dependencies.md')
    const silent = Object.keys(packageJson.dependencies).filter(
      (name) => !argued.includes(`\`${name}\``),
    )
    expect(silent).toEqual([])
  })

  test('every address of app/ is in docs/urls.md', () => {
    const document = read('docs/urls.md')
    const addresses = files.flatMap((file) => {
      const [, folder] = /^app\/(.*?)\/?(?:page|route)\.tsx?$/u.exec(file) ?? []
      return folder === undefined ? [] : [`/${folder.replaceAll(/\[(\w+)\]/gu, '<$1>')}`]
    })
    expect(addresses.length).toBeGreaterThan(5)
    expect(addresses.filter((address) => !document.includes(`\`${address}\``))).toEqual([])
  })

  test('every script the documents name is there', () => {
    const named = documents.flatMap((file) =>
      [...read(file).matchAll(/npm run ([a-z]+)/gu)].map(([, script = '']) => script),
    )
    const missing = [...new Set(named)].filter((script) => !(script in packageJson.scripts))
    expect(missing).toEqual([])
  })

  test('every file the documents name in `src/…`, `tests/…` and the like is there', () => {
    const named = documents.flatMap((file) =>
      [...read(file).matchAll(/`((?:app|cli|docs|prisma|src|tests)\/[\w./-]+\.\w+)`/gu)].map(
        ([, name = '']) => name,
      ),
    )
    expect([...new Set(named)].filter((name) => !existsSync(path.join(root, name)))).toEqual([])
  })
})

describe('links between documents', () => {
  const anchorsByFile = new Map<string, ReadonlySet<string>>()

  beforeAll(() => {
    for (const file of markdownFiles) {
      const slugger = new Slugger()
      const headings = [...withoutCode(read(file)).matchAll(/^#{1,6} (.+)$/gmu)]
      anchorsByFile.set(
        file,
        new Set(headings.map(([, text = '']) => slugger.slug(text.replaceAll(/[`*]/gu, '')))),
      )
    }
  })

  test.each(documents)('all of %s lead somewhere', (file) => {
    const broken = listLinks(read(file)).filter((link) => !leadsSomewhere(link, file))
    expect(broken).toEqual([])
  })

  function leadsSomewhere(link: string, from: string): boolean {
    const [target = '', anchor] = link.split('#')
    const file = target === '' ? from : path.posix.join(path.posix.dirname(from), target)
    if (!existsSync(path.join(root, file))) return false
    if (anchor === undefined) return true
    return anchorsByFile.get(file)?.has(decodeURIComponent(anchor)) ?? false
  }
})

/** Relative targets of links and images outside code. */
function listLinks(markdown: string): readonly string[] {
  return [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)/gu)]
    .map(([, target = '']) => target)
    .filter((target) => !/^(?:[a-z]+:|\/)/iu.test(target))
}

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^(`{3,}|~{3,})[\s\S]*?^\1$/gmu, '').replaceAll(/`[^`\n]*`/gu, '')
}
