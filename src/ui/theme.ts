// Which colours the reader chose, kept in this browser. /theme.js applies the choice before anything
// is drawn.

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const storageKey = 'theme'
const changed = 'patchlore-theme'

export function subscribeToTheme(listen: () => void): () => void {
  addEventListener(changed, listen)
  addEventListener('storage', listen)
  return () => {
    removeEventListener(changed, listen)
    removeEventListener('storage', listen)
  }
}

export function readTheme(): Theme {
  const chosen = document.documentElement.dataset.theme
  return themes.find((theme) => theme === chosen) ?? 'auto'
}

export function keepTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  try {
    if (theme === 'auto') localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, theme)
  } catch {
    // Storage can be forbidden; the choice then lasts for this page.
  }
  dispatchEvent(new Event(changed))
}
