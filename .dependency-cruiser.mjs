// Who may know whom: one table, from which come the rules below and the diagram in
// docs/architecture.md (`npm run diagram`). `npm run boundaries` holds the code to it.

/**
 * Every room, where it is, and the rooms it may import.
 * @type {Readonly<Record<string, { path: string, mayImport: readonly string[] }>>}
 */
export const rooms = {
  app: {
    path: '^app/',
    mayImport: ['domain', 'env', 'search', 'simulations', 'store', 'supervise', 'ui'],
  },
  cli: {
    path: '^cli/',
    mayImport: [
      'archive',
      'corpus',
      'domain',
      'env',
      'ingest',
      'markdown',
      'search',
      'serve',
      'simulations',
      'store',
      'supervise',
    ],
  },
  ingest: {
    path: '^src/ingest/',
    mayImport: ['corpus', 'domain', 'mail', 'markdown', 'search', 'simulations', 'store'],
  },
  corpus: { path: '^src/corpus/', mayImport: ['domain', 'markdown'] },
  markdown: { path: '^src/markdown/', mayImport: ['domain'] },
  mail: { path: '^src/mail/', mayImport: ['domain'] },
  search: { path: '^src/search/', mayImport: ['domain', 'store'] },
  store: { path: '^src/store/', mayImport: ['domain'] },
  supervise: { path: '^src/supervise/', mayImport: ['env', 'search'] },
  ui: { path: '^src/ui/', mayImport: ['domain'] },
  archive: { path: '^src/archive/', mayImport: ['domain', 'mail', 'store'] },
  serve: { path: '^src/serve/', mayImport: [] },
  domain: { path: '^src/domain/', mayImport: [] },
  env: { path: '^src/env\\.ts$', mayImport: [] },
  simulations: { path: '^simulations/', mayImport: [] },
}

/** Programs that run on a thread of their own, as `new Worker(new URL(…))` starts them. */
const threads = '^(src/ingest/parse-worker|cli/search-thread)\\.js$'

const table = 'the table in .dependency-cruiser.mjs'

/** One rule per room: anything of ours that its row does not name is refused. */
const rowRules = Object.entries(rooms).map(([name, { path, mayImport }]) => ({
  name: `room-${name}`,
  severity: 'error',
  comment:
    `\`${name}\` may import ${mayImport.length === 0 ? 'no other room' : mayImport.join(', ')}. ` +
    `Pass the value in from outside; if the wall is in the wrong place, change ${table} ` +
    'and say why in docs/decisions/.',
  from: { path },
  to: {
    path: '^(app|cli|prisma|simulations|src|tests|content|docs)/',
    pathNot: [path, ...mayImport.map((other) => roomPath(other))],
  },
}))

function roomPath(name) {
  const room = rooms[name]
  if (room === undefined) throw new RangeError(`Unexpected room \`${name}\` in ${table}`)
  return room.path
}

/** One rule per room: whoever comes from outside comes through the door. */
const doorRules = Object.entries(rooms).map(([name, { path }]) => ({
  name: `door-${name}`,
  severity: 'error',
  comment:
    `Import \`#${name}\`, not a file inside \`${name}\`. If the door lacks what you need, ` +
    'export it there: what is on the door is what the room promises.',
  from: { path: '^(app|cli|simulations|src)/', pathNot: path },
  // A style sheet is a door of its own: no index.ts can pass one on.
  to: {
    path,
    pathNot: '^(src/ui/styles/index|simulations/player/player)\\.css$',
    dependencyTypesNot: ['aliased-subpath-import'],
  },
}))

/** Packages that only some files may know, so that replacing one is work in one place. */
const packageRules = [
  {
    name: 'only-store-knows-prisma',
    packages: '@prisma|prisma|better-sqlite3',
    allowed: ['^src/store/', '^prisma/', '^cli/generate\\.ts$'],
    advice: 'Ask the store a question instead; add one to src/store if none fits.',
  },
  {
    name: 'only-search-knows-meilisearch',
    packages: 'meilisearch',
    allowed: ['^src/search/'],
    advice: 'Call `search` from #search: it chooses the engine.',
  },
  {
    name: 'only-app-knows-next',
    packages: 'next|server-only',
    allowed: ['^app/', '^cli/start\\.ts$'],
    advice: 'Components get values and plain addresses as props; links are <a href>.',
  },
  {
    name: 'only-pages-know-react',
    packages: 'react|react-dom',
    allowed: ['^app/', '^src/ui/', '^simulations/player/'],
    advice: 'Return a value and let src/ui draw it.',
  },
  {
    name: 'only-mail-knows-mime',
    packages: 'postal-mime|decode-named-character-reference',
    allowed: ['^src/mail/'],
    advice: 'Call `parseMessage` from #mail: it knows what real mail is like.',
  },
  {
    name: 'only-cli-knows-commander',
    packages: 'commander|picocolors|vfile-reporter',
    allowed: ['^cli/'],
    advice: 'Return what happened; the command line finds the words and colours for it.',
  },
].map(({ name, packages, allowed, advice }) => ({
  name,
  severity: 'error',
  comment: advice,
  from: { path: '^(app|cli|prisma|simulations|src)/', pathNot: allowed },
  to: { path: `(^|/)node_modules/(${packages})(/|$)` },
}))

/** Inside the simulation room: who may know whom, and which packages. */
const simulationRules = [
  { name: 'engine', path: '^simulations/engine/', mayImport: [] },
  { name: 'scenario', path: '^simulations/scenarios/', mayImport: ['^simulations/engine/'] },
  {
    name: 'worker',
    path: '^simulations/worker/',
    mayImport: ['^simulations/(engine|scenarios)/'],
  },
  {
    name: 'player',
    path: '^simulations/player/',
    mayImport: [
      '^simulations/(engine|scenarios|worker)/',
      '^simulations/catalog\\.ts$',
      '(^|/)node_modules/(@types/)?(react|react-dom|d3-scale|d3-shape)/',
    ],
  },
].map(({ name, path, mayImport }) => ({
  name: `simulation-${name}`,
  severity: 'error',
  comment:
    'engine ← scenarios ← worker ← player: each knows those before it, and only the player knows ' +
    'packages. So a scenario can be tested, bundled and published without a page.',
  from: { path },
  to: { path: '.', pathNot: [path, ...mayImport] },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...rowRules,
    ...doorRules,
    ...packageRules,
    ...simulationRules,
    {
      name: 'scenarios-know-not-each-other',
      severity: 'error',
      comment: 'What two scenarios need belongs to the engine.',
      from: { path: '^simulations/scenarios/([^/]+)/.+' },
      to: { path: '^simulations/scenarios/[^/]+/', pathNot: '^simulations/scenarios/$1/' },
    },
    {
      name: 'pure-rooms-touch-nothing',
      severity: 'error',
      comment:
        'This room is pure: the same arguments, the same answer. Take what you need from the ' +
        'system as an argument; `ingest` and `cli` are where effects live.',
      from: { path: '^(src/(domain|mail|markdown|corpus|search|ui)|simulations)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-serve-knows-sockets',
      severity: 'error',
      comment: 'HTTP is the business of src/serve; src/supervise only asks for a free port.',
      from: { path: '^(cli|src)/', pathNot: '^src/(serve/|supervise/run-server\\.ts$)' },
      to: { dependencyTypes: ['core'], path: '^(node:)?(http|https|http2|net|tls|dgram)$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment:
        'Move what both sides need into a file of its own, or pass it as an argument. ' +
        'Types may go round: they are gone before the program runs.',
      from: { path: '^(app|cli|prisma|simulations|src)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-dead-files',
      severity: 'error',
      comment: 'No page and no command reaches this file. Delete it, or use it.',
      // Threads are reached by their address, which is no import.
      from: { path: `^(app|cli)/|${threads}` },
      to: { path: '^src/', pathNot: `^src/store/generated/|${threads}`, reachable: false },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Nothing imports this file and it imports nothing. Delete it, or use it.',
      from: {
        orphan: true,
        path: '^(app|cli|prisma|simulations|src)/',
        pathNot: ['\\.d\\.ts$', '\\.css$', '^app/.*(error|not-found|robots)\\.tsx?$'],
      },
      to: {},
    },
    {
      name: 'no-missing-packages',
      severity: 'error',
      comment: 'Write the package into `dependencies` of package.json; it is here only by chance.',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'undetermined'] },
    },
    {
      name: 'no-development-packages',
      severity: 'error',
      comment: 'The site runs this. Move the package from `devDependencies` to `dependencies`.',
      from: { path: '^(app|cli|simulations|src)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '^src/store/generated/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
    },
  },
}
