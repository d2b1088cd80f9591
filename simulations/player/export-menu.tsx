// Under each picture: take it away as a file, or as text for a mail.

import { useRef, useState } from 'react'
import type { Table } from '../engine/index.ts'
import type { Drawn } from './view.ts'

export interface ExportMenuProps {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly drawn: Drawn
  /** Made when they are taken, not with every picture. */
  readonly listTables: () => readonly Table[]
  readonly link: string
}

/** How results leave the page; fetched when the menu is opened. */
const loadWays = async () => await import('./export-result.ts')
type Ways = Awaited<ReturnType<typeof loadWays>>

export function ExportMenu({ name, title, description, drawn, listTables, link }: ExportMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null)
  const [said, say] = useState('')
  // Some views, and whatever has nothing to draw for these values, are tables only.
  const [hasPicture, setPicture] = useState(false)

  async function perform(what: (ways: Ways) => void | Promise<void>, done: string) {
    try {
      await what(await loadWays())
      say(done)
    } catch {
      say('This browser refused. The table below holds the same numbers.')
    }
  }

  const save = (ending: string, type: string, make: (ways: Ways) => string | Promise<Blob>) => () =>
    perform(async (ways) => ways.download(await make(ways), `${name}.${ending}`, type), 'Saved.')

  function findPicture(): SVGSVGElement | undefined {
    const view = menu.current?.closest('.sim-view')
    return view?.querySelector<SVGSVGElement>('svg[data-export]') ?? undefined
  }

  function toPicture({ toSvgText }: Ways): string {
    const svg = findPicture()
    if (svg === undefined) throw new Error('Unexpected missing picture')
    return toSvgText(svg, { title, description })
  }

  const toMail = ({ toMailText }: Ways): string => toMailText(listTables(), link)
  return (
    <details
      className="sim-export"
      ref={menu}
      onToggle={() => {
        setPicture(findPicture() !== undefined)
        // On the click it is there; if it cannot be had, the click says so.
        loadWays().catch(() => {})
      }}
    >
      <summary>Take it away</summary>
      <p className="sim-buttons">
        <button
          type="button"
          onClick={() => perform((ways) => navigator.clipboard.writeText(toMail(ways)), 'Copied.')}
        >
          Copy as text for a mail
        </button>
        <button type="button" onClick={save('txt', 'text/plain', toMail)}>
          Text
        </button>
        <button
          type="button"
          onClick={save('csv', 'text/csv', ({ toCsvText }) => toCsvText(listTables()))}
        >
          CSV
        </button>
        <button
          type="button"
          onClick={save('json', 'application/json', ({ toJsonText }) => toJsonText(drawn.result))}
        >
          JSON
        </button>
        {hasPicture && (
          <>
            <button type="button" onClick={save('svg', 'image/svg+xml', toPicture)}>
              SVG
            </button>
            <button
              type="button"
              onClick={save('png', 'image/png', (ways) => ways.toPng(toPicture(ways)))}
            >
              PNG
            </button>
          </>
        )}
        <span role="status">{said}</span>
      </p>
    </details>
  )
}
