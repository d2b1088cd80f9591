// The head of every page: the name, the ways in, the search, the colours.

import { urls } from '#domain'
import { PaletteOpener } from './palette/palette-opener.tsx'
import { SearchForm } from './search-form.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

/** @param hasMail whether there is an archive of mail to go to */
export function SiteHeader({ hasMail }: { readonly hasMail: boolean }) {
  return (
    <header className="site-header">
      <a className="skip" href="#content">
        Skip to the content
      </a>{' '}
      <a className="site-name" href={urls.home}>
        <Emblem />
        Patchlore
      </a>{' '}
      <nav aria-label="Site">
        <a href={urls.threads}>Threads</a> <a href={urls.people}>People</a>{' '}
        <a href={urls.topics}>Topics</a> <a href={urls.simulations}>Simulations</a>{' '}
        <a href={urls.sources}>Sources</a> {hasMail && <a href={urls.mail}>Mail</a>}{' '}
        <a href={urls.about}>About</a>
      </nav>
      <SearchForm size="small" id="site-search" />
      <PaletteOpener />
      <ThemeSwitch />
    </header>
  )
}

/** A thread with three stances on it. */
function Emblem() {
  return (
    <svg className="emblem" viewBox="0 0 32 32" aria-hidden="true">
      <path className="line" d="M7 2v28" />
      <path className="e1" d="M7 2l5 5-5 5-5-5Z" />
      <circle className="e2" cx="17" cy="16" r="4.5" />
      <path className="line" d="M7 16h6M7 25h14" />
      <path className="e3" d="M21 20.5h9v9h-9Z" />
    </svg>
  )
}
