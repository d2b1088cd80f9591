// Every mark, drawn once a page and used by reference: shapes keep their form at any size,
// take the colour of the text around them, and do not depend on what a font happens to hold.

export function MarkSprite() {
  return (
    <svg className="sprite" aria-hidden="true" width="0" height="0">
      <symbol id="m-proposes" viewBox="0 0 16 16">
        <path d="M8 .8 15.2 8 8 15.2.8 8Z" />
      </symbol>
      <symbol id="m-supports" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="6.2" />
      </symbol>
      <symbol id="m-supports-if" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="5.3" fill="none" stroke="currentColor" strokeWidth="1.8" />
        <path d="M8 2.7a5.3 5.3 0 0 0 0 10.6Z" />
      </symbol>
      <symbol id="m-opposes" viewBox="0 0 16 16">
        <path d="M2.4 2.4h11.2v11.2H2.4Z" />
      </symbol>
      <symbol id="m-alternative" viewBox="0 0 16 16">
        <path d="M8 1.6 15.2 14.2H.8Z" />
      </symbol>
      <symbol id="m-asks" viewBox="0 0 16 16">
        <path
          d="M4.4 5.3C4.4 3 6 1.8 8.1 1.8s3.6 1.2 3.6 3.1c0 2.6-3.5 2.8-3.5 5.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.2"
        />
        <circle cx="8.2" cy="13.4" r="1.5" />
      </symbol>
      <symbol id="m-informs" viewBox="0 0 16 16">
        <path d="M5.2 6.8h3v6.4M4.6 13.4h7" fill="none" stroke="currentColor" strokeWidth="2.1" />
        <circle cx="8" cy="2.9" r="1.6" />
      </symbol>
      <symbol id="m-verified" viewBox="0 0 16 16">
        <path
          fillRule="evenodd"
          d="M8 .8a7.2 7.2 0 1 0 0 14.4A7.2 7.2 0 0 0 8 .8Zm4.3 5-5 6.2-3.7-3.3 1.2-1.4 2.3 2 3.7-4.7Z"
        />
      </symbol>
      <symbol id="m-read" viewBox="0 0 16 16">
        <path d="m2.6 8.4 3.6 3.6 7.2-8" fill="none" stroke="currentColor" strokeWidth="1.8" />
      </symbol>
      <symbol id="m-edited" viewBox="0 0 16 16">
        <path
          d="M2 6.4c2-2 4-2 6-.4s4 1.6 6-.4M2 11.2c2-2 4-2 6-.4s4 1.6 6-.4"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.7"
        />
      </symbol>
      <symbol id="m-retold" viewBox="0 0 16 16">
        <path d="M2 8.2C2 5.2 3.6 3.4 6.2 2.8v1.8C5 5 4.4 5.9 4.4 7h1.8v5H2Zm7 0c0-3 1.6-4.8 4.2-5.4v1.8C12 5 11.4 5.9 11.4 7h1.8v5H9Z" />
      </symbol>
      <symbol id="m-unchecked" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="5.4" fill="none" stroke="currentColor" strokeWidth="1.6" />
      </symbol>
      <symbol id="m-message" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="3" />
      </symbol>
    </svg>
  )
}
