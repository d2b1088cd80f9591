import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDiffs, parseTrailers, splitBody, toMessageText, toQuoteDepth } from '#mail'
import { aDiff, parseMail } from '../../support/mail.ts'

const ann = { name: 'Ann Author', address: 'ann@example.org' }

describe('trailers', () => {
  const parse = (text: string, isReply = true) => parseTrailers(text, { from: ann, isReply })

  test('a reply gives its author’s review, with its scope', () => {
    expect(
      parse('Looks good.\n\nAcked-by: Ann Author <Ann@example.org> # for the x86 part\n'),
    ).toEqual([
      {
        key: 'Acked-by',
        value: 'Ann Author <Ann@example.org>',
        person: { name: 'Ann Author', address: 'Ann@example.org' },
        scope: 'for the x86 part',
        line: 3,
        isSloppy: false,
      },
    ])
  })

  test('a review from another address than the sender’s is sloppy', () => {
    const [trailer] = parse('Reviewed-by: Ann Author <ann@work.example>\n')
    expect(trailer?.isSloppy).toBe(true)
  })

  test('the trailers of a patch are its author’s to write', () => {
    const text = `Signed-off-by: Bob <bob@example.org>\nCc: <stable@example.org> # 3.15+\nFixes: 710585d4922f ("proc: use a tree")\nLink: https://example.org/x#y\n`
    expect(parse(text, false).map(({ key, isSloppy }) => [key, isSloppy])).toEqual([
      ['Signed-off-by', false],
      ['Cc', false],
      ['Fixes', false],
      ['Link', false],
    ])
    expect(parse(text, false)[3]?.value).toBe('https://example.org/x#y')
  })

  test.each(['> Acked-by: Bob <bob@example.org>', 'Note: this is no trailer', 'http://x: y'])(
    '%s gives nothing',
    (line) => expect(parse(line)).toEqual([]),
  )

  test('what stands in a diff is no trailer', () => {
    expect(parse(`text\n${aDiff}Acked-by: Ann <ann@example.org>\n`)).toEqual([])
  })
})

describe('diffs', () => {
  test('a file gives its names, blobs, function and lines', () => {
    const [file, ...rest] = parseDiffs(`words\n\n${aDiff}-- \n2.1.0\n`.split('\n'))
    expect(rest).toEqual([])
    expect(file).toMatchObject({
      oldName: 'fs/proc/generic.c',
      newName: 'fs/proc/generic.c',
      oldBlob: '0cb01a4b1d9c',
      newBlob: '3d0a4a2e3f11',
      added: 2,
      removed: 1,
      fromLine: 3,
    })
    expect(file?.hunks[0]?.heading).toBe(
      'static int proc_match(unsigned int len, const char *name)',
    )
  })

  test('a signature behind the last hunk does not belong to it', () => {
    const text = `--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-a\n+b\n-- \n2.1.0`
    expect(parseDiffs(text.split('\n'))[0]?.hunks[0]?.lines).toEqual(['-a', '+b'])
  })

  test('empty lines of context may have lost their space', () => {
    const text = `--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n\n-b\n+c`
    expect(parseDiffs(text.split('\n'))[0]).toMatchObject({ added: 1, removed: 1 })
  })

  test.each([
    [
      'new file',
      'diff --git a/x b/x\nnew file mode 100644\nindex 000000000000..3d0a4a2e3f11\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a',
      { oldName: undefined, newName: 'x' },
    ],
    [
      'deleted file',
      'diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a',
      { oldName: 'x', newName: undefined },
    ],
    [
      'rename',
      'diff --git a/old name b/new name\nsimilarity index 100%\nrename from old name\nrename to new name',
      { oldName: 'old name', newName: 'new name' },
    ],
    [
      'binary file',
      'diff --git a/x.png b/x.png\nindex 0cb01a4b1d9c..3d0a4a2e3f11 100644\nGIT binary patch\nliteral 3\nKcmZQzAB1g\n\nliteral 0\nHcmV?d00001\n\n',
      { isBinary: true, newName: 'x.png' },
    ],
    [
      'diff without git',
      '--- linux-3.15/fs/x.c\t2014-05-28\n+++ linux/fs/x.c\t2014-05-28\n@@ -1 +1 @@\n-a\n+b',
      { oldName: 'fs/x.c', newName: 'fs/x.c' },
    ],
  ])('a %s is read', (_, text, expected) => {
    expect(parseDiffs(text.split('\n'))).toMatchObject([expected])
  })

  test.each([
    ['a rule of dashes', '--- a heading ---\n+++ more\ntext'],
    ['a quoted diff', aDiff.replaceAll(/^/gmu, '> ')],
    ['a diffstat', ' fs/proc/generic.c | 3 ++-\n 1 file changed'],
  ])('%s is no diff', (_, text) => expect(parseDiffs(text.split('\n'))).toEqual([]))

  test('a hunk that promises more lines than there are ends with the text', () => {
    const text = '--- a/x\n+++ b/x\n@@ -1,999999999 +1,999999999 @@\n a'
    expect(parseDiffs(text.split('\n'))[0]?.hunks[0]?.lines).toEqual([' a'])
  })
})

describe('a body', () => {
  test('is words, quotes by depth, trailers, diffs and a signature', () => {
    const text = `Hi,\n> > deep\n> less\nI see.\nAcked-by: Ann <ann@example.org>\n${aDiff}-- \nAnn`
    expect(splitBody(text).map(({ kind, depth, line }) => [kind, depth, line])).toEqual([
      ['words', 0, 1],
      ['quote', 2, 2],
      ['quote', 1, 3],
      ['words', 0, 4],
      ['trailers', 0, 5],
      ['diff', 0, 6],
      ['signature', 0, 19],
    ])
  })

  test.each([
    ['> a', 1],
    ['>> a', 2],
    ['> > > a', 3],
    ['a > b', 0],
    ['>', 1],
    ['>'.repeat(10_000), 50],
  ])('quote depth of %j is %i', (line, depth) => expect(toQuoteDepth(line)).toBe(depth))

  test('no line is lost or moved, whatever the text', () => {
    const line = fc.constantFrom(
      ...['', 'words', '> quote', '>> deeper', '-- ', '--- a/x', '+++ b/x', '@@ -1 +1 @@', '+a'],
      ...['-b', ' c', 'diff --git a/x b/x', 'Acked-by: A <a@b>', '\\ No newline at end of file'],
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const text = lines.join('\n')
        const blocks = splitBody(text)
        expect(blocks.flatMap((block) => block.lines).join('\n')).toBe(text)
        let next = 1
        for (const block of blocks) {
          expect(block.line).toBe(next)
          next += block.lines.length
        }
      }),
      { seed: 6, numRuns: 500 },
    )
  })
})

describe('what search reads', () => {
  test('each word of a patch is in one field', async () => {
    const message = await parseMail({
      headers: { Cc: 'Bob <bob@example.org>' },
      body: `own\n> quoted\n${aDiff}`,
    })
    expect(toMessageText(message)).toMatchObject({
      subject: 'hello',
      from: 'Ann Author <ann@example.org>',
      to: '<list@example.org>',
      cc: 'Bob <bob@example.org>',
      words: 'own',
      quoted: '> quoted',
      diffFiles: 'fs/proc/generic.c',
      diffFunctions: 'static int proc_match(unsigned int len, const char *name)',
      diffRemoved: '\treturn !memcmp(name, de->name, len);',
      diffAdded: '\t/* Compare by content. */\n\treturn memcmp(name, de->name, len) == 0;',
      diffOldBlobs: '0cb01a4b1d9c',
      diffNewBlobs: '3d0a4a2e3f11',
    })
  })
})
