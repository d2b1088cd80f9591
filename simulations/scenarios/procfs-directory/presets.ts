// Runs with a question: each tests what somebody wrote, or answers what a reader would ask next.

import type { Preset } from '../../engine/index.ts'
import type { Parameters } from './parameters.ts'

const merged = 'commit 710585d4922f'
const columnist = 'as Linux Journal retells it'

export const presets: readonly Preset<Parameters>[] = [
  {
    id: 'half-minute',
    title: 'The lost half minute',
    question: 'Where did 31.72 seconds go?',
    source: merged,
    finding:
      'Into 449 985 000 visits of list entries. The tree needs 728 141 for the same, and the half minute is gone.',
    view: 'hero',
    values: { st: ['list', 'rbtree', 'none'] },
  },
  {
    id: 'dichtel-slow',
    title: 'Is /proc the bottleneck?',
    question: 'How much of creating 30 000 interfaces is spent in /proc?',
    person: 'Nicolas Dichtel',
    claim: 'Creating /proc entries is one of the bottlenecks.',
    source: 'RFC of 2 October 2014',
    finding:
      'About 22 %: one of the bottlenecks, as he wrote. Doubling the interfaces makes that part four times as long.',
    view: 'curve',
    values: { st: ['list', 'rbtree'] },
  },
  {
    id: 'herbelot-hash',
    title: 'Several lists',
    question: 'How much of the walking do 256 lists save?',
    person: 'Thierry Herbelot',
    claim: 'Several lists, picked by a hash of the name, make each walk shorter.',
    source: 'RFC of 2 October 2014, patch 2/2',
    finding:
      'All but one visit in 256, if the hash spreads the names well. It still grows with the square of the entries.',
    view: 'chains',
    values: { st: ['list', 'hash'] },
  },
  {
    id: 'dichtel-buckets',
    title: 'How many buckets?',
    question: 'How many lists until /proc is less than 1 % of the time?',
    person: 'Nicolas Dichtel',
    claim: 'The hash table is offered for comments; its size is a compile-time parameter.',
    source: 'RFC of 2 October 2014',
    finding: 'Thirty-two, with a good fold: then the rest takes more than 99 %.',
    view: 'curve',
    values: { st: ['hash'], B: 32 },
  },
  {
    id: 'bad-fold',
    title: 'One bad fold',
    question: 'What if the low bits of the kernel’s own name hash pick the list?',
    finding:
      'With 1024 lists 74 % stay empty and walks are 8.5 times as long as an even spread would make them: digits never reach the low four bits.',
    view: 'chains',
    values: { st: ['hash', 'rbtree'], B: 1024, fold: 'low' },
  },
  {
    id: 'hemminger-hlist',
    title: 'hlist instead',
    question: 'Does hlist change one number other than the lines of code?',
    person: 'Stephen Hemminger',
    claim: 'Existing helpers such as hlist might make the hash table simpler.',
    source: columnist,
    finding:
      'No visit. It asks for eight bytes more per entry, which the slab had rounded up for all but the hundred shortest names; and a name then reaches into one more cache line.',
    view: 'table',
    values: { st: ['hash', 'hlist'] },
  },
  {
    id: 'biederman-not-lists',
    title: 'No lists at all',
    question: 'Are linked lists the wrong structure?',
    person: 'Eric W. Biederman',
    claim: 'The speedup is welcome, but linked lists are the wrong structure.',
    source: columnist,
    finding:
      'List, hash with 256 lists and tree: 449 985 000, 1 758 855 and 728 141 visits. Only the tree needs no size chosen beforehand.',
    view: 'structure',
    values: { st: ['list', 'hash', 'rbtree'] },
  },
  {
    id: 'biederman-what-is-left',
    title: 'What is left to win',
    question: 'After the tree, what would dropping the files still save?',
    person: 'Eric W. Biederman',
    claim: 'If nobody needs the files of dev_snmp6, doing away with them is better still.',
    source: columnist,
    finding: 'Less than 0.1 % of the time in this benchmark, and all 5.5 MiB of the entries.',
    view: 'hero',
    values: { st: ['list', 'rbtree', 'none'] },
  },
  {
    id: 'biederman-named',
    title: 'Interfaces that have names',
    question: 'And in his own benchmark of 2012, where interfaces were named?',
    person: 'Eric W. Biederman',
    claim: '10 000 interfaces: 3.4 s, and 0.75 s without the files.',
    source: 'commit ac13ac6f4c6c',
    finding:
      '4.5 times as fast without the files: with names given, the list was most of what there was.',
    view: 'hero',
    values: {
      n: 10_000,
      naming: 'explicit',
      st: ['list', 'rbtree', 'none'],
      a: 75,
      c_visit: 53,
      c_alloc: 0,
    },
  },
  {
    id: 'miller-virtual',
    title: 'Files without entries',
    question: 'Can the files stay readable at no cost to creation?',
    person: 'David S. Miller',
    claim: 'The files must stay, because tools may read them.',
    source: columnist,
    finding:
      'Looking names up among the devices, whose own table has 256 lists, keeps every file and creates none. Nobody proposed that in what we could read: it is our what-if.',
    view: 'table',
    values: { st: ['rbtree', 'none', 'virtual'] },
  },
  {
    id: 'dichtel-crossover',
    title: 'Who overtakes whom',
    question: 'From how many entries on does the tree need fewer visits than 256 lists?',
    person: 'Nicolas Dichtel',
    claim: 'A red-black tree may scale better than lists.',
    source: columnist,
    finding:
      'Between 10 000 and 12 000, for names in order. Against one list it needs fewer from a handful on.',
    view: 'curve',
    values: { st: ['list', 'hash', 'rbtree'] },
  },
  {
    id: 'dichtel-vsscanf',
    title: 'The other loop',
    question: 'With /proc out of the way, what remains?',
    person: 'Nicolas Dichtel',
    claim: 'perf top shows that a lot of time was wasted in vsscanf().',
    source: 'mail of 15 October 2014',
    finding:
      'If the namer that calls it is what remains, it is a second loop over all devices for each new one. That is inference; giving names would decide it.',
    view: 'curve',
    values: { st: ['rbtree', 'none'] },
  },
  {
    id: 'what-next',
    title: 'What to fix next',
    question: 'Turn /proc off: what should be fixed next?',
    finding: 'The naming: it still grows with the square of the devices, which is inference.',
    view: 'curve',
    values: { st: ['none'], n: 32_768 },
  },
  {
    id: 'lock-hold',
    title: 'The spinlock',
    question: 'How long does one creation hold the spinlock of all of /proc?',
    finding:
      'At 30 000 entries 2.1 ms in a list, 10 µs in a hash of 256 lists, 2 µs in a tree; a buffer of 64 sound samples lasts 1.3 ms at 48 kHz. Nobody in the thread argues with that.',
    view: 'table',
    values: { st: ['list', 'hash', 'rbtree'] },
  },
  {
    id: 'count-cursor',
    title: 'A reader while devices go',
    question: 'Does a reader get every entry that is there all the time?',
    finding:
      'No: its place is a count. The oldest go first, and in a tree sorted by name these stood before it, so it skips as many as went.',
    view: 'reading',
    values: { n: 10_000, st: ['list', 'rbtree'], ops: ['create', 'read'], mut: 'rmmod' },
  },
  {
    id: 'list-cursor',
    title: 'A reader while devices come',
    question: 'And while devices are made?',
    finding:
      'The list gives as many twice as were made, for they come first. The tree gives each once, for new numbers come last.',
    view: 'reading',
    values: { n: 10_000, st: ['list', 'rbtree'], ops: ['create', 'read'], mut: 'create' },
  },
  {
    id: 'key-cursor',
    title: 'A cursor that is a name',
    question: 'What if the reader went on after the last name, as sysfs does with a hash?',
    finding:
      'Everything that is there all the time comes exactly once, whatever happens meanwhile.',
    view: 'reading',
    values: {
      n: 10_000,
      st: ['list', 'rbtree'],
      ops: ['create', 'read'],
      mut: 'rmmod',
      rd: 'key',
    },
  },
  {
    id: 'uaf-2025',
    title: 'tun3, then tun2',
    question: 'A reader holds tun3 while tun3 and tun2 are removed. What does it read next?',
    person: 'the reporter of 2025',
    claim: 'proc_readdir_de() steps from an erased entry to freed memory.',
    source: 'commit 895b4c0c79b0',
    finding:
      'In the tree the erased entry still points at tun2, which is freed. The list of before had cut the link: the read merely ended, without tun1 and tun0.',
    view: 'reading',
    values: {
      n: 4,
      names: 'tunN',
      st: ['list', 'hash', 'rbtree'],
      B: 1,
      ops: ['create', 'read'],
      mut: 'held',
    },
    mode: 'step',
  },
  {
    id: 'uaf-2025-fixed',
    title: 'The fix',
    question: 'And with RB_CLEAR_NODE()?',
    person: 'the reporter of 2025',
    claim: 'An entry is cleared when it is erased.',
    source: 'commit 895b4c0c79b0',
    finding: 'The erased entry leads nowhere, and the read ends there.',
    view: 'reading',
    values: {
      n: 4,
      names: 'tunN',
      st: ['list', 'hash', 'rbtree'],
      B: 1,
      ops: ['create', 'read'],
      mut: 'held',
      clear: true,
    },
    mode: 'step',
  },
  {
    id: 'placement',
    title: 'Memory is the algorithm',
    question: 'Same visits, entries further apart: what does a visit cost?',
    finding:
      'The same walk took 6.8, 31.6, 52.5 and 68 ns per visit in C, by placement alone. The placements are illustrations, not what a kernel does.',
    view: 'memory',
    values: { st: ['list'], ops: ['create'], place: 'dispersed' },
  },
  {
    id: 'wait-for-it',
    title: 'Wait for it',
    question: 'Can your machine lose the half minute?',
    finding:
      'Entries 4288 bytes apart took 30.7 s in C and 32.7 s in JavaScript on our machine, beside 31.72 s. That this is so close is partly luck: it was the third placement tried.',
    view: 'wait',
    mode: 'heap',
    values: { st: ['list'], ops: ['create'], place: 'dispersed' },
  },
  {
    id: 'shadowing',
    title: 'The same name twice',
    question: 'What happens to a name that is registered twice?',
    finding:
      'A list warns and links it all the same: the newer hides the older until it is removed. A tree does not link it, though its creator was not told.',
    view: 'table',
    values: { n: 1000, dup: 10, st: ['list', 'hash', 'rbtree'] },
  },
]
