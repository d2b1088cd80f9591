import type { Metadata } from 'next'
import { evidenceMarks, evidenceMeanings, stanceMeanings, stances, urls } from '#domain'
import { EvidenceNote, StanceLabel } from '#ui'

export const metadata: Metadata = {
  title: 'About',
  description: 'What Patchlore is, how its evidence works, how to read it and how to contribute.',
  alternates: { canonical: urls.about },
}

export default function AboutPage() {
  return (
    <div className="plain-page about">
      <header className="page-head">
        <h1>A record of arguments about patches</h1>
        <p className="lead">
          A mailing list keeps every message and no conclusion. Patchlore keeps the conclusion, and
          for each part of it the message it rests on.
        </p>
      </header>
      <section aria-labelledby="reading">
        <h2 id="reading">How to read a thread</h2>
        <p>
          Each page begins with the question the thread argued about and what became of it. The
          strip below names everybody who took a position, in the order they spoke. The lifeline
          shows the postings, the outcome and what followed; where it is dotted nothing happened,
          and the gap is named. The story then follows the discussion, with each position where it
          was taken.
        </p>
        <p>
          What we say is set in a book face. What they wrote is set in a mail reader’s face on its
          own ground, letter for letter. A position is what somebody wrote on a date, not what they
          think.
        </p>
      </section>
      <section aria-labelledby="stances">
        <h2 id="stances">Stances</h2>
        <dl>
          {stances.map((stance) => (
            <div className="term" key={stance}>
              <dt>
                <StanceLabel stance={stance} />
              </dt>
              <dd>{stanceMeanings[stance]}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="evidence">
        <h2 id="evidence">Evidence</h2>
        <p>
          Nothing is stated that no source supports. Every quotation carries a mark that says how
          far it has been compared with what it quotes.
        </p>
        <dl>
          {evidenceMarks.map((mark) => (
            <div className="term" key={mark} id={`evidence-${mark}`}>
              <dt>
                <EvidenceNote mark={mark} />
              </dt>
              <dd>{evidenceMeanings[mark]}</dd>
            </div>
          ))}
        </dl>
        <p>
          Where a news story and the mail differ, the page shows both side by side. What nobody
          could find out stands under “What is not known”.
        </p>
      </section>
      <section aria-labelledby="keys">
        <h2 id="keys">Keyboard and addresses</h2>
        <dl>
          <div className="term">
            <dt>
              <kbd>/</kbd>
            </dt>
            <dd>goes to the search box</dd>
          </div>
          <div className="term">
            <dt>
              <kbd>?</kbd>
            </dt>
            <dd>lists the keys</dd>
          </div>
          <div className="term">
            <dt>
              <kbd>#</kbd>
            </dt>
            <dd>
              after a claim, a heading or a table is its permanent address; with script, following
              it also copies it
            </dd>
          </div>
        </dl>
        <p>
          Every thread is also there as Markdown, as JSON and as an Atom feed: the links are at the
          end of its page. All times are in UTC.
        </p>
      </section>
      <section aria-labelledby="contributing">
        <h2 id="contributing">How to contribute</h2>
        <p>
          Entries are Markdown files in the project’s repository, one for each thread, under{' '}
          <code>content/</code>. <code>content/README.md</code> says how to write one, and{' '}
          <code>patchlore check</code> says what is wrong with it, by line and column. A mistake in
          an entry is corrected the same way: with a change to its file and the source that shows
          it.
        </p>
      </section>
    </div>
  )
}
