'use client'
// What script adds to every page: `/` goes to the search box, Ctrl+K opens the palette, `?` lists the
// keys, and a click on a `#` link copies its full address. One listener for the whole page, nothing
// per link.

import { type ComponentType, useCallback, useEffect, useRef, useState } from 'react'
import { copyLink } from './copy-link.ts'
import type { PaletteProps } from './palette/palette.tsx'
import { isPaletteKey, openerClass } from './palette/palette-opener.tsx'

const keys = [
  ['/', 'go to the search box'],
  ['Ctrl K', 'go to any thread, person, topic or page, or do something; ⌘ K on a Mac'],
  ['?', 'show or hide this list'],
  ['Esc', 'leave'],
] as const

/** Long enough to read the longest of what is said. */
const saidMs = 4_000

export function PageKeys({ hasMail }: { readonly hasMail: boolean }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [said, say] = useState('')
  const [palette, setPalette] = useState<{ readonly Palette: ComponentType<PaletteProps> }>()

  const openPalette = useCallback(async () => {
    try {
      const { Palette } = await import('./palette/palette.tsx')
      dialog.current?.close()
      setPalette({ Palette })
    } catch {
      say('This needs a connection')
    }
  }, [])
  const closePalette = useCallback(() => setPalette(undefined), [])
  const showKeys = useCallback(() => dialog.current?.showModal(), [])

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (isPaletteKey(event)) {
        event.preventDefault()
        const open = document.querySelector<HTMLDialogElement>('dialog.palette')
        if (open === null) void openPalette()
        else open.close()
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (event.key === '/') goToBox(event)
      else if (event.key === '?') {
        if (dialog.current?.open) dialog.current.close()
        else dialog.current?.showModal()
      }
    }
    function onClick({ target }: MouseEvent) {
      if (!(target instanceof Element)) return
      if (target.closest(`button.${openerClass}`) !== null) void openPalette()
      const link = target.closest('a.anchor')
      if (!(link instanceof HTMLAnchorElement)) return
      // The click still goes to the anchor: copying is added, nothing is taken.
      void copyLink(link.href, say)
    }
    addEventListener('keydown', onKey)
    addEventListener('click', onClick)
    return () => {
      removeEventListener('keydown', onKey)
      removeEventListener('click', onClick)
    }
  }, [openPalette])

  useEffect(() => {
    if (said === '') return
    const timer = setTimeout(() => say(''), saidMs)
    return () => clearTimeout(timer)
  }, [said])

  return (
    <>
      <dialog ref={dialog} className="keys" aria-label="Keys">
        <dl>
          {keys.map(([key, meaning]) => (
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
      {palette !== undefined && (
        <palette.Palette hasMail={hasMail} onClose={closePalette} onShowKeys={showKeys} say={say} />
      )}
      <p className="said" role="status">
        {said}
      </p>
    </>
  )
}

function goToBox(event: KeyboardEvent): void {
  const box =
    document.querySelector<HTMLInputElement>('main input[name=q]') ??
    document.querySelector<HTMLInputElement>('input[name=q]')
  if (box === null) return
  event.preventDefault()
  box.focus()
  box.select()
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select') !== null
}
