// The keys of a player, on `?`.

import type { RefObject } from 'react'

const keys = [
  ['Space', 'play, pause'],
  ['← →', 'a step back, a step on; with Shift ten'],
  ['Home End', 'to the beginning, to the end'],
  ['[ ]', 'slower, faster'],
  ['G', 'go to a step'],
  ['T', 'show or hide the table'],
  ['Enter', 'into the parameters'],
  ['Esc', 'stop what runs; leave'],
  ['?', 'this list'],
] as const

export interface KeyListProps {
  readonly dialog: RefObject<HTMLDialogElement | null>
  /** Of the views of one scenario. */
  readonly more: readonly (readonly [key: string, meaning: string])[]
}

export function KeyList({ dialog, more }: KeyListProps) {
  return (
    <dialog ref={dialog} className="keys" aria-label="Keys of the simulation">
      <dl>
        {[...more, ...keys].map(([key, meaning]) => (
          <div key={meaning}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  )
}
