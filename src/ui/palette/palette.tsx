'use client'
// Ctrl+K: to any thread, person, topic or simulation by a few letters of its name, and what can be
// done on every page. It comes only when somebody asks for it. cmdk keeps the list; the dialog is the
// browser's own, because cmdk's writes a style sheet that our policy refuses.

import { Command } from 'cmdk'
import { useEffect, useMemo, useRef, useState } from 'react'
import { urls } from '#domain'
import { createLatestOnly } from '../latest-only.ts'
import { findPlaces, type Place, type PlaceKind } from './find-places.ts'
import { isCalled, listCommands, type PaletteCommand } from './list-commands.ts'

export interface PaletteProps {
  readonly hasMail: boolean
  /** After it was closed; the focus is where it was before. */
  readonly onClose: () => void
  readonly onShowKeys: () => void
  readonly say: (text: string) => void
}

interface Choice {
  /** Unique among all. */
  readonly value: string
  readonly label: string
  /** What it is, where its heading does not say so. */
  readonly note?: string
  readonly run: () => void
}

interface Found {
  /** What was typed when these places were asked for; absent before the first answer. */
  readonly to?: string
  readonly places: readonly Place[]
}

interface ChoiceGroup {
  readonly heading: string
  readonly choices: readonly Choice[]
}

const gapMs = 60

export function Palette({ hasMail, onClose, onShowKeys, say }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [text, setText] = useState('')
  const [found, setFound] = useState<Found>({ places: [] })
  /** Whether Enter was pressed before the places for what was typed had come. */
  const isEntering = useRef(false)
  const [latest] = useState(() => createLatestOnly(gapMs))
  const commands = useMemo(
    () =>
      listCommands({
        hasMail,
        go: (url) => location.assign(url),
        showKeys: onShowKeys,
        say,
      }),
    [hasMail, onShowKeys, say],
  )
  const groups = listGroups({ text, found, commands })
  const first = groups.flatMap(({ choices }) => choices)[0]

  useEffect(() => {
    dialog.current?.showModal()
    // Left to itself, a dialog takes the first thing that can be focused, which is the list's frame.
    dialog.current?.querySelector('input')?.focus()
    return () => latest.stop()
  }, [latest])

  useEffect(() => {
    latest.run(async (signal) => {
      // Without an answer there are still commands, and the search.
      const places = await findPlaces(text, signal).catch(() => [])
      if (!signal.aborted) setFound({ to: text, places })
    })
  }, [text, latest])

  // A new answer is read from its beginning. A key, because a value that is set from outside leaves
  // `aria-activedescendant` of cmdk 1.1.1 at a choice that is gone.
  const isCurrent = found.to === text
  const firstValue = first?.value
  useEffect(() => {
    if (!isCurrent || firstValue === undefined) return
    const home = new KeyboardEvent('keydown', { key: 'Home', bubbles: true, cancelable: true })
    dialog.current?.querySelector('input')?.dispatchEvent(home)
  }, [isCurrent, firstValue])

  const run = (choice: Choice) => {
    dialog.current?.close()
    choice.run()
  }
  useEffect(() => {
    if (!isCurrent || !isEntering.current) return
    isEntering.current = false
    if (first !== undefined) run(first)
  })

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does what a click beside it does.
    <dialog
      ref={dialog}
      className="palette"
      aria-label="Go to"
      onClose={onClose}
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget) currentTarget.close()
      }}
    >
      <Command
        label="Go to"
        shouldFilter={false}
        loop
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || isCurrent) return
          // A place that belongs to what was typed before is not what is meant.
          const chosen = event.currentTarget.querySelector('[aria-selected=true]')
          const value = chosen?.getAttribute('data-value')
          if (!found.places.some(({ url }) => url === value)) return
          event.preventDefault()
          isEntering.current = true
        }}
      >
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder="A thread, a person, a topic, a command …"
          maxLength={200}
          enterKeyHint="go"
        />
        <Command.List label="Places and commands">
          {groups.map(({ heading, choices }) => (
            <Command.Group key={heading} heading={heading}>
              {choices.map((choice) => (
                <Command.Item key={choice.value} value={choice.value} onSelect={() => run(choice)}>
                  {choice.label}
                  {choice.note !== undefined && <span className="row-note">{choice.note}</span>}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
      <p className="row-note">
        <kbd>↑</kbd> <kbd>↓</kbd> choose, <kbd>Enter</kbd> goes, <kbd>Esc</kbd> leaves
      </p>
    </dialog>
  )
}

const headings: Readonly<Record<PlaceKind, string>> = {
  entry: 'Threads',
  person: 'People',
  topic: 'Topics',
  simulation: 'Simulations',
  message: 'Mail',
}

const nouns: Readonly<Record<PlaceKind, string>> = {
  entry: 'a thread',
  person: 'a person',
  topic: 'a topic',
  simulation: 'a simulation',
  message: 'a mail',
}

/**
 * What is called as was typed comes first: places, the kind of the best hit before the others, then
 * commands. Then places that have the words somewhere, and commands that are meant by them. Mail comes
 * last, because there is so much of it.
 */
function listGroups({
  text,
  found: { to = '', places },
  commands,
}: {
  readonly text: string
  readonly found: Found
  readonly commands: readonly PaletteCommand[]
}): readonly ChoiceGroup[] {
  const pages = places.filter(({ kind }) => kind !== 'message')
  const called = pages.filter(({ title }) => isCalled(title, to))
  const others = pages.filter((place) => !called.includes(place))
  const wanted = commands.filter(({ label, words }) => isCalled(`${label} ${words}`, text))
  const byName = wanted.filter(({ label }) => isCalled(label, text))
  const commandGroup = {
    heading: 'Commands',
    choices: [...byName, ...wanted.filter((command) => !byName.includes(command))].map(toChoice),
  }
  const more = {
    heading: 'Found in',
    choices: others.map((place) => ({ ...toPlaceChoice(place), note: nouns[place.kind] })),
  }
  const words = text.trim()
  return [
    ...groupByKind(called),
    ...(byName.length > 0 ? [commandGroup, more] : [more, commandGroup]),
    ...groupByKind(places.filter(({ kind }) => kind === 'message')),
    { heading: 'Search', choices: words === '' ? [] : [toSearch(words)] },
  ].filter(({ choices }) => choices.length > 0)
}

function groupByKind(places: readonly Place[]): readonly ChoiceGroup[] {
  const kinds = [...new Set(places.map(({ kind }) => kind))]
  return kinds.map((kind) => ({
    heading: headings[kind],
    choices: places.filter((place) => place.kind === kind).map(toPlaceChoice),
  }))
}

function toPlaceChoice({ title, url, note }: Place): Choice {
  return {
    value: url,
    label: title,
    ...(note !== undefined && { note }),
    run: () => location.assign(url),
  }
}

function toChoice({ label, run }: { readonly label: string; readonly run: () => void }): Choice {
  return { value: label, label, run }
}

function toSearch(words: string): Choice {
  return {
    value: 'search',
    label: `Search for “${words}”`,
    run: () => location.assign(urls.search(words)),
  }
}
