'use client'
// Results as one types: asks for the same page with other words and puts its answer in the place of
// the old one. The server draws all hits, so that there is one way to draw them, and none of it is
// sent as script. Whoever presses Enter gets the page itself.

import { useEffect, useRef } from 'react'
import { createLatestOnly } from '../latest-only.ts'
import { keepSearch } from './recent-searches.ts'
import { replaceAnswer } from './replace-answer.ts'

export interface SearchAsYouTypeProps {
  readonly boxId: string
  readonly answerId: string
}

/** Between two questions; whoever types faster is answered less often. */
const gapMs = 60
/** Counts are read aloud, and mistakes shown, when the reader has stopped, not between letters. */
const restMs = 800

export function SearchAsYouType({ boxId, answerId }: SearchAsYouTypeProps) {
  const status = useRef<HTMLParagraphElement>(null)

  useEffect(() => {
    const box = document.getElementById(boxId)
    const answer = document.getElementById(answerId)
    if (!(box instanceof HTMLInputElement) || box.form === null || answer === null) return
    const say = (text: string, { isShown = false } = {}) => {
      if (status.current === null) return
      status.current.className = isShown ? 'row-note' : 'vh'
      status.current.textContent = text
    }
    return answerTyping({ box, form: box.form, answer, say })
  }, [boxId, answerId])

  return <p ref={status} className="vh" role="status" />
}

interface Parts {
  readonly box: HTMLInputElement
  readonly form: HTMLFormElement
  readonly answer: Element
  /** Tells it to those who listen, and if so asked to those who look. */
  readonly say: (text: string, options?: { readonly isShown: boolean }) => void
}

/** Returns what ends it. */
function answerTyping({ box, form, answer, say }: Parts): () => void {
  const latest = createLatestOnly(gapMs)
  const listening = new AbortController()
  const { signal } = listening
  /** What the answer on the page answers. */
  let shown = toAddress(form, box.defaultValue)
  /** The address under which this page stands in the history. */
  let here = location.pathname + location.search
  let isTyped = false
  let resting: ReturnType<typeof setTimeout> | undefined

  const rest = (then: () => void, afterMs = restMs) => {
    clearTimeout(resting)
    resting = setTimeout(then, afterMs)
  }

  const show = (page: Document, address: string) => {
    const fresh = page.getElementById(answer.id)
    if (fresh === null || !replaceAnswer(answer, fresh)) return
    shown = address
    document.title = page.title
    keepAddress(toTyped(address))
    say('')
    rest(() => say(answer.querySelector('#hit-count, .problem > p')?.textContent ?? ''))
  }

  const keepAddress = (address: string) => {
    // The first words typed over a search that was gone to leave it a step back. The prototype's own
    // functions, because the router watches those of the instance and would see a navigation.
    const isStep = !isTyped && box.defaultValue !== ''
    const keep = isStep ? History.prototype.pushState : History.prototype.replaceState
    keep.call(history, history.state, '', address)
    here = address
    isTyped = true
  }

  const ask = () => {
    const address = toAddress(form, box.value)
    clearTimeout(resting)
    if (address === shown) {
      latest.stop()
      return
    }
    latest.run(async (ended) => {
      const { page, retryMs } = await readPage(toTyped(address), ended)
      if (ended.aborted) return
      if (page === undefined) {
        // The old hits stay. Too many at once: the same again when there may be one more.
        if (retryMs === undefined) say('No answer came. Enter asks again.', { isShown: true })
        else rest(ask, retryMs)
      } else if (page.querySelector('.problem') !== null) {
        // Half a query is no mistake yet; the old hits stay until the reader has stopped.
        rest(() => show(page, address))
      } else show(page, address)
    })
  }

  const onInput = (event: Event) => {
    if (!(event instanceof InputEvent && event.isComposing)) ask()
  }
  const onClick = ({ target }: Event) => {
    // Whoever goes to a hit has found the words that led there.
    if (isTyped && target instanceof Element && target.closest('.hits a')) keepSearch(box.value)
  }
  const onSubmit = (event: Event) => {
    // What is still to be answered would meddle with the history while the page is left.
    latest.stop()
    clearTimeout(resting)
    if (!isTyped) return
    // What was typed and what was sent are one step of the history, not two.
    event.preventDefault()
    location.replace(toAddress(form, box.value))
  }
  const onPopState = (event: Event) => {
    if (location.pathname + location.search === here) return
    // The router knows no page but the one it began with.
    event.stopImmediatePropagation()
    location.reload()
  }
  box.addEventListener('input', onInput, { signal })
  box.addEventListener('compositionend', ask, { signal })
  answer.addEventListener('click', onClick, { signal })
  form.addEventListener('submit', onSubmit, { signal })
  addEventListener('popstate', onPopState, { signal, capture: true })
  // Words typed before script arrived.
  if (box.value !== box.defaultValue) ask()

  return () => {
    listening.abort()
    latest.stop()
    clearTimeout(resting)
  }
}

async function readPage(
  address: string,
  signal: AbortSignal,
): Promise<{ readonly page?: Document; readonly retryMs?: number }> {
  try {
    const response = await fetch(address, { signal })
    if (response.status === 429) {
      return { retryMs: Number(response.headers.get('retry-after') ?? 1) * 1000 }
    }
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    // The edge's own words, such as those for a failure, are no answer.
    return page.querySelector('.search-page') === null ? {} : { page }
  } catch {
    return {}
  }
}

/** The address the form would lead to with these words, without what is empty. */
function toAddress(form: HTMLFormElement, words: string): string {
  const given = [...new FormData(form)].flatMap(([name, value]) => {
    const text = name === 'q' ? words.trim() : value
    return typeof text === 'string' && text !== '' ? [[name, text]] : []
  })
  const parameters = new URLSearchParams(given).toString()
  const { pathname } = new URL(form.action)
  return parameters === '' ? pathname : `${pathname}?${parameters}`
}

/** The last word of the query is a beginning while somebody types, and so it stays for whoever returns. */
function toTyped(address: string): string {
  return /[?&]q=/u.test(address) ? `${address}&typing=1` : address
}
