'use client'
// What script adds to every page: `/` goes to the search box, `?` lists the keys, and a click on
// a `#` link copies its full address. One listener for the whole page, nothing per link.

import { useEffect, useRef, useState } from 'react'

const keys = [
  ['/', 'go to the search box'],
  ['?', 'show or hide this list'],
  ['Esc', 'leave'],
] as const

export function PageKeys() {
  const dialog = useRef<HTMLDialogElement>(null)
  const [said, say] = useState('')

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (event.key === '/') {
        const box =
          document.querySelector<HTMLInputElement>('main input[name=q]') ??
          document.querySelector<HTMLInputElement>('input[name=q]')
        if (box === null) return
        event.preventDefault()
        box.focus()
        box.select()
      } else if (event.key === '?') {
        if (dialog.current?.open) dialog.current.close()
        else dialog.current?.showModal()
      }
    }
    function onClick(event: MouseEvent) {
      const link = event.target instanceof Element && event.target.closest('a.anchor')
      if (!(link instanceof HTMLAnchorElement)) return
      // The click still goes to the anchor: copying is added, nothing is taken.
      navigator.clipboard?.writeText(link.href).then(
        () => say('Link copied'),
        () => say(''),
      )
    }
    addEventListener('keydown', onKey)
    addEventListener('click', onClick)
    return () => {
      removeEventListener('keydown', onKey)
      removeEventListener('click', onClick)
    }
  }, [])

  useEffect(() => {
    if (said === '') return
    const timer = setTimeout(() => say(''), 2_000)
    return () => clearTimeout(timer)
  }, [said])

  return (
    <>
      <dialog ref={dialog} className="keys" aria-label="Keys">
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
      <p className="said" role="status">
        {said}
      </p>
    </>
  )
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select') !== null
}
