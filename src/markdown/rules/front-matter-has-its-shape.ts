import type { ContentRule, GuideUrl } from '../content-rule.ts'
import { describeIssue } from '../describe-issue.ts'
import type { FileKind } from '../draft.ts'
import { threadSchema } from '../schemas.ts'

const rest = [
  'summary: One sentence.',
  'lists: [linux-mm]',
  'started: 2014-05-28',
  'outcome: {state: unknown, summary: Nobody knows.}',
  'messages: []',
].join('\n')

export const frontMatterHasItsShape: ContentRule = {
  id: 'front-matter-has-its-shape',
  summary:
    'Every key is one of the format, every required key is there, every value is what its key says.',
  url: 'content/README.md#threads',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic', 'sources'],
  examples: [
    {
      name: 'all that is required',
      markdown: `---\ntitle: Stacks\nquestion: Why?\n${rest}\n---\n`,
      messages: [],
    },
    {
      name: 'a key that is missing and one mistyped',
      markdown: `---\ntitel: Stacks\nquestion: Why?\n${rest}\n---\n`,
      messages: [
        '1:1-1:4: Unexpected front matter without `title`, expected a title',
        '2:1-2:6: Unexpected key `titel`, expected a known key, did you mean `title`?',
      ],
    },
    {
      name: 'a question that is none, a day that never was, a state that is none',
      markdown: `---\ntitle: Stacks\nquestion: Because.\n${rest.replace('05-28', '02-30').replace('unknown', 'unknwon')}\n---\n`,
      messages: [
        '3:11-3:19: Unexpected `Because.` as `question`, expected a sentence that ends in `?`',
        '6:10-6:20: Unexpected `2014-02-30` as `started`, expected a date such as `2014-10`, `2014-10-02T15:25:43Z` or `before 2014-10-02`',
        '7:18-7:25: Unexpected `unknwon` as `state` of `outcome`, expected one of `proposed`, `under-review`, `merged`, `rejected`, `superseded`, `stalled`, `unknown`, did you mean `unknown`?',
      ],
    },
    {
      name: 'a message without its author',
      markdown: `---\ntitle: Stacks\nquestion: Why?\n${rest.replace('[]', '\n  - key: rfc\n    date: 2014\n    known: read\n    says: So.')}\n---\n`,
      messages: [
        '9:5: Unexpected item of `messages` without `from`, expected the slug of a person',
      ],
    },
    {
      name: 'a commit that is too short, in sources.yaml',
      path: 'sources.yaml',
      markdown:
        '- id: commit-1\n  kind: commit\n  title: A commit\n  commit: 710585d\n  known: read\n',
      messages: [
        '4:11-4:18: Unexpected `710585d` as `commit`, expected a commit id of 12 to 40 hexadecimal digits',
      ],
    },
  ],
  check({ kind, hasHead, head, shape, schema }, report) {
    if (!hasHead || head.faults.length > 0 || shape.success) return
    for (const issue of shape.error.issues) {
      const url = findGuideUrl(kind, issue.path[0])
      for (const fault of describeIssue(issue, head, schema)) report({ ...fault, url })
    }
  },
}

const headingsByKind = { person: 'people', topic: 'topics', sources: 'sources' } as const

/** The headings of the guide that are not named as their key is. */
const headingsByKey: Readonly<Record<string, string>> = {
  lists: 'lists-and-archive',
  archive: 'lists-and-archive',
  subsystems: 'subsystems-and-topics',
  topics: 'subsystems-and-topics',
  started: 'started-and-ended',
  ended: 'started-and-ended',
}

function findGuideUrl(kind: FileKind, key: PropertyKey | undefined): GuideUrl {
  if (kind !== 'thread') return `content/README.md#${headingsByKind[kind]}`
  if (typeof key !== 'string' || !Object.hasOwn(threadSchema.shape, key)) {
    return 'content/README.md#threads'
  }
  return `content/README.md#${headingsByKey[key] ?? key}`
}
