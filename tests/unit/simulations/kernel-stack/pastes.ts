// What readers paste, as the kernel and its tools print it. The traces come from the mails named in
// the scenario; around them stands what their mails have around them.

import {
  type Frame,
  formatTrace,
  traces,
} from '../../../../simulations/scenarios/kernel-stack/index.ts'

/** A trace in the log, as ftrace dumps its buffer there. */
export function toDump(frames: readonly Frame[], prefix: string): string {
  return formatTrace(frames)
    .trimEnd()
    .split('\n')
    .map((line) => (line.includes('-----') ? line : `${prefix}${line}`))
    .join('\n')
}

export const firstTable = formatTrace(traces.minchan1.frames)

/** 20140529233638.GJ10092@bbox: the double fault, and the crash inside its own report. */
export const doubleFaultLog = `\
[ 1209.764725] kworker/u24:0 (23627) used greatest stack depth: 304 bytes left
[ 1510.835509] kworker/u24:1 (25817) used greatest stack depth: 144 bytes left
[ 3701.482790] PANIC: double fault, error_code: 0x0
[ 3701.483297] CPU: 8 PID: 6117 Comm: kworker/u24:1 Not tainted 3.14.0+ #201
[ 3701.484366] task: ffff8800353c41c0 ti: ffff880000106000 task.ti: ffff880000106000
[ 3701.484366] RIP: 0010:[<ffffffff810a5390>]  [<ffffffff810a5390>] __lock_acquire+0x170/0x1ca0
[ 3701.484366] RSP: 0000:ffff880000105f58  EFLAGS: 00010046
[ 3701.484366] RBP: ffff880000106048 R08: 0000000000000001 R09: 0000000000000001
[ 3701.484366] CR2: ffff880000105f48 CR3: 0000000001c0b000 CR4: 00000000000006e0
[ 3701.484366] Stack:
[ 3701.484366] BUG: unable to handle kernel paging request at ffff880000105f58
[ 3701.484366] Thread overran stack, or stack corrupted
[ 3701.484366] Dumping ftrace buffer:
[ 3701.484366] ---------------------------------
${toDump(traces.minchan3.frames, '[ 3701.484366]    <...>-6117    8d..4 3786719395us : stack_trace_call: ')}
[ 3701.484366] ---------------------------------
[ 3701.484366] task: ffff8800353c41c0 ti: ffff880000106000 task.ti: ffff880000106000
[ 3701.484366] RIP: 0010:[<ffffffff81004e14>]  [<ffffffff81004e14>] show_stack_log_lvl+0x134/0x1a0
[ 3701.484366] RSP: 0000:ffff880037d06e58  EFLAGS: 00010046
[ 3701.484366] CR2: ffff880000105f58 CR3: 0000000001c0b000 CR4: 00000000000006e0
`

/** 1401260039-18189-1-git-send-email-minchan@kernel.org: the tracer itself stopped the kernel. */
export const brokenMagicLog = `\
  111.402376] ------------[ cut here ]------------
[  111.403077] kernel BUG at kernel/trace/trace_stack.c:177!
[  111.404781] Dumping ftrace buffer:
${toDump(traces.minchan2.frames, '[  111.404781]    <...>-15987   5d..2 111689526us : stack_trace_call: ')}
[  111.404781] CPU: 5 PID: 15987 Comm: cc1 Not tainted 3.14.0+ #162
[  111.404781] task: ffff880008a4a0e0 ti: ffff88000002c000 task.ti: ffff88000002c000
[  111.404781] RIP: 0010:[<ffffffff8112340f>]  [<ffffffff8112340f>] stack_trace_call+0x37f/0x390
[  111.404781] RSP: 0000:ffff88000002c2b0  EFLAGS: 00010092
[  111.404781] CR2: 00002ba016c8e004 CR3: 00000000045b7000 CR4: 00000000000006e0
`

export const disabledTracer = `\
#
#  Stack tracer disabled
#
# To enable the stack tracer, either add 'stacktrace' to the
# kernel command line
# or 'echo 1 > /proc/sys/kernel/stack_tracer_enabled'
#
`

/** As checkstack.pl prints: some functions twice, because it counts \`add\` as well as \`sub\`. */
export const checkstack = `\
0xffffffff81150680 get_page_from_freelist [vmlinux]:	288
0xffffffff81150700 get_page_from_freelist [vmlinux]:	288
0xffffffff8124d0a0 ext4_writepages [vmlinux]:		376
0xffffffff81000000 odd_function [vmlinux]:		Dynamic (%rax)
0x0000000000000010 local_function [drivers/block/virtio_blk.ko]:	312
`

/** As GCC writes them, and in the fourth line as Clang does. */
export const stackUsage = `\
mm/page_alloc.c:2712:14:__alloc_pages_nodemask	344	static
mm/vmscan.c:810:22:shrink_page_list	320	static
lib/vsprintf.c:100:5:with_array	208	dynamic
fs/ext4/inode.c:2400:ext4_writepages	376	dynamic,bounded
a.cc:3:7:void ns::f(std::map<int, int>, char)	48	static
`

export const vmstat = `\
nr_free_pages 123456
kstack_1k 3
kstack_2k 188
kstack_4k 11391
kstack_8k 243
kstack_16k 0
`

export const buddyinfo = `\
Node 0, zone      DMA      1      0      1      0      2      1      1      0      1      1      3
Node 0, zone   Normal   5870   3020    501     26      3      0      0      0      0      0      0
`

/** A mail's quotation of a quotation. */
export function quote(text: string, mark = '> > '): string {
  return text
    .split('\n')
    .map((line) => `${mark}${line}`)
    .join('\n')
}

/** As mail programs break lines that are too long, at a blank. */
export function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => {
      if (line.length <= width) return [line]
      const at = line.lastIndexOf(' ', width)
      return at < 1 ? [line] : [line.slice(0, at).trimEnd(), line.slice(at + 1)]
    })
    .join('\n')
}
