import { describe, expect, test } from 'vitest'
import { findChangeNotes, readPatch } from '#mail'
import { aDiff } from '../../support/mail.ts'

const from = { name: 'Ann Author', address: 'ann@example.org' }

describe('a patch', () => {
  test('is its author, its message, its notes and its diff', () => {
    const body = `Compare.

Signed-off-by: Ann Author <ann@example.org>
---
Changes in v2:
- mended

 fs/proc/generic.c | 3 ++-
 1 file changed, 2 insertions(+), 1 deletion(-)

${aDiff}${'-- '}
2.1.0
`
    const patch = readPatch(body, { from, title: 'proc: compare' })
    expect(patch).toMatchObject({
      author: 'Ann Author <ann@example.org>',
      title: 'proc: compare',
      message: ['Compare.', '', 'Signed-off-by: Ann Author <ann@example.org>'],
      notes: ['Changes in v2:', '- mended'],
      added: 2,
      removed: 1,
      isCut: false,
    })
    expect(patch.diff.slice(0, 3)).toEqual([
      ' ## fs/proc/generic.c ##',
      '@@ fs/proc/generic.c: static int proc_match(unsigned int len, const char *name)',
      ' \tif (de->namelen != len)',
    ])
    expect(patch.diff.join('\n')).not.toContain('2.1.0')
  })

  test('sent by somebody else is its author’s', () => {
    const body = `From: Bob Writer <bob@example.org>\nSubject: [PATCH] proc: his own title\n\nWhy.\n---\n${aDiff}`
    expect(readPatch(body, { from, title: 'other' })).toMatchObject({
      author: 'Bob Writer <bob@example.org>',
      title: 'proc: his own title',
      message: ['Why.'],
    })
  })

  test('needs no rule before its diff', () => {
    expect(readPatch(`Why.\n\n${aDiff}`, { from, title: 't' })).toMatchObject({
      message: ['Why.'],
      notes: [],
      added: 2,
    })
  })

  test('without a diff is a message', () => {
    expect(readPatch('Nothing here.\n', { from: undefined, title: 't' })).toMatchObject({
      author: '',
      message: ['Nothing here.'],
      diff: [],
    })
  })

  test('says which files are new, gone, renamed or of another mode', () => {
    const body = [
      'diff --git a/new.c b/new.c',
      'new file mode 100644',
      '--- /dev/null',
      '+++ b/new.c',
      '@@ -0,0 +1 @@',
      '+x',
      'diff --git a/gone.c b/gone.c',
      'deleted file mode 100644',
      '--- a/gone.c',
      '+++ /dev/null',
      '@@ -1 +0,0 @@',
      '-x',
      'diff --git a/was.c b/is.c',
      'similarity index 100%',
      'rename from was.c',
      'rename to is.c',
      'diff --git a/run b/run',
      'old mode 100644',
      'new mode 100755',
      '',
    ].join('\n')
    const heads = readPatch(body, { from, title: 't' }).diff.filter((line) => line.includes('##'))
    expect(heads).toEqual([
      ' ## new.c (new) ##',
      ' ## gone.c (deleted) ##',
      ' ## was.c => is.c ##',
      ' ## run (mode change 100644 => 100755) ##',
    ])
  })
})

describe('what changed', () => {
  test.each([
    ['Changes since v1:\n- one\n- two\n\nAnn (2):\n  a\n', 'Changes since v1:\n- one\n- two'],
    [
      'Hello.\n\nv1 -> v2:\n  * one\n\nv2 -> v3:\n  * two\n\nThanks,\n',
      'v1 -> v2:\n  * one\n\nv2 -> v3:\n  * two',
    ],
    [
      'Hello.\n---\nChanges in v2:\n- one\n- Link to v1: https://example.org/r/1@x\n\n---\nAnn (1):\n',
      'Changes in v2:\n- one\n- Link to v1: https://example.org/r/1@x',
    ],
    ['Changelog:\n\n  v2: one\n', 'Changelog:\n\n  v2: one'],
    ['v3:\n - one\n\nbase-commit: 0123\n', 'v3:\n - one'],
    ['Nothing changes the world like v2 engines do.\n', ''],
  ])('is taken from %j', (text, notes) => {
    expect(findChangeNotes(text).join('\n')).toBe(notes)
  })
})
