// What a screen reader says when something is done: not what was there when the page came, and not
// every result while a hand drags, for a queue of sentences tells the past.

import { useEffect, useRef, useState } from 'react'
import type { SessionState } from './session.ts'

const restMs = 250
const betweenMs = 2000

export function Said({ state: { said, isChanged } }: { readonly state: SessionState }) {
  const [shown, show] = useState('')
  const last = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (!isChanged) return
    const waitMs = Math.max(restMs, last.current + betweenMs - performance.now())
    const timer = setTimeout(() => {
      last.current = performance.now()
      show(said)
    }, waitMs)
    return () => clearTimeout(timer)
  }, [said, isChanged])
  return (
    <p className="vh" role="status">
      {shown}
    </p>
  )
}
