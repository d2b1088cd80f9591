// An archive of any size, made from real ones: a public-inbox repository in which the same messages come
// round after round, and no round is like another. In each, Message-IDs and the ids that refer to them
// have a suffix of their own, so that the threads are as they were; dates are a year later; subjects
// have a number, or every patch would be a revision of the same one a round before; words that
// only one message has have other ends, because the vocabulary of a list grows by such words; and the
// words of a line of prose stand in another order.

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'

interface Generated {
  /** Bare repositories of public-inbox v2. */
  readonly sources: readonly string[]
  readonly messages: number
  /** A folder that does not exist. */
  readonly into: string
}

export async function generateMail({ sources, messages, into }: Generated): Promise<void> {
  const originals = sources.flatMap(readMessages)
  const rare = findRareWords(originals)
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=master', into])
  const child = spawn('git', ['-C', into, 'fast-import', '--quiet'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  for (let at = 0; at < messages; at += 1) {
    const original = originals[at % originals.length] ?? ''
    const round = Math.floor(at / originals.length)
    const raw = Buffer.from(round === 0 ? original : vary(original, { round, rare }), 'latin1')
    const head =
      'commit refs/heads/master\ncommitter bench <bench@example.org> 0 +0000\n' +
      `data 0\nM 100644 inline m\ndata ${raw.length}\n`
    const isTaken = child.stdin.write(Buffer.concat([Buffer.from(head), raw, Buffer.from('\n')]))
    if (!isTaken) await once(child.stdin, 'drain')
  }
  child.stdin.end()
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`)
}

/** Every message, one character for each byte, oldest first. */
function readMessages(repository: string): readonly string[] {
  const git = (parameters: readonly string[], input = '') =>
    execFileSync('git', ['-C', repository, ...parameters], { input, maxBuffer: 2 ** 30 })
  const commits = git(['rev-list', '--reverse', '--first-parent', 'HEAD']).toString().trim()
  const asked = commits.split('\n').map((commit) => `${commit}:m\n`)
  const answer = git(['cat-file', '--batch'], asked.join(''))
  const messages: string[] = []
  for (let at = 0; at < answer.length; ) {
    const end = answer.indexOf('\n', at)
    const bytes = Number(/ blob (\d+)$/u.exec(answer.toString('latin1', at, end))?.[1] ?? -1)
    if (bytes >= 0) messages.push(answer.toString('latin1', end + 1, end + 1 + bytes))
    at = end + 1 + bytes + 1
  }
  return messages
}

const wordPattern = /[A-Za-z_]{4,}/gu

function findRareWords(messages: readonly string[]): ReadonlySet<string> {
  const rare = new Set<string>()
  const common = new Set<string>()
  for (const message of messages) {
    for (const word of new Set(toBody(message).match(wordPattern))) {
      if (common.has(word)) continue
      if (rare.delete(word)) common.add(word)
      else rare.add(word)
    }
  }
  return rare
}

function toBody(message: string): string {
  return message.slice(message.indexOf('\n\n') + 2)
}

interface Variation {
  readonly round: number
  readonly rare: ReadonlySet<string>
}

const idFields = /^(?:message-id|references|in-reply-to):.*(?:\n[ \t].*)*/gimu
const yearMs = 365 * 24 * 60 * 60 * 1000

function vary(message: string, { round, rare }: Variation): string {
  const bodyAt = message.length - toBody(message).length
  const headers = message
    .slice(0, bodyAt)
    .replaceAll(idFields, (field) => field.replaceAll(/@(?=[^<>\s]+>)/gu, `.${round}@`))
    .replace(/^subject: .*(?:\n[ \t].*)*/imu, (subject) => `${subject} ${round}`)
    .replace(/^date: (.+)$/imu, (line, date: string) => {
      const ms = Date.parse(date) + round * yearMs
      return Number.isNaN(ms) ? line : `Date: ${new Date(ms).toUTCString().replace('GMT', '+0000')}`
    })
  const body = message.slice(bodyAt)
  if (/^content-transfer-encoding:\s*base64/imu.test(message)) return headers + body
  const lines = body.split('\n').map((line) => (/^[A-Za-z]/u.test(line) ? turn(line, round) : line))
  return (
    headers +
    lines.join('\n').replaceAll(wordPattern, (word) => (rare.has(word) ? `${word}x${round}` : word))
  )
}

/** `a b c d` → `c d a b`; lines that machines read have marks, and stay. */
function turn(line: string, round: number): string {
  const words = line.split(' ')
  if (words.length < 4 || /[:=@/]/u.test(line)) return line
  const by = round % words.length
  return [...words.slice(by), ...words.slice(0, by)].join(' ')
}
