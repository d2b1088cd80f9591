// The proposals of the thread as switches, in any combination.

import type { Values } from '../../scenarios/kernel-stack/index.ts'
import type { LiveProps, LiveView } from '../live-view.ts'
import { Slider } from '../slider.tsx'
import { waterfallView } from './waterfall-view.tsx'

interface Proposal {
  readonly id: string
  readonly label: string
  readonly isOn: (values: Values) => boolean
  readonly turn: (isOn: boolean, values: Values) => Partial<Values>
}

export const proposals: readonly Proposal[] = [
  {
    id: 'noinline',
    label: 'slow path not inlined (Kim)',
    isOn: ({ noinline }) => noinline,
    turn: (isOn) => ({ noinline: isOn }),
  },
  {
    id: 'debug',
    label: 'no DEBUG_PAGEALLOC',
    isOn: ({ without }) => without.includes('debug'),
    turn: (isOn, { without }) => {
      // Other subsystems that are left out stay so.
      const others = without.filter((one) => one !== 'debug' && one !== 'nothing')
      if (isOn) return { without: [...others, 'debug'] }
      return { without: others.length > 0 ? others : ['nothing'] }
    },
  },
  {
    id: 'swap',
    label: 'no swap from direct reclaim (Torvalds)',
    isOn: ({ cut }) => cut === 'shrink_page_list',
    turn: (isOn) => ({ cut: isOn ? 'shrink_page_list' : '' }),
  },
  {
    id: 'kblockd',
    label: 'the plug to kblockd (Chinner)',
    isOn: ({ offload }) => offload === 'io_schedule_timeout',
    turn: (isOn) => ({ offload: isOn ? 'io_schedule_timeout' : '' }),
  },
  {
    id: 'worker',
    label: 'a worker for allocation (XFS)',
    isOn: ({ offload }) => offload === 'ext4_map_blocks',
    turn: (isOn) => ({ offload: isOn ? 'ext4_map_blocks' : '' }),
  },
  {
    id: 'scsi',
    label: 'SCSI instead of virtio',
    isOn: ({ scsi }) => scsi,
    turn: (isOn) => ({ scsi: isOn }),
  },
  {
    id: 'info',
    label: 'thread_info off the stack (Anvin)',
    isOn: ({ ti }) => ti === 'in-task',
    turn: (isOn) => ({ ti: isOn ? 'in-task' : 'in-stack' }),
  },
  {
    id: '16k',
    label: '16K',
    isOn: ({ size, policy }) => policy === 'fixed-16k' || (policy === 'as-set' && size === 16),
    turn: (isOn) => ({ policy: 'as-set', size: isOn ? 16 : 8 }),
  },
]

export const waterfallLiveView: LiveView = {
  view: waterfallView,
  Live: WaterfallLive,
  sets: ['noinline', 'without', 'cut', 'offload', 'scsi', 'ti', 'policy', 'size', 'diet'],
}

function WaterfallLive({ drawn, values, session }: LiveProps) {
  const set = values as unknown as Values
  return (
    <>
      <fieldset className="st-switches">
        <legend>Switch on, in any combination</legend>
        {proposals.map(({ id, label, isOn, turn }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={isOn(set)}
              onChange={({ target }) => session.change(turn(target.checked, set))}
            />
            <span>{label}</span>
          </label>
        ))}
        <Slider
          label={`A diet for every frame from ${set.from} bytes on`}
          max={50}
          value={set.diet}
          says={`${set.diet} per cent less`}
          shown={`${set.diet === 0 ? '0' : `−${set.diet}`} %`}
          onChange={(diet) => session.change({ diet })}
        />
      </fieldset>
      {waterfallView.draw(drawn)}
    </>
  )
}
