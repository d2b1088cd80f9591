// The numbers of a replay as rows and columns, for screens, CSV and mail.

import type { Table } from '../../engine/index.ts'
import type { StackModel } from './model.ts'
import { policies } from './policies.ts'
import type { Ending } from './replay.ts'
import { subsystems } from './subsystems.ts'

const endingWords: Readonly<Record<Ending | 'not-offered', string>> = {
  fits: 'fits',
  'magic-lost': 'magic lost',
  'fields-lost': 'fields lost',
  'below-the-stack': 'off the stack',
  'not-offered': '-',
}

export function describeEnding(ending: Ending | 'not-offered'): string {
  return endingWords[ending]
}

export function toTables(model: StackModel): readonly Table[] {
  return [
    framesTable(model),
    waterfallTable(model),
    brinkTable(model),
    verdictsTable(model),
    tailsTable(model),
    detectionsTable(model),
    sharesTable(model, 'functions'),
    sharesTable(model, 'subsystems'),
  ]
}

function framesTable({ stacks }: StackModel): Table {
  const titles = new Map(subsystems.map(({ id, title }) => [id, title]))
  return {
    id: 'frames',
    title: 'The stack, frame by frame, in the order of the calls',
    columns: [
      { label: 'frame' },
      { label: 'size', unit: 'B' },
      { label: 'depth', unit: 'B' },
      { label: 'subsystem' },
      { label: 'stack' },
    ],
    rows: stacks.flatMap(({ name, icicle }) =>
      icicle.frames.map(({ location, size, to, subsystem }) => [
        location,
        size,
        to,
        titles.get(subsystem) ?? subsystem,
        name,
      ]),
    ),
  }
}

export function waterfallTable({ waterfall }: StackModel): Table {
  return {
    id: 'waterfall',
    title: 'From the chain as traced to the deepest there is',
    columns: [{ label: 'step' }, { label: 'change', unit: 'B' }, { label: 'deepest', unit: 'B' }],
    rows: waterfall.map(({ label, change, depth }) => [label, change, depth]),
  }
}

function brinkTable({ stacks, worst }: StackModel): Table {
  return {
    id: 'fields',
    title: 'What lies at the end of the stack, in the order in which an overflow meets it',
    columns: [
      { label: 'field' },
      { label: 'offset', unit: 'B' },
      { label: 'size', unit: 'B' },
      { label: 'beyond', unit: 'B' },
      { label: 'overwritten by' },
    ],
    rows: (stacks[worst]?.brink.fields ?? []).map(({ name, offset, bytes, limit, by }) => [
      name,
      offset,
      bytes,
      limit,
      by ?? null,
    ]),
  }
}

function verdictsTable({ verdicts: { subjects, cells } }: StackModel): Table {
  const titles = new Map(policies.map(({ id, title }) => [id, title]))
  const offered = cells.filter(({ ending }) => ending !== 'not-offered')
  const rows = new Map<string, (string | number)[]>()
  for (const { policy, sizeKib, ending, headroom } of offered) {
    const key = `${policy}/${sizeKib}`
    const row = rows.get(key) ?? [titles.get(policy) ?? policy, sizeKib]
    row.push(`${describeEnding(ending)} ${headroom}`)
    rows.set(key, row)
  }
  return {
    id: 'verdicts',
    title: 'Every chain on every size under every policy, with the bytes left',
    columns: [
      { label: 'policy' },
      { label: 'size', unit: 'KiB' },
      ...subjects.map(({ id }) => ({ label: id })),
    ],
    rows: [...rows.values()],
  }
}

export function tailsTable({ tails }: StackModel): Table {
  return {
    id: 'tails',
    title: 'How the verdict changes with the hidden tail',
    columns: [
      { label: 'chain' },
      { label: 'ending' },
      { label: 'tail from', unit: 'B' },
      { label: 'to', unit: 'B' },
    ],
    rows: tails.flatMap(({ subject, spans }) =>
      spans.map(({ ending, from, to }) => [subject, describeEnding(ending), from, to]),
    ),
  }
}

export function detectionsTable({ detections }: StackModel): Table {
  return {
    id: 'detections',
    title: 'Who notices',
    columns: [
      { label: 'detector' },
      { label: 'verdict' },
      { label: 'chance', unit: '%', digits: 3 },
      { label: 'because' },
    ],
    rows: detections.map(({ title, verdict, probability, says }) => [
      title,
      verdict,
      probability === undefined ? null : probability * 100,
      says,
    ]),
  }
}

const shareTitles = { functions: 'Bytes by function', subsystems: 'Bytes by subsystem' } as const

export function sharesTable(model: StackModel, id: keyof typeof shareTitles): Table {
  const shares = model[id]
  const sum = shares.reduce((total, { bytes }) => total + bytes, 0)
  return {
    id,
    title: shareTitles[id],
    columns: [
      { label: 'name' },
      { label: 'bytes', unit: 'B' },
      { label: 'frames' },
      { label: 'share', unit: '%', digits: 1 },
    ],
    rows: shares.map(({ name, bytes, calls }) => [
      name,
      bytes,
      calls,
      sum === 0 ? 0 : (bytes * 100) / sum,
    ]),
  }
}
