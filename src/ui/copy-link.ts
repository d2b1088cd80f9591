// Copies an address for the reader, and says so. `navigator.clipboard` is there only over https and on
// this machine; elsewhere what is selected can still be copied.

/**
 * Whatever is said is heard: where nothing could be copied, the address of the page, which is the link,
 * still can be.
 */
export async function copyLink(link: string, say: (text: string) => void): Promise<void> {
  const clipboard: Clipboard | undefined = navigator.clipboard
  const isCopied =
    clipboard === undefined
      ? copySelected(link)
      : await clipboard.writeText(link).then(
          () => true,
          () => copySelected(link),
        )
  say(
    isCopied
      ? 'Link copied'
      : 'The browser does not allow copying; the link is the address of this page',
  )
}

/** Browsers refuse where no key or click asked for it. */
function copySelected(text: string): boolean {
  const focused = document.activeElement
  const box = document.createElement('textarea')
  box.value = text
  box.readOnly = true
  box.className = 'unseen'
  document.body.append(box)
  box.select()
  try {
    return document.execCommand('copy')
  } finally {
    box.remove()
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  }
}
