// `patchlore doctor`: everything an operator would ask, and what to do about what is not well.
// It looks and changes nothing.

import pc from 'picocolors'
import type { Env } from '#env'
import { examine, type Finding } from './examine.ts'

const marks = {
  well: pc.green('●'),
  notice: pc.yellow('▲'),
  trouble: pc.red('✖'),
} as const

/** Returns the exit code: 1 if anything needs the operator's hand; notices alone do not fail. */
export async function doctor(env: Env, { isJson }: { isJson: boolean }): Promise<number> {
  const findings = await examine(env)
  const isWell = findings.every(({ state }) => state !== 'trouble')
  process.stdout.write(
    isJson ? `${JSON.stringify({ isWell, findings }, null, 2)}\n` : findings.map(toText).join(''),
  )
  return isWell ? 0 : 1
}

/** A state is told by its mark and, for who cannot see that, by a word. */
function toText({ name, state, says, hint }: Finding): string {
  const word = { well: '', notice: pc.yellow('notice: '), trouble: pc.red('trouble: ') }[state]
  const advice = hint === undefined ? '' : `${' '.repeat(16)}${pc.dim(hint)}\n`
  return `${marks[state]} ${pc.bold(name.padEnd(14))}${word}${says}\n${advice}`
}
