// The reader's own chain: what can be pasted, and what this result looks like beside its stack.

import type { Table } from '../../engine/index.ts'
import type { View } from '../view.ts'
import { FormulaLink } from './formula-link.tsx'
import { readModel, toBytesText } from './read-model.ts'
import { StackSketch } from './stack-sketch.tsx'

interface PasteFormat {
  readonly name: string
  readonly from: string
  readonly gives: string
}

const formats: readonly PasteFormat[] = [
  {
    name: 'stack_trace of ftrace',
    from: 'cat /sys/kernel/tracing/stack_trace',
    gives: 'the deepest chain, frame by frame',
  },
  {
    name: 'a crash log',
    from: 'dmesg, journalctl, a mail',
    gives: 'the chain, and from the stack pointer the real depth and the tail',
  },
  {
    name: 'checkstack.pl',
    from: 'objdump -d vmlinux | scripts/checkstack.pl',
    gives: 'functions, for you to put upon each other',
  },
  {
    name: '.su files',
    from: '-fstack-usage, GCC or Clang',
    gives: 'functions, for you to put upon each other',
  },
  {
    name: 'kstack lines',
    from: 'grep kstack /proc/vmstat',
    gives: 'how deep your threads went, for what stacks cost',
  },
  {
    name: 'buddyinfo',
    from: 'cat /proc/buddyinfo',
    gives: 'your free memory, for what stacks cost',
  },
  {
    name: 'folded stacks',
    from: 'tools for flame graphs',
    gives: 'the path with the most bytes',
  },
]

export function FormatList() {
  return (
    <dl className="st-says">
      {formats.map(({ name, from, gives }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <code>{from}</code> gives {gives}
          </dd>
        </div>
      ))}
    </dl>
  )
}

export const ownView: View = {
  id: 'own',
  title: 'Bring your own',
  takeaway: (drawn) => {
    const { trace, headroom, layout } = readModel(drawn).model
    return trace.id === 'pasted' ? (
      <>
        Your chain has {trace.frames} frames and is{' '}
        <FormulaLink to="traced">{toBytesText(trace.traced)}</FormulaLink> deep; on{' '}
        {toBytesText(layout.bytes)} it {headroom < 0 ? 'is' : 'leaves'}{' '}
        {toBytesText(Math.abs(headroom))}
        {headroom < 0 && ' too deep'}. Every picture here is of it.
      </>
    ) : (
      <>
        How much room has your kernel left? Quoted, wrapped and prefixed copies are read as well,
        and nothing leaves your browser.
      </>
    )
  },
  draw: (drawn) => (
    <>
      <StackSketch {...drawn} />
      <FormatList />
      <p className="sim-note">
        The same in a terminal: <code>npx patchlore simulate kernel-stack --trace FILE</code>
      </p>
    </>
  ),
  table: (): Table => ({
    id: 'formats',
    title: 'What can be read',
    note: 'Told apart by what they say. Up to 5 MB; what was used, mended and ignored is listed with the numbers of the lines.',
    columns: [{ label: 'text' }, { label: 'from' }, { label: 'gives' }],
    rows: formats.map(({ name, from, gives }) => [name, from, gives]),
  }),
}
