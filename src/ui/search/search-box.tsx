'use client'
// The box one types into, and what helps there: completions of prefixes, names and values, and in an
// empty box what was searched for before. A combobox with a list, after the pattern of WAI-ARIA. It
// becomes one with its first focus; until then, and without script, it is a plain box.

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { createLatestOnly } from '../latest-only.ts'
import { type Choice, findChoices, findLastTerm, listRecentChoices } from './choices.ts'
import { forgetSearches, keepSearch } from './recent-searches.ts'

export interface SearchBoxProps {
  /** Unique on the page. */
  readonly id: string
  readonly query: string
  readonly placeholder: string
  /** Where completions are asked for. */
  readonly completionsHref: string
}

/** Between two questions; whoever types faster is answered less often. */
const gapMs = 60

export function SearchBox({ id, query, placeholder, completionsHref }: SearchBoxProps) {
  const box = useRef<HTMLInputElement>(null)
  const [isAwake, wake] = useState(false)
  const [choices, offer] = useState<readonly Choice[]>([])
  /** Which one the arrow keys are at; -1 for none. */
  const [at, moveTo] = useState(-1)
  const [latest] = useState(() => createLatestOnly(gapMs))
  /** Where the term begins whose list was sent away. */
  const dismissed = useRef(-1)
  /** While a list is underway: the arrow key that was pressed for it. */
  const early = useRef<{ key?: string }>(undefined)
  const listId = `${id}-choices`
  const isOpen = choices.length > 0

  const close = () => {
    latest.stop()
    early.current = undefined
    offer([])
    moveTo(-1)
  }
  const ask = (input: HTMLInputElement, { isWanted }: { readonly isWanted: boolean }) => {
    const text = input.value
    const termAt = text.length - findLastTerm(text).length
    const isAtEnd = input.selectionEnd === text.length
    if (!isWanted && (!isAtEnd || termAt === dismissed.current)) {
      close()
      return
    }
    dismissed.current = -1
    early.current = {}
    moveTo(-1)
    latest.run(async (signal) => {
      const found =
        text.trim() === ''
          ? listRecentChoices()
          : await findChoices(text, { completionsHref, isWanted, signal })
      if (signal.aborted) return
      offer(found)
      moveTo(findMove(early.current?.key ?? '', { at: -1, count: found.length }) ?? -1)
      early.current = undefined
    })
  }

  useEffect(() => {
    const input = box.current
    // It may have the focus since before script arrived.
    if (document.activeElement === input) wake(true)
    const onSubmit = () => keepSearch(input?.value ?? '')
    const form = input?.form
    form?.addEventListener('submit', onSubmit)
    return () => {
      form?.removeEventListener('submit', onSubmit)
      latest.stop()
    }
  }, [latest])

  useEffect(() => {
    if (at >= 0) document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [at, listId])

  const choose = (choice: Choice) => {
    const input = box.current
    if (input === null) return
    close()
    if (choice.kind === 'forget') {
      forgetSearches()
      return
    }
    input.value = choice.query
    input.setSelectionRange(choice.query.length, choice.query.length)
    if (choice.kind === 'recent') input.form?.requestSubmit()
    // Everybody who listens to typing hears it: results, and what completes the next term.
    else input.dispatchEvent(new Event('input', { bubbles: true }))
  }

  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key, currentTarget: input } = event
    if (event.nativeEvent.isComposing) return
    const to = findMove(key, { at, count: choices.length })
    const choice = key === 'Enter' ? choices[at] : undefined
    if (to !== undefined && early.current !== undefined) early.current.key = key
    else if (to !== undefined) moveTo(to)
    else if (key === 'ArrowDown') ask(input, { isWanted: true })
    else if (key === 'Escape') leave(input)
    else if (choice !== undefined) choose(choice)
    else {
      if (key === 'Enter') close()
      return
    }
    // Browsers would move the caret, empty the box, or send it.
    event.preventDefault()
  }
  const leave = (input: HTMLInputElement) => {
    if (isOpen) dismissed.current = input.value.length - findLastTerm(input.value).length
    else input.blur()
    close()
  }

  return (
    <>
      <input
        ref={box}
        id={id}
        type="search"
        name="q"
        defaultValue={query}
        placeholder={placeholder}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        enterKeyHint="search"
        spellCheck={false}
        maxLength={400}
        {...(isAwake && {
          role: 'combobox',
          'aria-autocomplete': 'list',
          'aria-haspopup': 'listbox',
          'aria-expanded': isOpen,
          ...(isOpen && { 'aria-controls': listId }),
          ...(at >= 0 && { 'aria-activedescendant': `${listId}-${at}` }),
        })}
        onFocus={({ currentTarget }) => {
          wake(true)
          if (currentTarget.value === '') ask(currentTarget, { isWanted: false })
        }}
        onBlur={close}
        onKeyDown={onKey}
        onInput={({ currentTarget }) => ask(currentTarget, { isWanted: false })}
      />
      {isOpen && <ChoiceList id={listId} choices={choices} at={at} onChoose={choose} />}
    </>
  )
}

/** Where the arrow keys lead: round and round, with the box itself between the last and the first. */
function findMove(
  key: string,
  { at, count }: { readonly at: number; readonly count: number },
): number | undefined {
  if (count === 0) return undefined
  if (key === 'ArrowDown') return at === count - 1 ? -1 : at + 1
  if (key === 'ArrowUp') return at === -1 ? count - 1 : at - 1
  return undefined
}

interface ChoiceListProps {
  readonly id: string
  readonly choices: readonly Choice[]
  readonly at: number
  readonly onChoose: (choice: Choice) => void
}

function ChoiceList({ id, choices, at, onChoose }: ChoiceListProps) {
  const isRecent = choices.some(({ kind }) => kind === 'recent')
  return (
    // The box keeps the focus and names the choice the keys are at.
    <div
      className="choice-list"
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label={isRecent ? 'Searched before' : 'Completions'}
      // A press anywhere in here must not take the focus from the box; scrolling still works.
      onMouseDown={(event) => event.preventDefault()}
    >
      {choices.map((choice, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are answered at the box.
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays at the box.
        <div
          key={choice.kind + choice.query}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          className={choice.kind}
          onClick={() => onChoose(choice)}
        >
          <span className="choice-label">{choice.label}</span>{' '}
          <span className="choice-about">{choice.about}</span>
        </div>
      ))}
    </div>
  )
}
