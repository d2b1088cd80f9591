// Where what lies in a kernel stack of x86-64, Linux 3.14: sizes compiled from its structures, in the
// order in which an overflow reaches them.

/** From its top, a thread has its registers there and below it the first return address. */
export const registersBytes = 168

export const threadInfoBytes = 104

/** STACK_END_MAGIC, the word that an overflow meets first. */
export const magicBytes = 8

export const pageBytes = 4_096

/** DEBUG_STACKOVERFLOW warns below it: thread_info, registers and a margin of 128 bytes. */
export const interruptMarginBytes = threadInfoBytes + registersBytes + 128

export interface StackLayout {
  readonly bytes: number
  /** `in-stack` at its end, as before 4.9; `in-task` since, in task_struct. */
  readonly threadInfo: 'in-stack' | 'in-task'
  /** What lies beyond the end. */
  readonly below: 'silent' | 'unmapped' | 'guard-page'
}

export interface Field {
  readonly name: string
  /** From the end of the stack, its lowest address. */
  readonly offset: number
  readonly bytes: number
  /** What is so when it has been overwritten. */
  readonly effect: string
  readonly severity: 'warning' | 'crash' | 'security'
}

const magic: Field = {
  name: 'STACK_END_MAGIC',
  offset: 104,
  bytes: magicBytes,
  effect: 'Nothing breaks yet. Who looks can see that the stack was too small.',
  severity: 'warning',
}

/** thread_info and the magic, from the top down: the order in which an overflow overwrites them. */
const threadInfoFields: readonly Field[] = [
  magic,
  {
    name: 'uaccess bits',
    offset: 96,
    bytes: 4,
    effect: 'Faults in accesses to user memory may be taken for others.',
    severity: 'crash',
  },
  {
    name: 'sysenter_return',
    offset: 88,
    bytes: 8,
    effect: 'A 32-bit system call returns to a wrong address.',
    severity: 'crash',
  },
  {
    name: 'restart_block',
    offset: 40,
    bytes: 48,
    effect: 'It holds a pointer to a function: restarting a system call jumps there.',
    severity: 'security',
  },
  {
    name: 'addr_limit',
    offset: 32,
    bytes: 8,
    effect: 'Checks of pointers from user space may pass for addresses of the kernel.',
    severity: 'security',
  },
  {
    name: 'saved_preempt_count',
    offset: 28,
    bytes: 4,
    effect: 'The thread may be preempted where it must not be, or never again.',
    severity: 'crash',
  },
  {
    name: 'cpu',
    offset: 24,
    bytes: 4,
    effect: 'The thread takes itself to be on another processor.',
    severity: 'crash',
  },
  {
    name: 'status',
    offset: 20,
    bytes: 4,
    effect: 'Which mode its system call is in is wrong.',
    severity: 'crash',
  },
  {
    name: 'flags',
    offset: 16,
    bytes: 4,
    effect: 'Signals, rescheduling and tracing are done when nobody asked, or never.',
    severity: 'crash',
  },
  {
    name: 'exec_domain',
    offset: 8,
    bytes: 8,
    effect: 'The pointer leads nowhere.',
    severity: 'crash',
  },
  {
    name: 'task',
    offset: 0,
    bytes: 8,
    effect: 'The thread no longer finds itself; the next use of the pointer is a crash.',
    severity: 'crash',
  },
]

/** What an overflow of this stack overwrites before it leaves it, in that order. */
export function listFields({ threadInfo }: Pick<StackLayout, 'threadInfo'>): readonly Field[] {
  return threadInfo === 'in-stack' ? threadInfoFields : [{ ...magic, offset: 0 }]
}

/** The depth up to which nothing is overwritten. */
export function usableBytes({ bytes, threadInfo }: StackLayout): number {
  return bytes - magicBytes - (threadInfo === 'in-stack' ? threadInfoBytes : 0)
}

/** The depth beyond which a field is overwritten. */
export function findLimit({ bytes }: Pick<StackLayout, 'bytes'>, field: Field): number {
  return bytes - field.offset - field.bytes
}

/** The depth beyond which an interrupt that comes along is warned about. */
export function interruptThreshold({ bytes }: Pick<StackLayout, 'bytes'>): number {
  return bytes - interruptMarginBytes
}
