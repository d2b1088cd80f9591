// What can be done from every page, and the pages that are no hit of a search.

import { urls } from '#domain'
import { copyLink } from '../copy-link.ts'
import { keepTheme, type Theme, themes } from '../theme.ts'

export interface PaletteCommand {
  readonly label: string
  /** Other words for it. */
  readonly words: string
  readonly run: () => void
}

export interface CommandEffects {
  /** Whether there is an archive of mail to go to. */
  readonly hasMail: boolean
  readonly go: (url: string) => void
  readonly showKeys: () => void
  /** Tells the reader what was done. */
  readonly say: (text: string) => void
}

export function listCommands({ hasMail, go, showKeys, say }: CommandEffects) {
  const page = (label: string, url: string, words = ''): PaletteCommand => ({
    label,
    words,
    run: () => go(url),
  })
  const feed = document.querySelector<HTMLLinkElement>('link[rel=alternate][type*=atom]')
  const commands: readonly PaletteCommand[] = [
    page('All threads', urls.threads, 'discussions list'),
    page('All people', urls.people, 'authors developers'),
    page('All topics', urls.topics, 'subjects'),
    page('All simulations', urls.simulations, 'scenarios run'),
    ...(hasMail ? [page('Mail archive', urls.mail, 'lists messages lore')] : []),
    page('Sources', urls.sources, 'references evidence'),
    page('Front page', urls.home, 'home'),
    page('Help: how to search', urls.searchHelp, 'language prefixes syntax'),
    { label: 'Help: keys', words: 'keyboard shortcuts ?', run: showKeys },
    page('About, and how to contribute', urls.about, 'cite read marks stances'),
    ...themes.map((theme) => ({
      label: themeLabels[theme],
      words: 'theme colors mode appearance',
      run: () => keepTheme(theme),
    })),
    page('Feed of this page', feed === null ? urls.feed : toPath(feed.href), 'atom rss subscribe'),
    {
      label: 'Copy the link to this page',
      words: 'address url share',
      run: () => void copyLink(location.href, say),
    },
  ]
  return commands
}

const themeLabels: Readonly<Record<Theme, string>> = {
  auto: 'Colours: as the system has them',
  light: 'Colours: light',
  dark: 'Colours: dark',
}

/** The host in it is the one readers are told; this page may stand elsewhere. */
function toPath(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}

/** Whether its words begin with all that was typed. */
export function isCalled(name: string, typed: string): boolean {
  const own = toWords(name)
  return toWords(typed).every((word) => own.some((other) => other.startsWith(word)))
}

function toWords(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[\s:,]+/u)
    .filter((word) => word !== '')
}
