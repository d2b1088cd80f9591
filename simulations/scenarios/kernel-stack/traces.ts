// Five stack traces from the discussion, as the stack tracer printed them: symbols and bytes, taken
// from the mails named beside each, every sum checked by the tests. And one that is made up, of a
// depth somebody reported without a trace.

import type { Frame } from './frame.ts'
import { toFrame } from './parsers/parse-stack-trace.ts'

export type TraceId = (typeof traceIds)[number]

export const traceIds = [
  'minchan1',
  'minchan2',
  'minchan3',
  'minchan4',
  'minchan5',
  'xfs-10.5k',
] as const

export interface Trace {
  readonly id: TraceId
  readonly title: string
  /** In the order of the calls. */
  readonly frames: readonly Frame[]
  /** The deepest the tracer saw, which is the sum of the frames. */
  readonly depth: number
  readonly messageId: string
  /** What the messages report of the kernel that printed it, and no more. */
  readonly outcome: string
  /** Whether a kernel with these very changes is reported to have died; unknown for one of them. */
  readonly died: boolean | 'not-reported'
  /** Set where no tracer printed it. */
  readonly isMadeUp?: true
}

/** Deepest first, as the kernel prints them: `bytes location`. */
function toFrames(rows: string): readonly Frame[] {
  return rows
    .trim()
    .split('\n')
    .map((row) => {
      const [size = '', location = ''] = row.trim().split(' ')
      return toFrame(location, Number(size))
    })
    .reverse()
}

const minchan1 = toFrames(`
  16 lookup_address+0x28/0x30
  16 _lookup_address_cpa.isra.3+0x3b/0x40
  24 __change_page_attr_set_clr+0xe0/0xb50
  392 kernel_map_pages+0x6c/0x120
  256 get_page_from_freelist+0x489/0x920
  352 __alloc_pages_nodemask+0x5e1/0xb20
  8 alloc_pages_current+0x10f/0x1f0
  168 new_slab+0x2c5/0x370
  8 __slab_alloc+0x3a9/0x501
  80 __kmalloc+0x1cb/0x200
  376 vring_add_indirect+0x36/0x200
  144 virtqueue_add_sgs+0x2e2/0x320
  288 __virtblk_add_req+0xda/0x1b0
  96 virtio_queue_rq+0xd3/0x1d0
  128 __blk_mq_run_hw_queue+0x1ef/0x440
  16 blk_mq_run_hw_queue+0x35/0x40
  96 blk_mq_insert_requests+0xdb/0x160
  112 blk_mq_flush_plug_list+0x12b/0x140
  112 blk_flush_plug_list+0xc7/0x220
  64 io_schedule_timeout+0x88/0x100
  128 mempool_alloc+0x145/0x170
  96 bio_alloc_bioset+0x10b/0x1d0
  48 get_swap_bio+0x30/0x90
  160 __swap_writepage+0x150/0x230
  32 swap_writepage+0x42/0x90
  320 shrink_page_list+0x676/0xa80
  208 shrink_inactive_list+0x262/0x4e0
  304 shrink_lruvec+0x3e1/0x6a0
  80 shrink_zone+0x3f/0x110
  128 do_try_to_free_pages+0x156/0x4c0
  208 try_to_free_pages+0xf7/0x1e0
  352 __alloc_pages_nodemask+0x783/0xb20
  8 alloc_pages_current+0x10f/0x1f0
  200 __page_cache_alloc+0x13f/0x160
  80 find_or_create_page+0x4c/0xb0
  80 ext4_mb_load_buddy+0x1e9/0x370
  176 ext4_mb_regular_allocator+0x1b7/0x460
  128 ext4_mb_new_blocks+0x458/0x5f0
  256 ext4_ext_map_blocks+0x70b/0x1010
  160 ext4_map_blocks+0x325/0x530
  384 ext4_writepages+0x6d1/0xce0
  16 do_writepages+0x23/0x40
  96 __writeback_single_inode+0x45/0x2e0
  176 writeback_sb_inodes+0x2ad/0x500
  80 __writeback_inodes_wb+0x9e/0xd0
  160 wb_writeback+0x29b/0x350
  208 bdi_writeback_workfn+0x11c/0x480
  144 process_one_work+0x1d2/0x570
  112 worker_thread+0x116/0x370
  240 kthread+0xf3/0x110
  176 ret_from_fork+0x7c/0xb0
`)

const minchan2 = toFrames(`
  24 __change_page_attr_set_clr+0xe0/0xb50
  392 kernel_map_pages+0x6c/0x120
  256 get_page_from_freelist+0x489/0x920
  352 __alloc_pages_nodemask+0x5e1/0xb20
  8 alloc_pages_current+0x10f/0x1f0
  168 new_slab+0x2c5/0x370
  8 __slab_alloc+0x3a9/0x501
  80 __kmalloc+0x1cb/0x200
  376 vring_add_indirect+0x36/0x200
  144 virtqueue_add_sgs+0x2e2/0x320
  288 __virtblk_add_req+0xda/0x1b0
  96 virtio_queue_rq+0xd3/0x1d0
  128 __blk_mq_run_hw_queue+0x1ef/0x440
  16 blk_mq_run_hw_queue+0x35/0x40
  96 blk_mq_insert_requests+0xdb/0x160
  112 blk_mq_flush_plug_list+0x12b/0x140
  112 blk_flush_plug_list+0xc7/0x220
  64 io_schedule_timeout+0x88/0x100
  128 mempool_alloc+0x145/0x170
  96 bio_alloc_bioset+0x10b/0x1d0
  48 get_swap_bio+0x30/0x90
  160 __swap_writepage+0x150/0x230
  32 swap_writepage+0x42/0x90
  320 shrink_page_list+0x676/0xa80
  208 shrink_inactive_list+0x262/0x4e0
  304 shrink_lruvec+0x3e1/0x6a0
  80 shrink_zone+0x3f/0x110
  128 do_try_to_free_pages+0x156/0x4c0
  208 try_to_free_pages+0xf7/0x1e0
  352 __alloc_pages_nodemask+0x783/0xb20
  8 alloc_pages_current+0x10f/0x1f0
  168 new_slab+0x2c5/0x370
  8 __slab_alloc+0x3a9/0x501
  80 kmem_cache_alloc+0x1ac/0x1c0
  296 mempool_alloc_slab+0x15/0x20
  128 mempool_alloc+0x5e/0x170
  96 bio_alloc_bioset+0x10b/0x1d0
  48 mpage_alloc+0x38/0xa0
  208 do_mpage_readpage+0x49b/0x5d0
  224 mpage_readpages+0xcf/0x120
  48 ext4_readpages+0x45/0x60
  224 __do_page_cache_readahead+0x222/0x2d0
  16 ra_submit+0x21/0x30
  112 filemap_fault+0x2d7/0x4f0
  144 __do_fault+0x6d/0x4c0
  160 handle_mm_fault+0x1a6/0xaf0
  272 __do_page_fault+0x18a/0x590
  16 do_page_fault+0xc/0x10
  176 page_fault+0x22/0x30
`)

const minchan3 = toFrames(`
  8 _raw_spin_lock_irqsave+0x51/0x60
  296 get_page_from_freelist+0x886/0x920
  352 __alloc_pages_nodemask+0x5e1/0xb20
  8 alloc_pages_current+0x10f/0x1f0
  168 new_slab+0x2c5/0x370
  8 __slab_alloc+0x3a9/0x501
  80 __kmalloc+0x1cb/0x200
  376 vring_add_indirect+0x36/0x200
  144 virtqueue_add_sgs+0x2e2/0x320
  288 __virtblk_add_req+0xda/0x1b0
  96 virtio_queue_rq+0xd3/0x1d0
  128 __blk_mq_run_hw_queue+0x1ef/0x440
  16 blk_mq_run_hw_queue+0x35/0x40
  96 blk_mq_insert_requests+0xdb/0x160
  112 blk_mq_flush_plug_list+0x12b/0x140
  112 blk_flush_plug_list+0xc7/0x220
  128 blk_mq_make_request+0x42a/0x600
  48 generic_make_request+0xc0/0x100
  112 submit_bio+0x86/0x160
  160 __swap_writepage+0x198/0x230
  32 swap_writepage+0x42/0x90
  320 shrink_page_list+0x676/0xa80
  208 shrink_inactive_list+0x262/0x4e0
  304 shrink_lruvec+0x3e1/0x6a0
  80 shrink_zone+0x3f/0x110
  128 do_try_to_free_pages+0x156/0x4c0
  208 try_to_free_pages+0xf7/0x1e0
  352 __alloc_pages_nodemask+0x783/0xb20
  8 alloc_pages_current+0x10f/0x1f0
  200 __page_cache_alloc+0x13f/0x160
  80 find_or_create_page+0x4c/0xb0
  112 __getblk+0x109/0x2f0
  224 ext4_ext_insert_extent+0x4d8/0x1270
  256 ext4_ext_map_blocks+0x8d4/0x1010
  160 ext4_map_blocks+0x325/0x530
  384 ext4_writepages+0x6d1/0xce0
  16 do_writepages+0x23/0x40
  96 __writeback_single_inode+0x45/0x2e0
  176 writeback_sb_inodes+0x2ad/0x500
  80 __writeback_inodes_wb+0x9e/0xd0
  160 wb_writeback+0x29b/0x350
  208 bdi_writeback_workfn+0x11c/0x480
  144 process_one_work+0x1d2/0x570
  112 worker_thread+0x116/0x370
  240 kthread+0xf3/0x110
  176 ret_from_fork+0x7c/0xb0
`)

const minchan4 = toFrames(`
  16 lookup_address+0x28/0x30
  16 _lookup_address_cpa.isra.3+0x3b/0x40
  304 __change_page_attr_set_clr+0xe0/0xb50
  112 kernel_map_pages+0x6c/0x120
  256 get_page_from_freelist+0x489/0x920
  352 __alloc_pages_nodemask+0x5e1/0xb20
  8 alloc_pages_current+0x10f/0x1f0
  168 new_slab+0x35d/0x370
  8 __slab_alloc+0x3a9/0x501
  80 kmem_cache_alloc+0x1ac/0x1c0
  296 mempool_alloc_slab+0x15/0x20
  128 mempool_alloc+0x5e/0x170
  96 bio_alloc_bioset+0x10b/0x1d0
  48 get_swap_bio+0x30/0x90
  160 __swap_writepage+0x150/0x230
  32 swap_writepage+0x42/0x90
  320 shrink_page_list+0x676/0xa80
  208 shrink_inactive_list+0x262/0x4e0
  304 shrink_lruvec+0x3e1/0x6a0
  80 shrink_zone+0x3f/0x110
  128 do_try_to_free_pages+0x156/0x4c0
  208 try_to_free_pages+0xf7/0x1e0
  352 __alloc_pages_nodemask+0x783/0xb20
  8 alloc_pages_current+0x10f/0x1f0
  168 new_slab+0x2c5/0x370
  8 __slab_alloc+0x3a9/0x501
  80 kmem_cache_alloc+0x1ac/0x1c0
  296 mempool_alloc_slab+0x15/0x20
  128 mempool_alloc+0x5e/0x170
  96 bio_alloc_bioset+0x10b/0x1d0
  48 mpage_alloc+0x38/0xa0
  208 do_mpage_readpage+0x49b/0x5d0
  224 mpage_readpages+0xcf/0x120
  48 ext4_readpages+0x45/0x60
  224 __do_page_cache_readahead+0x222/0x2d0
  16 ra_submit+0x21/0x30
  112 filemap_fault+0x2d7/0x4f0
  144 __do_fault+0x6d/0x4c0
  160 handle_mm_fault+0x1a6/0xaf0
  272 __do_page_fault+0x18a/0x590
  16 do_page_fault+0xc/0x10
  208 page_fault+0x22/0x30
  16 clear_user+0x2e/0x40
  16 padzero+0x2d/0x40
  304 load_elf_binary+0xa47/0x1a40
  48 search_binary_handler+0x9c/0x1a0
  144 do_execve_common.isra.25+0x58d/0x700
  16 do_execve+0x18/0x20
  32 SyS_execve+0x2e/0x40
  176 stub_execve+0x69/0xa0
`)

const minchan5 = toFrames(`
  8 __alloc_pages_nodemask+0x199/0xb20
  352 alloc_pages_current+0x10f/0x1f0
  168 new_slab+0x2c5/0x370
  256 __slab_alloc+0x3a9/0x501
  112 __kmalloc+0x1cb/0x200
  32 alloc_indirect+0x1e/0x50
  112 virtqueue_add_sgs+0xc7/0x300
  288 __virtblk_add_req+0xda/0x1b0
  96 virtio_queue_rq+0xd3/0x1d0
  128 __blk_mq_run_hw_queue+0x1ef/0x440
  16 blk_mq_run_hw_queue+0x35/0x40
  96 blk_mq_insert_requests+0xdb/0x160
  112 blk_mq_flush_plug_list+0x12b/0x140
  112 blk_flush_plug_list+0xc7/0x220
  64 io_schedule_timeout+0x88/0x100
  128 mempool_alloc+0x145/0x170
  96 bio_alloc_bioset+0x10b/0x1d0
  48 get_swap_bio+0x30/0x90
  160 __swap_writepage+0x150/0x230
  32 swap_writepage+0x42/0x90
  320 shrink_page_list+0x676/0xa80
  208 shrink_inactive_list+0x262/0x4e0
  304 shrink_lruvec+0x3e1/0x6a0
  80 shrink_zone+0x3f/0x110
  128 do_try_to_free_pages+0x156/0x4c0
  208 try_to_free_pages+0xf7/0x1e0
  352 __alloc_pages_nodemask+0x783/0xb20
  8 alloc_pages_current+0x10f/0x1f0
  200 __page_cache_alloc+0x13f/0x160
  80 find_or_create_page+0x4c/0xb0
  112 __getblk+0x109/0x2f0
  80 ext4_read_block_bitmap_nowait+0x5e/0x330
  192 ext4_mb_init_cache+0x158/0x780
  80 ext4_mb_load_buddy+0x28a/0x370
  176 ext4_mb_regular_allocator+0x1b7/0x460
  128 ext4_mb_new_blocks+0x458/0x5f0
  256 ext4_ext_map_blocks+0x70b/0x1010
  160 ext4_map_blocks+0x325/0x530
  384 ext4_writepages+0x6d1/0xce0
  16 do_writepages+0x23/0x40
  96 __writeback_single_inode+0x45/0x2e0
  176 writeback_sb_inodes+0x2ad/0x500
  80 __writeback_inodes_wb+0x9e/0xd0
  160 wb_writeback+0x29b/0x350
  208 bdi_writeback_workfn+0x11c/0x480
  144 process_one_work+0x1d2/0x570
  112 worker_thread+0x116/0x370
  240 kthread+0xf3/0x110
  176 ret_from_fork+0x7c/0xb0
`)

/** 10.5 KiB, spread as the first report spreads its bytes: only the depth is Chinner's. */
const xfs = stretchTo(minchan1, 10_752)

/** The same calls with larger frames, to the given depth. */
function stretchTo(frames: readonly Frame[], depth: number): readonly Frame[] {
  const now = frames.reduce((sum, { size }) => sum + size, 0)
  let traced = 0
  let made = 0
  return frames.map(({ size }, at) => {
    traced += size
    // Rounded down as a running sum, so that the parts add up to the whole.
    const until = at === frames.length - 1 ? depth : Math.floor((traced * depth) / now / 8) * 8
    const frame = { symbol: `xfs_path_${at}`, size: until - made }
    made = until
    return frame
  })
}

export const traces: Readonly<Record<TraceId, Trace>> = {
  minchan1: {
    id: 'minchan1',
    title: 'The first report: ext4 writeback, reclaim, swap and virtio',
    frames: minchan1,
    depth: 7696,
    messageId: '1401260039-18189-2-git-send-email-minchan@kernel.org',
    outcome:
      'Posted with the patch as the overflow that made 8 KiB too small. No registers were posted with it.',
    died: true,
  },
  minchan2: {
    id: 'minchan2',
    title: 'A page fault of the compiler cc1 reads a file',
    frames: minchan2,
    depth: 7216,
    messageId: '1401260039-18189-1-git-send-email-minchan@kernel.org',
    outcome:
      'The stack tracer found the magic at the end of the stack overwritten and stopped the kernel.',
    died: true,
  },
  minchan3: {
    id: 'minchan3',
    title: 'io_schedule() hands its plug to kblockd',
    frames: minchan3,
    depth: 7200,
    messageId: '20140529233638.GJ10092@bbox',
    outcome: 'Double fault after 3701 seconds: the stack pointer stood 168 bytes below the stack.',
    died: true,
  },
  minchan4: {
    id: 'minchan4',
    title: 'The interim patch: io_schedule(), its timeout and the plug of blk-core to kblockd',
    frames: minchan4,
    depth: 6896,
    messageId: '20140530021247.GR10092@bbox',
    outcome:
      'An interim report that says nothing of a crash. The four hours without one came later, with the plug of blk-mq deferred as well; of that kernel no trace was posted.',
    died: 'not-reported',
  },
  minchan5: {
    id: 'minchan5',
    title: "With Rusty Russell's virtio clean-ups",
    frames: minchan5,
    depth: 7280,
    messageId: '20140530010619.GP10092@bbox',
    outcome:
      'The stack tracer found the magic overwritten; a thread before it had ended with 408 bytes left.',
    died: true,
  },
  'xfs-10.5k': {
    id: 'xfs-10.5k',
    title: 'The deepest stack Dave Chinner had seen with XFS on virtio',
    frames: xfs,
    depth: 10_752,
    messageId: '20140528091345.GD6677@dastard',
    outcome: 'He gives about 10.5 KB and no trace; the frames are made up, the depth is his.',
    died: 'not-reported',
    isMadeUp: true,
  },
}
