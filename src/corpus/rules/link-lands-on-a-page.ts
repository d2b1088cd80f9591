import { didYouMean, type Mention, type Parsed } from '#markdown'
import { type Catalog, type CorpusRule, type EntryKind, entryKinds } from '../corpus-rule.ts'

/** Pages that are there whatever the content; see docs/urls.md. */
const fixedPages: ReadonlySet<string> = new Set([
  '/',
  '/about',
  '/feed.atom',
  '/people',
  '/search',
  '/simulations',
  '/sources',
  '/threads',
  '/topics',
])

/** Simulations are checked with the file that links to them; mail and redirects only by the site. */
const uncheckedPages = /^\/(?:simulations\/|r\/|[^/]+\/[^/]*(?:@|%40))/u

export const linkLandsOnAPage: CorpusRule = {
  id: 'link-lands-on-a-page',
  summary: 'A link inside the site leads to a page that is there, and to an anchor on it.',
  url: 'content/README.md#links',
  severity: 'error',
  examples: [
    {
      name: 'pages and anchors that are there',
      files: {
        'sources.yaml': '- id: lj-246\n',
        'people/alice.md': '---\nname: Alice\n---\n',
        'threads/other.md': '---\ntitle: X\n---\n:::position{#kim-rfc}\nNo.\n:::\n',
        'threads/example.md':
          '---\ntitle: X\n---\n[a](/threads/other#position-kim-rfc) [b](/people/alice) [c](/sources#lj-246) [d](/search?q=x)\n',
      },
      messages: [],
    },
    {
      name: 'pages and anchors that are not',
      files: {
        'threads/other.md': '---\nformerly: [older]\n---\n:::position{#kim-rfc}\nNo.\n:::\n',
        'threads/example.md':
          '---\ntitle: X\n---\n[a](/threads/othr) [b](/threads/other#kim-rfc) [c](/serch) [d](/threads/older)\n',
      },
      messages: [
        'threads/example.md:4:1-4:19: Unexpected link to `/threads/othr`, expected a page of the site, did you mean `/threads/other`?',
        'threads/example.md:4:20-4:47: Unexpected link to `#kim-rfc` of `/threads/other`, expected an anchor of that page, did you mean `#position-kim-rfc`?',
        'threads/example.md:4:48-4:59: Unexpected link to `/serch`, expected a page of the site, did you mean `/search`?',
        'threads/example.md:4:60-4:79: Unexpected link to `/threads/older`, expected a page of the site, did you mean `/threads/other`?',
      ],
    },
  ],
  check(catalog, reportOn) {
    for (const { entry, mention } of catalog.mentions.page) {
      const reason = findWrong(catalog, mention)
      if (reason === undefined) continue
      reportOn(entry.file)({ reason, place: mention.place, actual: mention.id })
    }
  },
}

type PageMention = Extract<Mention, { kind: 'page' }>

function findWrong(catalog: Catalog, { id, anchor }: PageMention): string | undefined {
  const [kind, slug] = splitPath(id)
  if (kind === undefined) return findWrongPage(catalog, id, anchor)
  const target = catalog.entries[kind].get(slug)
  if (target === undefined) {
    const current = catalog.formerSlugs[kind].get(slug)
    const hint =
      current === undefined
        ? didYouMean(
            id,
            [...catalog.entries[kind].keys()].map((known) => `/${kind}/${known}`),
          )
        : `, did you mean \`/${kind}/${current}\`?`
    return `Unexpected link to \`${id}\`, expected a page of the site${hint}`
  }
  return anchor === undefined ? undefined : findWrongAnchor(catalog, target, { id, anchor })
}

function splitPath(path: string): [EntryKind, string] | [undefined] {
  const [, kind, slug = ''] = /^\/(threads|people|topics)\/([^/]+)$/u.exec(path) ?? []
  const known = entryKinds.find((name) => name === kind)
  // Feeds and other forms of an entry are as good as the entry.
  return known === undefined ? [undefined] : [known, slug.replace(/\.(?:md|json)$/u, '')]
}

function findWrongPage(catalog: Catalog, id: string, anchor: string | undefined) {
  if (uncheckedPages.test(id) && !/^\/(?:threads|people|topics)\//u.test(id)) return undefined
  if (!fixedPages.has(id)) {
    return `Unexpected link to \`${id}\`, expected a page of the site${didYouMean(id, fixedPages)}`
  }
  if (id !== '/sources' || anchor === undefined || catalog.sourceIds.has(anchor)) return undefined
  return `Unexpected link to \`#${anchor}\` of \`/sources\`, expected the id of a source${didYouMean(anchor, catalog.sourceIds)}`
}

function findWrongAnchor(
  catalog: Catalog,
  target: Parsed<unknown>,
  { id, anchor }: { id: string; anchor: string },
): string | undefined {
  const known = catalog.namesIn(target, 'anchor')
  // An entry that could not be read defines nothing; its own message says so.
  if (known.has(anchor) || (target.definitions.length === 0 && target.value === undefined)) {
    return undefined
  }
  const bare = [...known].find((name) => name.endsWith(`-${anchor}`))
  const hint =
    bare === undefined
      ? didYouMean(
          `#${anchor}`,
          [...known].map((name) => `#${name}`),
        )
      : `, did you mean \`#${bare}\`?`
  return `Unexpected link to \`#${anchor}\` of \`${id}\`, expected an anchor of that page${hint}`
}
