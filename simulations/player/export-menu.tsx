// Under each picture: take it away as a file, or as text for a mail.

import { useRef, useState } from 'react'
import type { Table } from '../engine/index.ts'
import { download, toCsvText, toJsonText, toMailText, toPng, toSvgText } from './export-result.ts'
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

export function ExportMenu({ name, title, description, drawn, listTables, link }: ExportMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null)
  const [said, say] = useState('')
  // Some views, and whatever has nothing to draw for these values, are tables only.
  const [hasPicture, setPicture] = useState(false)

  async function perform(what: () => void | Promise<void>, done: string) {
    try {
      await what()
      say(done)
    } catch {
      say('This browser refused. The table below holds the same numbers.')
    }
  }

  function findPicture(): SVGSVGElement | undefined {
    const view = menu.current?.closest('.sim-view')
    return view?.querySelector<SVGSVGElement>('svg[data-export]') ?? undefined
  }

  function toPicture(): string {
    const svg = findPicture()
    if (svg === undefined) throw new Error('Unexpected missing picture')
    return toSvgText(svg, { title, description })
  }

  const mail = () => toMailText(listTables(), link)
  return (
    <details
      className="sim-export"
      ref={menu}
      onToggle={() => setPicture(findPicture() !== undefined)}
    >
      <summary>Take it away</summary>
      <p className="sim-buttons">
        <button
          type="button"
          onClick={() => perform(() => navigator.clipboard.writeText(mail()), 'Copied.')}
        >
          Copy as text for a mail
        </button>
        <button
          type="button"
          onClick={() => perform(() => download(mail(), `${name}.txt`, 'text/plain'), 'Saved.')}
        >
          Text
        </button>
        <button
          type="button"
          onClick={() =>
            perform(() => download(toCsvText(listTables()), `${name}.csv`, 'text/csv'), 'Saved.')
          }
        >
          CSV
        </button>
        <button
          type="button"
          onClick={() =>
            perform(
              () => download(toJsonText(drawn.result), `${name}.json`, 'application/json'),
              'Saved.',
            )
          }
        >
          JSON
        </button>
        {hasPicture && (
          <>
            <button
              type="button"
              onClick={() =>
                perform(() => download(toPicture(), `${name}.svg`, 'image/svg+xml'), 'Saved.')
              }
            >
              SVG
            </button>
            <button
              type="button"
              onClick={() =>
                perform(
                  async () => download(await toPng(toPicture()), `${name}.png`, 'image/png'),
                  'Saved.',
                )
              }
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
