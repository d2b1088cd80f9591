// The hero: the call chain hanging down its stack, and where it comes out at the bottom.

import type { Table } from '../../engine/index.ts'
import type { StackModel } from '../../scenarios/kernel-stack/index.ts'
import { KeyRow } from '../key-row.tsx'
import type { View } from '../view.ts'
import { FormulaLink } from './formula-link.tsx'
import { IciclePicture } from './icicle-picture.tsx'
import { listParts } from './place-frames.ts'
import { findDecisive, nameSubsystem, readModel, toBytesText } from './read-model.ts'

/** The subsystems of a picture, each with its colour and pattern. */
export function SubsystemKey({ stacks }: Pick<StackModel, 'stacks'>) {
  const ids = new Set(stacks.flatMap((stack) => listParts(stack).map(({ subsystem }) => subsystem)))
  return (
    <KeyRow
      keys={[...ids].map((id) => ({
        className: `s-${id}`,
        label: id === 'tail' ? 'hidden tail, seen by no tracer' : nameSubsystem(id),
      }))}
    />
  )
}

export const icicleView: View = {
  id: 'icicle',
  title: 'The stack, to scale',
  takeaway: (drawn) => {
    const { model } = readModel(drawn)
    const { trace, layout, reached, stacks, consequence } = model
    const { replay, icicle } = findDecisive(model)
    return (
      <>
        {toBytesText(trace.traced)} <FormulaLink to="traced">as traced</FormulaLink>
        {stacks.length > 1 && <>, now on two stacks, the deeper</>}
        {replay.tail > 0 && (
          <>
            {' '}
            {stacks.length > 1 ? 'with' : 'and'}{' '}
            <FormulaLink to="tail">{toBytesText(replay.tail)}</FormulaLink> that no tracer saw
          </>
        )}
        : {toBytesText(reached)} deep, on a stack of {toBytesText(layout.bytes)} of which{' '}
        <FormulaLink to="usable">{toBytesText(layout.usable)}</FormulaLink> have room. {consequence}
        {icicle.allocations > 1 && (
          <> {icicle.allocations} allocations of memory are begun, each inside the one before.</>
        )}
      </>
    )
  },
  draw: (drawn) => {
    const { model } = readModel(drawn)
    return (
      <>
        <IciclePicture model={model} />
        <SubsystemKey stacks={model.stacks} />
      </>
    )
  },
  table: (drawn): Table => {
    const { stacks } = readModel(drawn).model
    return {
      id: 'icicle',
      title: 'The stack, frame by frame, in the order of the calls',
      note: 'Sizes as the stack tracer counts them, the return address of eight bytes included. The tail is computed, see below.',
      columns: [
        { label: 'row' },
        { label: 'function' },
        { label: 'size', unit: 'B' },
        { label: 'depth', unit: 'B' },
        { label: 'share', unit: '%', digits: 1 },
        { label: 'part of' },
        ...(stacks.length > 1 ? [{ label: 'stack' }] : []),
      ],
      rows: stacks.flatMap((stack) =>
        listParts(stack).map(({ name, size, to, subsystem, frame }) => [
          frame?.row === undefined ? '–' : String(frame.row),
          frame?.location ?? name,
          size,
          to,
          (size * 100) / Math.max(1, stack.replay.reached),
          subsystem === 'tail' ? 'not traced' : nameSubsystem(subsystem),
          ...(stacks.length > 1 ? [stack.name] : []),
        ]),
      ),
    }
  },
}
