import type { Metadata } from 'next'
import { urls } from '#domain'
import { catalog } from '#simulations'

export const metadata: Metadata = {
  title: 'Simulations',
  description: 'Runnable models of what threads argued about, checked against what was published.',
  alternates: { canonical: urls.simulations },
}

export default function SimulationsPage() {
  return (
    <div className="plain-page">
      <header className="page-head">
        <h1>Simulations</h1>
        <p className="lead">
          Models of what threads argued about, with the parameters of the argument. Each is checked
          against figures that somebody measured and published.
        </p>
      </header>
      {Object.entries(catalog).map(([id, { title, question, summary, presets }]) => (
        <section key={id} aria-labelledby={`simulation-${id}`}>
          <h2 id={`simulation-${id}`}>
            <a href={urls.simulation(id)}>{title}</a>
          </h2>
          <p>{question}</p>
          <p>{summary}</p>
          <p className="note">{presets.length} questions to run</p>
        </section>
      ))}
    </div>
  )
}
