'use client'
// Leaves the finished result as the server drew it, and fetches the player when a reader comes near.
// Nothing else of the player is in the script of a page.

import { type ComponentType, useEffect, useRef, useState } from 'react'
import type { PlayerProps } from './player.tsx'
import { type Still, StillLayout } from './still-layout.tsx'

export interface LazyPlayerProps {
  readonly scenario: string
  readonly preset?: string
  readonly layout: 'page' | 'figure'
  /** The finished result, view by view. */
  readonly stills: readonly Still[]
}

/** How near: a screen or so, for the code to be there when the reader is. */
const nearMargin = '800px 0px'

export function LazyPlayer(props: LazyPlayerProps) {
  const place = useRef<HTMLDivElement>(null)
  const [Player, setPlayer] = useState<ComponentType<PlayerProps>>()
  const [hasFailed, setFailed] = useState(false)

  useEffect(() => {
    const element = place.current
    if (element === null) return
    let isHere = true
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        observer.disconnect()
        import('./player.tsx').then(
          (module) => isHere && setPlayer(() => module.Player),
          () => isHere && setFailed(true),
        )
      },
      { rootMargin: nearMargin },
    )
    observer.observe(element)
    return () => {
      isHere = false
      observer.disconnect()
    }
  }, [])

  return (
    <div ref={place} className={`sim sim-${props.layout}`}>
      {hasFailed && (
        <p className="sim-fault" role="status">
          The controls could not be loaded. The finished result stays; reload the page to try again.
        </p>
      )}
      {Player === undefined ? <StillLayout {...props} /> : <Player {...props} />}
    </div>
  )
}
