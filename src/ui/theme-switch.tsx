'use client'
// Light, dark, or as the system has it. /theme.js applies the choice before anything is drawn;
// this only changes it. Without script there is nothing to switch, so nothing is shown.

import { useSyncExternalStore } from 'react'

const themes = ['auto', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

const storageKey = 'theme'
const changed = 'patchlore-theme'

export function ThemeSwitch() {
  const theme = useSyncExternalStore(subscribe, readTheme, () => undefined)
  // An empty box of the same size, so that nothing moves when script arrives.
  if (theme === undefined) return <div className="theme-switch" />
  return (
    <fieldset className="theme-switch">
      <legend className="vh">Colours</legend>
      {themes.map((choice) => (
        <label key={choice}>
          <input
            type="radio"
            name="theme"
            value={choice}
            checked={theme === choice}
            onChange={() => keepTheme(choice)}
          />
          <span>{choice}</span>
        </label>
      ))}
    </fieldset>
  )
}

function subscribe(listen: () => void): () => void {
  addEventListener(changed, listen)
  addEventListener('storage', listen)
  return () => {
    removeEventListener(changed, listen)
    removeEventListener('storage', listen)
  }
}

function readTheme(): Theme {
  const chosen = document.documentElement.dataset.theme
  return themes.find((theme) => theme === chosen) ?? 'auto'
}

function keepTheme(theme: Theme) {
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
