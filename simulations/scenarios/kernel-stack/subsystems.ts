// Which part of the kernel a function of these call chains belongs to, by its name.

export type SubsystemId = (typeof table)[number]['id']

interface SubsystemCard {
  readonly id: string
  readonly title: string
  /** Names, or beginnings of names if they end in `*`. The first that fits decides. */
  readonly symbols: readonly string[]
}

const table = [
  {
    id: 'debug',
    title: 'DEBUG_PAGEALLOC',
    symbols: ['lookup_address', '_lookup_address_cpa*', '__change_page_attr*', 'kernel_map_pages'],
  },
  {
    id: 'allocator',
    title: 'page and slab allocator',
    symbols: [
      'get_page_from_freelist',
      '__alloc_pages*',
      'alloc_pages*',
      'new_slab',
      '__slab_alloc*',
      '__kmalloc*',
      'kmem_cache_alloc*',
      '__page_cache_alloc',
      'find_or_create_page',
    ],
  },
  {
    id: 'reclaim',
    title: 'reclaim and swap',
    symbols: [
      'shrink_*',
      'do_try_to_free_pages',
      'try_to_free_pages',
      '__swap_writepage',
      'swap_writepage',
    ],
  },
  {
    id: 'virtio',
    title: 'virtio',
    symbols: ['vring_*', 'virtqueue_*', '__virtblk_*', 'virtio_*', 'virtblk_*', 'alloc_indirect'],
  },
  {
    id: 'block',
    title: 'block layer',
    symbols: [
      'blk_*',
      '__blk_*',
      'io_schedule*',
      'mempool_*',
      'bio_*',
      'get_swap_bio',
      'submit_bio*',
      'generic_make_request*',
      'scsi_*',
      'dm_*',
      'md_*',
    ],
  },
  {
    id: 'writeback',
    title: 'writeback',
    symbols: [
      'do_writepages',
      '__writeback_*',
      'writeback_*',
      'wb_writeback',
      'bdi_writeback_workfn',
    ],
  },
  {
    id: 'filesystem',
    title: 'filesystem',
    symbols: ['ext4_*', 'xfs_*', 'btrfs_*', 'nfs_*', 'mpage_*', 'do_mpage_readpage', '__getblk*'],
  },
  {
    id: 'fault',
    title: 'page fault and read-ahead',
    symbols: [
      'page_fault',
      'do_page_fault',
      '__do_page_fault',
      'handle_mm_fault',
      '__do_fault',
      'filemap_fault',
      'ra_submit',
      '__do_page_cache_readahead',
    ],
  },
  {
    id: 'exec',
    title: 'exec',
    symbols: [
      'clear_user',
      'padzero',
      'load_elf_binary',
      'search_binary_handler',
      'do_execve*',
      'SyS_execve',
      'stub_execve',
    ],
  },
  {
    id: 'thread',
    title: 'kernel thread',
    symbols: ['process_one_work', 'worker_thread', 'kthread', 'ret_from_fork'],
  },
  { id: 'lock', title: 'locks', symbols: ['_raw_*', '__raw_*', 'mutex_*', '__lock_*'] },
  { id: 'other', title: 'other', symbols: ['*'] },
] as const satisfies readonly SubsystemCard[]

/** In the order in which legends name them. */
export const subsystems: readonly { readonly id: SubsystemId; readonly title: string }[] = table

const exact = new Map<string, SubsystemId>()
const beginnings: (readonly [string, SubsystemId])[] = []
for (const { id, symbols } of table) {
  for (const symbol of symbols) {
    if (symbol.endsWith('*')) beginnings.push([symbol.slice(0, -1), id])
    else exact.set(symbol, id)
  }
}

export function findSubsystem(symbol: string): SubsystemId {
  return (
    exact.get(symbol) ??
    beginnings.find(([beginning]) => symbol.startsWith(beginning))?.[1] ??
    'other'
  )
}
