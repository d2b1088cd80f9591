// Words that mean the same to a kernel developer, for every engine. Names of people and topics are
// not here: their `aliases` are in their entries.

/** Each row is one meaning; its words stand for one another. */
export const synonyms: readonly (readonly string[])[] = [
  ['rbtree', 'rb tree', 'red-black tree'],
  ['procfs', '/proc', 'proc filesystem'],
  ['x86-64', 'x86_64', 'amd64'],
  ['4k', '4 kib', '4 kb', '4kb'],
  ['8k', '8 kib', '8 kb', '8kb'],
  ['16k', '16 kib', '16 kb', '16kb'],
  ['oom', 'out of memory', 'out-of-memory'],
  ['uaf', 'use after free'],
  ['rwlock', 'reader-writer lock', 'rw lock'],
  ['spinlock', 'spin lock'],
  ['hashtable', 'hash table'],
  ['userspace', 'user space'],
  ['io', 'i/o'],
  ['filesystem', 'file system'],
  ['config', 'configuration'],
  ['lkml', 'linux-kernel'],
  ['mm', 'memory management'],
  ['rfc', 'request for comments'],
]
