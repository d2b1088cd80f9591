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

export function KeyList({ dialog }: { readonly dialog: RefObject<HTMLDialogElement | null> }) {
  return (
    <dialog ref={dialog} className="keys" aria-label="Keys of the simulation">
      <dl>
        {keys.map(([key, meaning]) => (
          <div key={key}>
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
