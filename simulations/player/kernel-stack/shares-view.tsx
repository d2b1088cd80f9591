// Where the bytes are: by function, where a function called twice is one, and by part of the kernel.

import { findSubsystem, type Share, sharesTable } from '../../scenarios/kernel-stack/index.ts'
import { type Bar, Bars, Picture, percent } from '../plot.tsx'
import { toNumberText } from '../to-number-text.ts'
import type { View } from '../view.ts'
import { FormulaLink } from './formula-link.tsx'
import {
  findDecisive,
  findSubsystemId,
  nameSubsystem,
  readModel,
  toBytesText,
} from './read-model.ts'

const functionsShown = 16

function sum(shares: readonly Pick<Share, 'bytes'>[]): number {
  return shares.reduce((total, { bytes }) => total + bytes, 0)
}

function toShareText(share: Share, all: number): string {
  const calls = share.calls > 1 ? `, ${share.calls} frames` : ''
  return `${toNumberText(share.bytes)}\u00a0B, ${toNumberText((share.bytes * 100) / Math.max(1, all), 1)}\u00a0%${calls}`
}

export const functionsView: View = {
  id: 'functions',
  title: 'The bytes, function by function',
  takeaway: (drawn) => {
    const { model } = readModel(drawn)
    const { frames } = findDecisive(model).icicle
    const all = sum(model.functions)
    const largest = [...frames].sort((a, b) => b.size - a.size).slice(0, 10)
    const ten = largest.reduce((total, { size }) => total + size, 0)
    const twice = model.functions.find(({ calls }) => calls > 1)
    return (
      <>
        The ten largest <FormulaLink to="frames">frames</FormulaLink> hold {toBytesText(ten)} of{' '}
        {toNumberText(all)}, {toNumberText((ten * 100) / Math.max(1, all))} per cent.
        {twice !== undefined && (
          <>
            {' '}
            {twice.name} is on the stack {twice.calls} times and takes {toBytesText(twice.bytes)}.
          </>
        )}
      </>
    )
  },
  draw: (drawn) => {
    const { functions } = readModel(drawn).model
    const all = sum(functions)
    const rest = functions.slice(functionsShown)
    return (
      <Bars
        label="Bytes of the stack by function, most first"
        bars={[
          ...functions.slice(0, functionsShown).map(
            (share): Bar => ({
              key: share.name,
              label: share.name,
              text: toShareText(share, all),
              value: share.bytes,
              className: `s-${findSubsystem(share.name)}`,
            }),
          ),
          ...(rest.length === 0
            ? []
            : [
                {
                  key: 'rest',
                  label: `${rest.length} more functions`,
                  text: `${toNumberText(sum(rest))}\u00a0B, ${toNumberText((sum(rest) * 100) / Math.max(1, all), 1)}\u00a0%`,
                  value: sum(rest),
                  className: 'k-rest',
                },
              ]),
        ]}
      />
    )
  },
  table: (drawn) => sharesTable(readModel(drawn).model, 'functions'),
}

const stripHeight = 40

/** All of them in one strip, for what each is of the whole. */
function SubsystemStrip({ shares }: { readonly shares: readonly Share[] }) {
  const all = Math.max(1, sum(shares))
  let from = 0
  const parts = shares.map(({ name, bytes }) => {
    const x = percent(from / all)
    from += bytes
    return { name, id: findSubsystemId(name), x, width: percent(bytes / all) }
  })
  return (
    <Picture label="The parts of the kernel in one strip" height={stripHeight + 18}>
      {/* Patterns last: the edge of a frame would cover the pattern beside it. */}
      {(['st-frame', 'st-pattern'] as const).map((layer) =>
        parts.map(({ name, id, x, width }) => (
          <rect
            key={`${layer} ${name}`}
            className={`${layer} s-${id}`}
            x={x}
            width={width}
            y="0"
            height={stripHeight}
          />
        )),
      )}
    </Picture>
  )
}

export const subsystemsView: View = {
  id: 'subsystems',
  title: 'Whose bytes they are',
  takeaway: (drawn) => {
    const { subsystems } = readModel(drawn).model
    const all = Math.max(1, sum(subsystems))
    const [first] = subsystems
    const filesystem = subsystems.find(({ name }) => name === nameSubsystem('filesystem'))
    if (first === undefined) return <>There are no frames.</>
    return (
      <>
        The largest part, {toBytesText(first.bytes)} of {toNumberText(all)}, is {first.name}.{' '}
        {filesystem === undefined ? (
          <>No frame is the filesystem’s.</>
        ) : (
          <>
            The filesystem has {toBytesText(filesystem.bytes)},{' '}
            {toNumberText((filesystem.bytes * 100) / all)} per cent.
          </>
        )}{' '}
        Which part a <FormulaLink to="frames">frame</FormulaLink> belongs to is told by its name.
      </>
    )
  },
  draw: (drawn) => {
    const { subsystems } = readModel(drawn).model
    const all = sum(subsystems)
    return (
      <>
        <SubsystemStrip shares={subsystems} />
        <Bars
          label="Bytes of the stack by part of the kernel, most first"
          bars={subsystems.map((share) => ({
            key: share.name,
            label: share.name,
            text: toShareText(share, all),
            value: share.bytes,
            className: `s-${findSubsystemId(share.name)}`,
          }))}
        />
      </>
    )
  },
  table: (drawn) => sharesTable(readModel(drawn).model, 'subsystems'),
}
