// What people in the thread said of single functions, in our words, with the message.

export interface Remark {
  readonly says: string
  readonly messageId: string
}

const remarks: Readonly<Record<string, Remark>> = {
  __alloc_pages_nodemask: {
    says: 'Torvalds singles it out at about 350 bytes. Kim could save 176 by not inlining the slow path, which Torvalds answers is on this chain anyway.',
    messageId: 'CA+55aFzdq2V-Q3WUV7hQJG8jBSAvBqdYLVTNtbD4ObVZ5yDRmw@mail.gmail.com',
  },
  kernel_map_pages: {
    says: 'Torvalds puts it at about 400 bytes, there only because of a debugging option.',
    messageId: 'CA+55aFzdq2V-Q3WUV7hQJG8jBSAvBqdYLVTNtbD4ObVZ5yDRmw@mail.gmail.com',
  },
  ext4_writepages: {
    says: 'Torvalds puts it at about 400 bytes, with two structures on the stack.',
    messageId: 'CA+55aFzdq2V-Q3WUV7hQJG8jBSAvBqdYLVTNtbD4ObVZ5yDRmw@mail.gmail.com',
  },
  vring_add_indirect: {
    says: 'Rostedt disassembled it and counts 96 bytes, not 376: he no longer trusts the uppermost rows of the tracer.',
    messageId: '20140528224448.1c1b1999@gandalf.local.home',
  },
  __change_page_attr_set_clr: {
    says: 'Kim could make it 112 bytes smaller.',
    messageId: '20140529051042.GF10092@bbox',
  },
  shrink_lruvec: {
    says: 'Kim could make it 96 bytes smaller.',
    messageId: '20140529051042.GF10092@bbox',
  },
  io_schedule_timeout: {
    says: 'Here the plug is flushed on the stack of the thread that waits, which Chinner holds to be the cause.',
    messageId: '20140528223142.GO8554@dastard',
  },
  swap_writepage: {
    says: 'Torvalds: swapping out from direct reclaim began it, and cost about 3 kB.',
    messageId: 'CA+55aFyRk6_v6COPGVvu6hvt=i2A8-dPcs1X3Ydn1g24AxbPkg@mail.gmail.com',
  },
}

export function findRemark(symbol: string): Remark | undefined {
  return Object.hasOwn(remarks, symbol) ? remarks[symbol] : undefined
}
