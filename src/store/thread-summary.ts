// A thread as one row of a list, made when it is stored so that lists need no joins.

import {
  type Figure,
  type PersonSlug,
  type Position,
  type StanceMark,
  sortBySpeaking,
  type ThreadEntry,
  type ThreadPicture,
  type ThreadSummary,
  type TopicSlug,
} from '#domain'

export interface Names {
  readonly people: ReadonlyMap<PersonSlug, string>
  readonly topics: ReadonlyMap<TopicSlug, string>
}

export function toThreadSummary(entry: ThreadEntry, names: Names): ThreadSummary {
  const { slug, title, question, summary, started, ended, outcome, lists } = entry
  const picture = toPicture(entry.figures)
  return {
    slug,
    title,
    question,
    summary,
    started,
    ...(ended !== undefined && { ended }),
    outcome: {
      state: outcome.state,
      ...(outcome.release !== undefined && { release: outcome.release }),
    },
    lists,
    topics: entry.topics.map((topic) => ({ slug: topic, title: names.topics.get(topic) ?? topic })),
    strip: sortBySpeaking(entry).map((position) => toMark(position, names)),
    ...(picture !== undefined && { picture }),
  }
}

function toMark(position: Position, names: Names): StanceMark {
  return {
    position: position.id,
    by: { slug: position.by, name: names.people.get(position.by) ?? position.by },
    stance: position.stance,
    on: position.on,
  }
}

/** The figure its author chose, or the first that can be drawn as before and after. */
function toPicture(figures: readonly Figure[]): ThreadPicture | undefined {
  const drawable = figures.filter(({ chart, compare }) => chart === 'bars' && compare !== undefined)
  const figure = drawable.find(({ isPicture }) => isPicture) ?? drawable[0]
  if (figure?.compare === undefined) return undefined
  const [before, after] = figure.compare
  const bars = figure.rows.flatMap((row) => {
    const values = [row.values[before], row.values[after]] as const
    if (typeof values[0] !== 'number' || typeof values[1] !== 'number') return []
    return [{ label: row.cells[0] ?? '', before: values[0], after: values[1] }]
  })
  const { caption, unit, limit } = figure
  return { caption, unit, bars, ...(limit !== undefined && { limit }) }
}
