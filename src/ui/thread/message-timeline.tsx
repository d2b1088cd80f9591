// Who spoke when: one row a person, one mark a message, with the stance it took where it took one.

import { earliestMs, type PersonSlug, type Stance, type ThreadPage } from '#domain'
import { AxisLine } from '../axis-line.tsx'
import { ScrollRegion } from '../scroll-region.tsx'
import { createTimeAxis } from '../time-axis.ts'
import { isVague, toMoments } from './moments.ts'
import { toPersonName } from './number-references.ts'

const width = 960
const rowHeight = 21
const nameWidth = 178
const markSize = 11

export function MessageTimeline({ page }: { readonly page: ThreadPage }) {
  const { messages } = page.entry
  if (messages.length < 2) return null
  const moments = toMoments(messages.map(({ date }) => date))
  const people = [...new Set(messages.map(({ from }) => from))]
  // A date known only to the year must not stretch an axis of days.
  const exact = messages.flatMap(({ date }) => (isVague(date) ? [] : earliestMs(date)))
  const axis = createTimeAxis(exact.length > 1 ? exact : moments, {
    from: nameWidth + 16,
    to: width - 16,
    breakWidth: 84,
  })
  const axisY = people.length * rowHeight + 6
  return (
    <ScrollRegion label="Who spoke when, drawn">
      <svg
        className="picture"
        viewBox={`0 0 ${width} ${axisY + 24}`}
        width={width}
        height={axisY + 24}
        role="img"
        aria-label={`${messages.length} messages by ${people.length} people; the same as a table below`}
      >
        <Rows people={people} page={page} />
        <AxisLine axis={axis} y={axisY} />
        {messages.map((message, index) => {
          const stance = findStance(message.key, page)
          return (
            <use
              key={message.key}
              className={`${stance ?? 'plain'}${isVague(message.date) ? ' faint' : ''}`}
              href={`#m-${stance ?? 'message'}`}
              x={(axis.at(moments[index] ?? 0) - markSize / 2).toFixed(1)}
              y={people.indexOf(message.from) * rowHeight + (rowHeight - markSize) / 2}
              width={markSize}
              height={markSize}
            />
          )
        })}
      </svg>
    </ScrollRegion>
  )
}

function findStance(key: string, page: ThreadPage): Stance | undefined {
  return page.entry.positions.find(({ sources: [first] }) => {
    return first.kind === 'message' && first.thread === undefined && first.key === key
  })?.stance
}

interface RowsProps {
  readonly people: readonly PersonSlug[]
  readonly page: ThreadPage
}

function Rows({ people, page }: RowsProps) {
  return people.map((slug, index) => (
    <g key={slug}>
      <path className="row-line" d={`M${nameWidth} ${(index + 0.5) * rowHeight}H${width}`} />
      <text className="row-name" x={nameWidth - 8} y={(index + 0.5) * rowHeight + 4}>
        {toPersonName(slug, page)}{' '}
      </text>
    </g>
  ))
}
