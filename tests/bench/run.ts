// `npm run bench`: prints figures and writes them as JSON. It asserts nothing: a figure is for
// comparing with the one before, on the same machine.
//
//   npm run bench                          everything, about ten minutes
//   npm run bench -- index                 one part: index, start, pages, typing, stacks, search,
//                                          simulations or mail
//   npm run bench -- index --sizes 2,200   other numbers of entries
//   npm run bench -- search --documents 1000,20000   how many documents are searched
//   npm run bench -- mail --mails 20000    how large the large archive is; 0 for none
//   npm run bench -- --json file.json      where the figures go (bench-results.json)

import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readEnv } from '#env'
import { root, startSite } from '../support/site.ts'
import { describeMachine } from './machine.ts'
import { measureEmptyNext } from './measure-empty-next.ts'
import { drawIndex, measureIndex } from './measure-index.ts'
import { drawMail, measureMail } from './measure-mail.ts'
import { drawMailSearch, measureMailSearch } from './measure-mail-search.ts'
import { drawPages, measurePages } from './measure-pages.ts'
import { drawPlayer, measurePlayer } from './measure-player.ts'
import {
  drawRelevance,
  drawSearch,
  measureSearch,
  measureSearchRelevance,
} from './measure-search.ts'
import { drawSimulations, measureSimulations } from './measure-simulations.ts'
import { drawStacks, measureStacks } from './measure-stacks.ts'
import { drawStart, measureStart } from './measure-start.ts'
import { drawTyping, measureTyping } from './measure-typing.ts'
import { formatKb } from './table.ts'

const parts = [
  'index',
  'start',
  'pages',
  'typing',
  'stacks',
  'search',
  'simulations',
  'mail',
] as const

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string', default: 'bench-results.json' },
    sizes: { type: 'string', default: '2,200,2000' },
    documents: { type: 'string', default: '1000,20000,100000' },
    mails: { type: 'string', default: '100000' },
  },
})

const unknown = positionals.find((name) => !parts.some((part) => part === name))
if (unknown === undefined) await main()
else {
  console.log(`Unexpected part \`${unknown}\`, expected one of ${parts.join(', ')}`)
  process.exitCode = 1
}

async function main(): Promise<void> {
  const isChosen = (part: (typeof parts)[number]) =>
    positionals.length === 0 || positionals.includes(part)
  const machine = describeMachine()
  console.log(
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}; load ${machine.load}`,
  )
  if (machine.load > machine.cores / 2) {
    console.log('Something else is running: expect figures that vary, and too high ones.')
  }
  const results: Record<string, unknown> = { machine }
  if (isChosen('index')) {
    console.log('\nindex …')
    const figures = await measureIndex(values.sizes.split(',').map(Number), console.log)
    results.index = figures
    console.log(drawIndex(figures))
  }
  if (isChosen('start')) {
    console.log('\nstart …')
    const figures = await measureStart()
    results.start = figures
    console.log(drawStart(figures))
  }
  if (isChosen('pages')) {
    console.log('\npages …')
    const emptyPageJs = await measureEmptyNext(readEnv(root).dataFolder)
    const site = await startSite()
    try {
      const figures = await measurePages(site.url, emptyPageJs, console.log)
      results.pages = { emptyPageJs, pages: figures }
      console.log(drawPages(figures))
      console.log(`\nAn empty page of the same Next loads ${formatKb(emptyPageJs)} of JavaScript.`)
    } finally {
      await site.stop()
    }
  }
  if (isChosen('typing')) {
    console.log('\ntyping …')
    const emptyPageJs = await measureEmptyNext(readEnv(root).dataFolder)
    const site = await startSite()
    try {
      const figures = await measureTyping(site.url, emptyPageJs)
      results.typing = figures
      console.log(drawTyping(figures))
    } finally {
      await site.stop()
    }
  }
  if (isChosen('stacks')) {
    console.log('\nstacks …')
    const figures = measureStacks()
    results.stacks = figures
    console.log(drawStacks(figures))
  }
  if (isChosen('search')) {
    console.log('\nsearch …')
    const relevance = await measureSearchRelevance()
    console.log(drawRelevance(relevance))
    // Starting the site builds its pages, which the figures need; its content is not measured here.
    await (await startSite()).stop()
    const figures = await measureSearch(values.documents.split(',').map(Number), console.log)
    console.log(drawSearch(figures))
    const mail = await measureMailSearch()
    console.log(drawMailSearch(mail))
    results.search = { relevance, figures, mail }
  }
  if (isChosen('simulations')) {
    console.log('\nsimulations …')
    const figures = await measureSimulations(console.log)
    const site = await startSite()
    try {
      const player = await measurePlayer(site.url)
      results.simulations = { ...figures, player }
      console.log([drawSimulations(figures), drawPlayer(player)].join('\n'))
    } finally {
      await site.stop()
    }
  }
  if (isChosen('mail')) {
    console.log('\nmail …')
    const figures = await measureMail(Number(values.mails), console.log)
    results.mail = figures
    if (figures.length > 0) console.log(drawMail(figures))
  }
  const file = path.resolve(values.json)
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`)
  console.log(`\nWritten to ${file}`)
}
