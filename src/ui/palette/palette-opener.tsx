'use client'
// Tells whoever has a keyboard that there is a palette, and opens it by a click; src/ui/page-keys.tsx
// answers. Without script there is none, so nothing is shown.

import { useSyncExternalStore } from 'react'

export const openerClass = 'palette-opener'

export function PaletteOpener() {
  const key = useSyncExternalStore(
    () => () => {},
    () => (isApple() ? '⌘ K' : 'Ctrl K'),
    () => undefined,
  )
  // An empty box of the same size, so that nothing moves when script arrives.
  if (key === undefined) return <div className={openerClass} />
  return (
    <button type="button" className={openerClass}>
      <span className="vh">Go to anything: </span>
      {key}
    </button>
  )
}

/** There, Ctrl+K deletes to the end of the line. */
export function isPaletteKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  const isHeld = isApple() ? metaKey && !ctrlKey : ctrlKey && !metaKey
  return isHeld && !altKey && !shiftKey && key.toLowerCase() === 'k'
}

function isApple(): boolean {
  return /^(?:Mac|iP)/u.test(navigator.platform)
}
