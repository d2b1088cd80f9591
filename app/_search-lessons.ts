// Searches that teach the language. Each finds something in the project's own content; a test runs
// them all.

import type { LessonChapter, SearchLesson } from '#ui'

/** What the empty search page shows. */
export const firstLessons: readonly SearchLesson[] = [
  { query: 'dev_snmp6', about: 'an identifier, as it is written' },
  { query: 'expand stack size', about: 'words, in any order and any of their forms' },
  { query: '"red-black tree"', about: 'exactly these words in a row' },
  { query: 'who:hpa stance:opposes', about: 'what somebody was against' },
  { query: 'kind:figure 7696', about: 'a number somebody measured' },
  { query: 'topic:procfs d:2014-10..', about: 'a topic, since a date' },
]

export const lessonChapters: readonly LessonChapter[] = [
  {
    id: 'words',
    title: 'Words',
    text: 'All words must be found, in any order. Capitals and accents do not matter, other forms of a word count, and a word that stands nowhere is replaced by the nearest that does.',
    lessons: [
      { query: 'kernel stack overflow', about: 'all three' },
      { query: 'ext4 stck', about: 'a slip of the finger is put right, and said' },
      { query: 'vmalloc -virtio', about: 'without the word behind the minus' },
      { query: 'rbtree OR "hash table"', about: 'one of them' },
      { query: '(rbtree OR hash) procfs', about: 'brackets group' },
      { query: 'wri*', about: 'words that begin so' },
    ],
  },
  {
    id: 'identifiers',
    title: 'Identifiers, commits, mails',
    text: 'An identifier is one word, so `dev_snmp6` does not find every `dev`; but a part of one finds it too, ranked below what has the word itself.',
    lessons: [
      { query: 'THREAD_SIZE_ORDER', about: 'exactly this name' },
      { query: 'snmp6', about: 'a part of a name' },
      { query: '/proc/net', about: 'a path' },
      { query: '6538b8ea886e', about: 'a commit, by the beginning of its id' },
      { query: '<20140528091345.GD6677@dastard>', about: 'a Message-ID' },
    ],
  },
  {
    id: 'phrases',
    title: 'Phrases',
    text: 'Between quotation marks words must stand in a row, exactly so.',
    lessons: [
      { query: '"expand kernel stack"', about: 'these three in a row' },
      { query: 's:"expand kernel stack"', about: 'in a subject or title' },
    ],
  },
  {
    id: 'dates',
    title: 'Dates',
    text: 'A day, a month, a year, or a range with either end open. What is known only as October 2014 matches every day of it.',
    lessons: [
      { query: 'd:2014-05-28..2014-06-03', about: 'from one day to another' },
      { query: 'stack d:2014-06..', about: 'since a month' },
      { query: 'year:2014..2016', about: 'years' },
    ],
  },
]
