// The registers of the double fault behind the third trace, as the kernel printed them: the one
// message from which the real depth of a stack in this thread can be computed.
// Message-ID 20140529233638.GJ10092@bbox.

export const doubleFault = `\
[ 3701.482790] PANIC: double fault, error_code: 0x0
[ 3701.484366] task: ffff8800353c41c0 ti: ffff880000106000 task.ti: ffff880000106000
[ 3701.484366] RIP: 0010:[<ffffffff810a5390>]  [<ffffffff810a5390>] __lock_acquire+0x170/0x1ca0
[ 3701.484366] RSP: 0000:ffff880000105f58  EFLAGS: 00010046
[ 3701.484366] CR2: ffff880000105f48 CR3: 0000000001c0b000 CR4: 00000000000006e0
[ 3701.484366] Thread overran stack, or stack corrupted
`

/** What the stack held beyond the deepest call the tracer saw: 8360 less 7200. */
export const hiddenTailBytes = 1_160

/** As long as a tail may be set. */
export const tailMax = 4_096
