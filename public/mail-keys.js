// What script adds to pages of mail: `j` and `k` go to the next and previous message on a page of a
// thread; `n` and `p` to the next and previous message of the thread where one is alone; `u` to what
// it answers; `/` and Ctrl+K to the search box. Without script the same are links.
addEventListener('keydown', (event) => {
  const isHeld = /^Mac/.test(navigator.platform) ? event.metaKey : event.ctrlKey
  if (isHeld && event.key === 'k' && !event.altKey && !event.shiftKey) {
    event.preventDefault()
    document.querySelector('#q')?.focus()
    return
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target instanceof Element && event.target.closest('input, textarea, select')) return
  const rels = { n: 'next', p: 'prev', u: 'up' }
  if (event.key === '/') {
    event.preventDefault()
    document.querySelector('#q')?.focus()
  } else if (event.key === 'j' || event.key === 'k') step(event.key === 'j' ? 1 : -1)
  else if (event.key in rels) document.querySelector(`a[rel="${rels[event.key]}"]`)?.click()
})

/** Moves the view and the focus, so that reading and the next Tab go on from there. */
function step(by) {
  const messages = [...document.querySelectorAll('article.message')]
  if (messages.length < 2) {
    document.querySelector(`a[rel="${by > 0 ? 'next' : 'prev'}"]`)?.click()
    return
  }
  // A message is the current one when its top is at the top of the window, give or take.
  const tops = messages.map((message) => message.getBoundingClientRect().top)
  const next = by > 0 ? tops.findIndex((top) => top > 8) : tops.findLastIndex((top) => top < -8)
  const message = messages[next]
  if (message === undefined) return
  message.tabIndex = -1
  message.scrollIntoView()
  message.focus({ preventScroll: true })
}
