// Asks every question of relevance.yaml and says how far down its answer stands.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const questions = z.array(
  z.strictObject({
    ask: z.string().min(1),
    within: z.union([z.literal(1), z.literal(3)]),
    find: z.array(z.string().min(1)).min(1),
  }),
)

export type RelevanceQuestion = z.infer<typeof questions>[number]

const threads = {
  proc: '/threads/proc-directory-entries',
  stacks: '/threads/x86-64-16k-stacks',
} as const

/** The questions, with whole addresses. */
export function readQuestions(): readonly RelevanceQuestion[] {
  const text = readFileSync(path.join(import.meta.dirname, 'relevance.yaml'), 'utf8')
  return questions.parse(parse(text)).map((question) => ({
    ...question,
    find: question.find.map((address) =>
      address.replace(/^(proc|stacks)(?=#|$)/u, (name) => threads[name as keyof typeof threads]),
    ),
  }))
}

export interface RelevanceResult {
  readonly question: RelevanceQuestion
  /** From 1; 0 if it is not on the first page. */
  readonly rank: number
  /** The addresses that came first. */
  readonly top: readonly string[]
}

export interface Relevance {
  readonly results: readonly RelevanceResult[]
  /** The share of questions with an answer first, and among the first three. */
  readonly successAt1: number
  readonly successAt3: number
  readonly meanReciprocalRank: number
  /** Questions whose answer stands further down than it may. */
  readonly missed: readonly RelevanceResult[]
}

/** @param ask the addresses of the hits, best first */
export async function measureRelevance(
  ask: (text: string) => Promise<readonly string[]>,
): Promise<Relevance> {
  const results: RelevanceResult[] = []
  for (const question of readQuestions()) {
    const urls = await ask(question.ask)
    const rank = urls.findIndex((url) => question.find.includes(url)) + 1
    results.push({ question, rank, top: urls.slice(0, 3) })
  }
  const share = (within: number) =>
    results.filter(({ rank }) => rank > 0 && rank <= within).length / results.length
  const reciprocals = results.map(({ rank }) => (rank === 0 ? 0 : 1 / rank))
  return {
    results,
    successAt1: share(1),
    successAt3: share(3),
    meanReciprocalRank: reciprocals.reduce((sum, value) => sum + value, 0) / results.length,
    missed: results.filter(({ question, rank }) => rank === 0 || rank > question.within),
  }
}
