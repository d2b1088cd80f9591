'use client'
// Light, dark, or as the system has it. Without script there is nothing to switch, so nothing is
// shown.

import { useSyncExternalStore } from 'react'
import { keepTheme, readTheme, subscribeToTheme, themes } from './theme.ts'

export function ThemeSwitch() {
  const theme = useSyncExternalStore(subscribeToTheme, readTheme, () => undefined)
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
