// The language of search, explained by searches that find something here.

import { urls } from '#domain'
import { InlineCode } from './inline-code.tsx'
import type { SearchLesson } from './search-answer.ts'
import { LessonList } from './search-lessons.tsx'

export interface SearchHelpProps {
  readonly chapters: readonly LessonChapter[]
  readonly prefixes: readonly PrefixToDraw[]
}

export interface LessonChapter {
  /** Its anchor. */
  readonly id: string
  readonly title: string
  readonly text: string
  readonly lessons: readonly SearchLesson[]
}

export interface PrefixToDraw {
  readonly about: string
  readonly example: string
  readonly isFromLore: boolean
  /** Whether there is nothing yet that it could find. */
  readonly isIdle: boolean
}

export function SearchHelp({ chapters, prefixes }: SearchHelpProps) {
  const working = prefixes.filter(({ isIdle }) => !isIdle)
  const idle = prefixes.filter(({ isIdle }) => isIdle)
  return (
    <div className="plain-page about search-help">
      <header className="page-head">
        <h1>How to search</h1>
        <p className="lead">
          Type words. Everything below is for when that finds too much, and each example is a search
          you can run.
        </p>
      </header>
      {chapters.map(({ id, title, text, lessons }) => (
        <section key={id} aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          <p>
            <InlineCode text={text} />
          </p>
          <LessonList lessons={lessons} />
        </section>
      ))}
      <section aria-labelledby="typing">
        <h2 id="typing">While you type</h2>
        <p>
          Hits follow what you type; what is unfinished counts as a beginning. The box offers
          prefixes, their values and names: <kbd>↓</kbd> and <kbd>↑</kbd> choose one,{' '}
          <kbd>Enter</kbd> takes it, or sends the search where none is chosen, and <kbd>Esc</kbd>{' '}
          closes the list, then leaves the box. In an empty box it offers what you searched for
          before, which is kept in your browser only and can be forgotten there. <kbd>/</kbd> goes
          to the box from anywhere, <kbd>?</kbd> lists all keys. Without script the box is the same,
          with a button.
        </p>
        <p>
          <kbd>Ctrl K</kbd>, <kbd>⌘ K</kbd> on a Mac, opens a list of everything that has a page:
          some letters of its name and <kbd>Enter</kbd> go to any thread, person, topic or
          simulation. It also changes colours, copies the link, and finds the feed of a page.
        </p>
      </section>
      <section aria-labelledby="prefixes">
        <h2 id="prefixes">Prefixes of this site</h2>
        <p>
          A prefix looks in one place only. Names may be written as people write them: a nickname, a
          surname, a List-Id.
        </p>
        <PrefixTable prefixes={working.filter(({ isFromLore }) => !isFromLore)} />
      </section>
      <section aria-labelledby="lore">
        <h2 id="lore">Prefixes of lore.kernel.org</h2>
        <p>
          They mean the same here. A Message-ID between <code>&lt;</code> and <code>&gt;</code>, and
          addresses of mails and commits, can be pasted as they are. In mail a small word also finds
          its other forms; with a capital, in quotation marks and in names of people it is meant
          exactly so. Signs are no part of a word: <code>C++</code> is looked for as <code>c</code>.
        </p>
        <PrefixTable prefixes={working.filter(({ isFromLore }) => isFromLore)} />
      </section>
      {idle.length > 0 && (
        <section aria-labelledby="later">
          <h2 id="later">Prefixes that find nothing yet</h2>
          <p>
            They look at mail, and none is here so far. A search that needs one of them says so.
          </p>
          <PrefixTable prefixes={idle} />
        </section>
      )}
      <section aria-labelledby="programs">
        <h2 id="programs">For programs and browsers</h2>
        <p>
          Every search is also there <a href={`${urls.searchJson}?q=dev_snmp6`}>as JSON</a> and{' '}
          <a href={`${urls.searchFeed}?q=dev_snmp6`}>as an Atom feed</a>, newest first; on a command
          line it is <code>npx patchlore search</code>. Browsers can add this site to their search
          engines: it describes itself at <a href={urls.openSearch}>{urls.openSearch}</a>. What
          programs can ask and get is described at <a href={urls.openApi}>{urls.openApi}</a>.
        </p>
      </section>
    </div>
  )
}

function PrefixTable({ prefixes }: { readonly prefixes: readonly PrefixToDraw[] }) {
  return <LessonList lessons={prefixes.map(({ example, about }) => ({ query: example, about }))} />
}
