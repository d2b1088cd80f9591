// The kernel stack as readers meet it: its views, and what can be guessed.

import type { AnyScenarioCore, AnyScenarioWords } from '../../engine/index.ts'
import { kernelStackCore, kernelStackWords } from '../../scenarios/kernel-stack/index.ts'
import type { Face } from '../view.ts'
import { findDecisive, readModel } from './read-model.ts'

const words = kernelStackWords as unknown as AnyScenarioWords

export const kernelStackFace: Face = {
  words,
  core: kernelStackCore as unknown as AnyScenarioCore,
  guesses: [
    {
      id: 'reached',
      asks: 'How many bytes deep does this chain really get, with what no tracer saw?',
      unit: 'bytes',
      min: 100,
      max: 100_000,
      answer: (drawn) => readModel(drawn).model.reached,
    },
    {
      id: 'usable',
      asks: 'How many bytes of this stack can be used before anything is overwritten?',
      unit: 'bytes',
      min: 100,
      max: 100_000,
      answer: (drawn) => readModel(drawn).model.layout.usable,
    },
    {
      id: 'largest',
      asks: 'How many bytes has its largest frame?',
      unit: 'bytes',
      min: 8,
      max: 10_000,
      answer: (drawn) =>
        findDecisive(readModel(drawn).model).icicle.frames.reduce(
          (most, { size }) => Math.max(most, size),
          0,
        ),
    },
    {
      id: 'diet',
      asks: 'By how many per cent must every larger frame shrink for the chain to fit?',
      unit: '%',
      min: 1,
      max: 100,
      answer: (drawn) => {
        const { needed, headroom } = readModel(drawn).model
        return headroom < 0 ? (needed.dietPercent ?? undefined) : undefined
      },
    },
  ],
  keys: [
    ['↑ ↓', 'among frames: who calls, what is called; with Shift ten'],
    ['← →', 'among frames: the other stack'],
    ['+ −', 'a frame larger, smaller, by a word'],
    ['Del', 'a frame as it was traced'],
    ['Enter', 'to the bytes of a frame, and Esc back'],
    ['/', 'find a function'],
  ],
}
