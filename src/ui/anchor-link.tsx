// The permanent address of a part of the page. A plain link; the script only adds copying.

export interface AnchorLinkProps {
  readonly id: string
  /** What it leads to, for those who hear the link, e.g. `position`. */
  readonly name: string
}

export function AnchorLink({ id, name }: AnchorLinkProps) {
  return (
    <a className="anchor" href={`#${id}`} aria-label={`Link to this ${name}`}>
      #
    </a>
  )
}
