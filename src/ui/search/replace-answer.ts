// Puts a fresh answer in the place of the old one without moving what the reader opened or is at.

/** Whether it was done: not where the reader is at something the fresh answer does not have. */
export function replaceAnswer(old: Element, fresh: Element): boolean {
  const at = document.activeElement
  const isInside = at !== null && old.contains(at)
  const href = at?.getAttribute('href')
  const same = [...fresh.querySelectorAll('a')].find((link) => link.getAttribute('href') === href)
  if (isInside && same === undefined) return false

  const opened = new Set([...old.querySelectorAll<HTMLDetailsElement>('details[open]')].map(toName))
  for (const details of fresh.querySelectorAll('details')) {
    if (opened.has(toName(details))) details.open = true
  }
  old.replaceChildren(...fresh.childNodes)
  if (isInside) same?.focus({ preventScroll: true })
  return true
}

/** What stays the same when counts change: the facet, or nothing for all of them. */
function toName(details: HTMLDetailsElement): string {
  return details.closest('section')?.querySelector('h2')?.textContent ?? ''
}
