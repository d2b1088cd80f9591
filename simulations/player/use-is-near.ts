// Whether a part of the page is in sight, or so near that it soon will be.

import { type RefObject, useEffect, useState } from 'react'

/** @param margin around what is seen, as CSS, e.g. `800px 0px` */
export function useIsNear(place: RefObject<Element | null>, margin: string): boolean {
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const observer = new IntersectionObserver(
      (entries) => setNear(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: margin },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [place, margin])
  return isNear
}
