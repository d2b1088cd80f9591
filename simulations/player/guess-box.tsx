// Predict, then run: the reader commits to a number first, and sees how far it was off.

import { useState } from 'react'
import { toNumberText, toShortText } from './to-number-text.ts'
import type { Drawn, Guessable } from './view.ts'

export interface GuessBoxProps {
  readonly guesses: readonly Guessable[]
  readonly drawn: Drawn
}

const steps = 200

export function GuessBox({ guesses, drawn }: GuessBoxProps) {
  const open = guesses.filter((guess) => guess.answer(drawn) !== undefined)
  const [at, setAt] = useState(0)
  const [place, setPlace] = useState(steps / 2)
  const [committed, setCommitted] = useState<{ readonly id: string; readonly value: number }>()
  const guess = open[at % Math.max(1, open.length)]
  if (guess === undefined) return null
  const value = toGuess(guess, place)
  const unit = guess.unit === undefined ? '' : ` ${guess.unit}`
  const answer = guess.answer(drawn) ?? 0
  const isCommitted = committed?.id === guess.id
  return (
    <details className="sim-guess">
      <summary>Guess before you look</summary>
      <p className="sim-guess-asks">{guess.asks}</p>
      <label className="sim-guess-field">
        <span className="vh">Your guess</span>
        <input
          type="range"
          min={0}
          max={steps}
          value={place}
          disabled={isCommitted}
          aria-valuetext={`${toNumberText(value)}${unit}`}
          onChange={({ target }) => setPlace(Number(target.value))}
        />
        <output>
          {toNumberText(isCommitted ? committed.value : value)}
          {unit}
        </output>
      </label>
      {isCommitted ? (
        <>
          <p className="sim-guess-answer" role="status">
            {judgeGuess(committed.value, answer, unit)}
          </p>
          <button
            type="button"
            onClick={() => {
              setCommitted(undefined)
              setAt(at + 1)
              setPlace(steps / 2)
            }}
          >
            Guess another
          </button>
        </>
      ) : (
        <button type="button" onClick={() => setCommitted({ id: guess.id, value })}>
          That is my guess
        </button>
      )}
    </details>
  )
}

/** Guesses of a size: the slider is logarithmic, its values have two digits. */
export function toGuess({ min, max }: Pick<Guessable, 'min' | 'max'>, place: number): number {
  return Number((min * (max / min) ** (place / steps)).toPrecision(2))
}

/** e.g. `It is 449 985 000 visits: 4.5 times your guess.` */
export function judgeGuess(guessed: number, answer: number, unit: string): string {
  const is = `It is ${toNumberText(answer)}${unit}`
  if (answer === 0) return `${is}.`
  const ratio = answer / guessed
  if (ratio > 0.8 && ratio < 1.25) return `${is}: well guessed.`
  return ratio >= 1
    ? `${is}: ${toShortText(ratio)} times your guess.`
    : `${is}: your guess was ${toShortText(1 / ratio)} times too high.`
}
