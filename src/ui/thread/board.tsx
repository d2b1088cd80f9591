// All positions at a glance, by stance. The filters are radio buttons that the style sheet reads
// with :has(): no script, and where :has() is unknown everything stays in sight.

import type { ReactNode } from 'react'
import {
  anchors,
  formatPartialDate,
  type Position,
  type Stance,
  scopes,
  sortBySpeaking,
  stances,
  type ThreadPage,
} from '#domain'
import { StanceLabel, StanceShape } from '../stance-mark.tsx'
import { toPersonName } from './number-references.ts'

// The style sheet holds one rule per person for this many; the rest are shown, not offered.
const peopleMax = 40

// A longer group folds its tail away; the style sheet opens it while a filter is chosen.
const shownMax = 5
const tailMin = 3

const columns: readonly { readonly title: string; readonly stances: readonly Stance[] }[] = [
  { title: 'For it', stances: ['proposes', 'supports', 'supports-if'] },
  { title: 'Against, or otherwise', stances: ['opposes', 'alternative'] },
  { title: 'Questions and facts', stances: ['asks', 'informs'] },
]

export function Board({ page }: { readonly page: ThreadPage }) {
  const positions = sortBySpeaking(page.entry)
  const people = [...new Set(positions.map(({ by }) => by))].slice(0, peopleMax)
  const used = stances.filter((stance) => positions.some((position) => position.stance === stance))
  const usedScopes = scopes.filter((scope) => positions.some((one) => one.scope === scope))
  return (
    <div className="board">
      <form className="filters">
        <Radios
          name="stance"
          legend="Stance"
          options={used.map((stance) => ({
            value: stance,
            label: (
              <>
                <StanceShape stance={stance} /> {stance}{' '}
                <Count of={positions.filter((position) => position.stance === stance)} />
              </>
            ),
          }))}
        />
        <Radios
          name="scope"
          legend="About"
          options={usedScopes.map((scope) => ({
            value: scope,
            label: (
              <>
                the {scope} <Count of={positions.filter((one) => one.scope === scope)} />
              </>
            ),
          }))}
        />
        <label className="choice">
          <span className="legend-text">Person</span>
          <select name="person" autoComplete="off">
            <option value="">everyone</option>
            {people.map((slug, index) => (
              <option key={slug} value={`p${index}`}>
                {toPersonName(slug, page)}
              </option>
            ))}
          </select>
        </label>
        <button type="reset">Show all</button>
      </form>
      <div className="columns">
        {columns.map((column) => (
          <Column
            key={column.title}
            title={column.title}
            groups={column.stances.map((stance) => ({
              stance,
              positions: positions.filter((position) => position.stance === stance),
            }))}
            people={people}
            page={page}
          />
        ))}
      </div>
    </div>
  )
}

function Count({ of }: { readonly of: readonly unknown[] }) {
  return <span className="count">{of.length}</span>
}

interface RadiosProps {
  readonly name: string
  readonly legend: string
  readonly options: readonly { readonly value: string; readonly label: ReactNode }[]
}

function Radios({ name, legend, options }: RadiosProps) {
  if (options.length < 2) return null
  return (
    <fieldset className="choice">
      <legend className="legend-text">{legend}</legend>
      <label>
        <input type="radio" name={name} value="" defaultChecked autoComplete="off" />
        all
      </label>
      {options.map(({ value, label }) => (
        <label key={value}>
          <input type="radio" name={name} value={value} autoComplete="off" />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

function FoldedList({ children }: { readonly children: readonly ReactNode[] }) {
  if (children.length < shownMax + tailMin) return <ul>{children}</ul>
  return (
    <>
      <ul>{children.slice(0, shownMax)}</ul>
      <details>
        <summary>{children.length - shownMax} more</summary>
        <ul>{children.slice(shownMax)}</ul>
      </details>
    </>
  )
}

interface ColumnProps {
  readonly title: string
  readonly groups: readonly { readonly stance: Stance; readonly positions: readonly Position[] }[]
  readonly people: readonly string[]
  readonly page: ThreadPage
}

function Column({ title, groups, people, page }: ColumnProps) {
  const toItem = (position: Position) => (
    <li
      key={position.id}
      data-scope={position.scope}
      data-person={`p${people.indexOf(position.by)}`}
    >
      <a href={`#${anchors.position(position.id)}`}>{toPersonName(position.by, page)}</a>{' '}
      <span className="when">{formatPartialDate(position.on)}</span>{' '}
      <span className="gist">{position.claimText}</span>
    </li>
  )
  return (
    <section className="column">
      <h3>{title}</h3>
      {groups.every(({ positions }) => positions.length === 0) && <p className="none">Nobody.</p>}
      {groups
        .filter(({ positions }) => positions.length > 0)
        .map(({ stance, positions }) => (
          <div className="group" key={stance} data-stance={stance}>
            <h4>
              <StanceLabel stance={stance} />
            </h4>
            <FoldedList>{positions.map(toItem)}</FoldedList>
          </div>
        ))}
    </section>
  )
}
