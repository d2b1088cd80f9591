// The way to the pages before and after, for lists that do not fit on one.

export interface PaginationProps {
  /** From 1. */
  readonly page: number
  readonly pages: number
  readonly toHref: (page: number) => string
}

export function Pagination({ page, pages, toHref }: PaginationProps) {
  if (pages < 2) return null
  return (
    <nav className="pagination" aria-label="Pages">
      {page > 1 && (
        <a href={toHref(page - 1)} rel="prev">
          Previous
        </a>
      )}
      <span>
        Page {page} of {pages}
      </span>
      {page < pages && (
        <a href={toHref(page + 1)} rel="next">
          Next
        </a>
      )}
    </nav>
  )
}
