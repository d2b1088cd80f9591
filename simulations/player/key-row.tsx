// What colours and patterns mean, in one line.

import type { ReactNode } from 'react'

export interface KeyRowProps {
  readonly keys: readonly { readonly className: string; readonly label: ReactNode }[]
}

export function KeyRow({ keys }: KeyRowProps) {
  return (
    <ul className="sim-key">
      {keys.map(({ className, label }) => (
        <li key={className}>
          <span className={`swatch ${className}`} aria-hidden="true" /> {label}
        </li>
      ))}
    </ul>
  )
}
