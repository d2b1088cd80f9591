'use client'
// The last resort: the layout itself failed, so this brings its own document and asks for nothing.

import '../src/ui/styles/index.css'

export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <main id="content">
          <div className="plain-page">
            <header className="page-head">
              <h1>Patchlore cannot answer just now.</h1>
              <p className="lead">The fault is ours, and it has been written to the log.</p>
            </header>
            <p className="examples">
              <a href="/">Try the start page</a>
            </p>
          </div>
        </main>
      </body>
    </html>
  )
}
