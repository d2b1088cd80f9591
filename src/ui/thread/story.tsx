// The story: our prose, with positions, figures, retellings and quotations where they belong.

import type { ReactNode } from 'react'
import type { SimulationRef, ThreadPage } from '#domain'
import { AnchorLink } from '../anchor-link.tsx'
import { createCite, renderTree } from '../rich-text.tsx'
import { ScrollRegion } from '../scroll-region.tsx'
import { FigureBlock } from './figure-block.tsx'
import type { PositionLinks } from './link-positions.ts'
import { markFreshCites } from './mark-fresh-cites.ts'
import { type References, toPersonName } from './number-references.ts'
import { PositionCard } from './position-card.tsx'
import { QuotationBlock } from './quotation-block.tsx'
import { RetellingPair } from './retelling-pair.tsx'

export interface StoryProps {
  readonly page: ThreadPage
  readonly references: References
  readonly links: PositionLinks
  /** Draws a simulation; given by the routes, because players are not of this room. */
  readonly drawSimulation?: (ref: SimulationRef) => ReactNode
  /** Draws the one that tests the claim of a position. */
  readonly drawTest?: (ref: SimulationRef) => ReactNode
}

export function Story({ page, references, links, drawSimulation, drawTest }: StoryProps) {
  const { entry } = page
  return (
    <div className="story">
      {renderTree(markFreshCites(entry.body), {
        'pl-cite': createCite(references),
        'pl-position': ({ id }) => {
          const position = entry.positions.find((candidate) => candidate.id === id)
          if (position === undefined) return null
          return (
            <PositionCard
              position={position}
              name={toPersonName(position.by, page)}
              links={links}
              references={references}
              simulation={position.simulation && drawTest?.(position.simulation)}
            />
          )
        },
        'pl-figure': ({ id }) => {
          const figure = entry.figures.find((candidate) => candidate.id === id)
          return figure ? <FigureBlock figure={figure} references={references} /> : null
        },
        'pl-retelling': ({ id }) => {
          const retelling = entry.retellings.find((candidate) => candidate.id === id)
          return retelling ? <RetellingPair retelling={retelling} references={references} /> : null
        },
        'pl-quote': ({ id }) => {
          const quotation = entry.quotes.find((candidate) => candidate.id === id)
          if (quotation === undefined) return null
          const name = toPersonName(quotation.by, page)
          return <QuotationBlock quotation={quotation} name={name} references={references} />
        },
        'pl-simulation': ({ id, preset }) =>
          id === undefined
            ? null
            : drawSimulation?.(preset === undefined ? { id } : { id, preset }),
        h2: ({ id, children }) => <Heading level="h2" id={id} text={children} />,
        h3: ({ id, children }) => <Heading level="h3" id={id} text={children} />,
        table: ({ children }) => (
          <ScrollRegion label="Table">
            <table>{children}</table>
          </ScrollRegion>
        ),
      })}
    </div>
  )
}

interface HeadingProps {
  readonly level: 'h2' | 'h3'
  readonly id: string | undefined
  readonly text: ReactNode
}

function Heading({ level: Level, id, text }: HeadingProps) {
  return (
    <Level id={id}>
      {text}
      {id !== undefined && <AnchorLink id={id} name="section" />}
    </Level>
  )
}
