// What a reader must know beside the views: what runs, what failed, what was odd.

import type { Session, SessionState } from './session.ts'
import { toDurationText, toNumberText } from './to-number-text.ts'

const agreements = {
  same: 'The same result as the author of the link saw.',
  different:
    'Not the result that the author of the link saw: they, or the address, had something else.',
  unsaid: undefined,
} as const

export function RunStatus({
  state,
  session,
}: {
  readonly state: SessionState
  readonly session: Session
}) {
  const { running, fault, problems, link, drawn, wasHidden } = state
  const isLong = running?.mode === 'walk' || running?.mode === 'heap'
  const agreement =
    link === undefined
      ? undefined
      : link.agreement === 'other-version'
        ? `The link was made with version ${link.version} of this simulation; this is version ${drawn?.result.version}, which may give other results.`
        : agreements[link.agreement]
  const measured = drawn?.result.measured ?? []
  return (
    <div className="sim-status">
      {isLong && running !== undefined && (
        <p className="sim-progress">
          <progress max={running.total} value={running.done} aria-label={running.phase} />{' '}
          {running.phase}{' '}
          <button type="button" onClick={() => session.cancel()}>
            Cancel
          </button>
        </p>
      )}
      {fault !== undefined && (
        <p className="sim-fault" role="alert">
          {fault.says} {fault.advice}{' '}
          <button type="button" onClick={() => session.run()}>
            Run again
          </button>
        </p>
      )}
      {problems.length > 0 && (
        <ul className="sim-fault">
          {problems.slice(0, 8).map((problem) => (
            <li key={problem}>{/[?.]$/u.test(problem) ? problem : `${problem}.`}</li>
          ))}
        </ul>
      )}
      {agreement !== undefined && <p className="sim-agreement">{agreement}</p>}
      {running === undefined && measured.length > 0 && (
        <p className="sim-measured">
          Wall time here:{' '}
          {measured
            .map(
              ({ label, ns, operations }) =>
                `${label} ${toDurationText(ns / 1e9)}${operations ? ` (${toNumberText(ns / operations, 1)} ns a visit)` : ''}`,
            )
            .join(', ')}
          .{wasHidden && ' The tab was hidden meanwhile, so these times say little.'}
        </p>
      )}
    </div>
  )
}
