// Relevance has a floor, so that no change of weights or words makes searching worse unnoticed. The
// ranking is deterministic; `npm run bench -- search` prints it in full.

import { describe, expect, test } from 'vitest'
import { engines } from './engines.ts'
import { measureRelevance, type RelevanceResult, readQuestions } from './measure-relevance.ts'
import { openContent } from './open-content.ts'

test('there are at least 60 questions, each asked once, and their answers are on the site', async () => {
  const questions = readQuestions()
  expect(questions.length).toBeGreaterThanOrEqual(60)
  expect(new Set(questions.map(({ ask }) => ask)).size).toBe(questions.length)
  const [engine] = engines
  if (engine === undefined) throw new Error('Unexpected absence of engines')
  const { documents, close } = await openContent(engine)
  await close()
  const urls = new Set(documents.map(({ url }) => url))
  const unknown = questions.flatMap(({ find }) => find).filter((url) => !urls.has(url))
  expect(unknown).toEqual([])
})

const show = ({ question, rank, top }: RelevanceResult) =>
  `${question.ask}: ${rank === 0 ? 'not found' : `found at ${rank}`}, first ${top.join(' ')}`

describe.each(engines)('$name', (engine) => {
  test('finds what readers ask for first or among the first three', async () => {
    const { search, close } = await openContent(engine)
    const relevance = await measureRelevance(async (text) => {
      const { hits } = await search.answer({ text })
      return hits.map(({ url }) => url)
    })
    await close()
    const missed = relevance.missed.map(show)
    expect(relevance.successAt1, missed.join('\n')).toBeGreaterThanOrEqual(0.85)
    expect(relevance.successAt3, missed.join('\n')).toBeGreaterThanOrEqual(0.97)
    expect(relevance.meanReciprocalRank, missed.join('\n')).toBeGreaterThanOrEqual(0.9)
  })
})
