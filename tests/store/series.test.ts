// Series over a real store: their revisions wherever they were sent, side by side and compared.

import { describe, expect, test } from 'vitest'
import { createArchive } from '#archive'
import { addMail, anArchiveOf, list } from '../support/archives.ts'
import { aMail, inManyOrders } from '../support/mail.ts'
import { aStore } from '../support/stores.ts'

const unmarked = (text: string) => text.replaceAll(/<[^>]*>/gu, '')

async function get(path: string, messages: readonly Buffer[]) {
  const { status, headers, body } = await (await anArchiveOf(messages)).answer(`/${list}/${path}`)
  return { status, headers, text: body.toString() }
}

interface Parts {
  readonly day: number
  readonly below?: string
  readonly from?: string
  readonly body?: string
}

/** A mail named as it is, e.g. `v2-1@example.org`. */
function mail(id: string, subject: string, { day, below, from, body }: Parts): Buffer {
  return aMail({
    headers: {
      'Message-ID': `<${id}@example.org>`,
      Subject: subject,
      Date: `${String(day).padStart(2, '0')} Jun 2014 10:00:00 +0000`,
      References: below === undefined ? '' : `<${below}@example.org>`,
      ...(from !== undefined && { From: from }),
    },
    body: body ?? 'Hello.\n',
  })
}

const toDiff = (file: string, added: readonly string[]) => `diff --git a/${file} b/${file}
--- a/${file}
+++ b/${file}
@@ -1,4 +1,${4 + added.length} @@ int main(void)
 first
 second
${added.map((line) => `+${line}\n`).join('')} third
 fourth
`
const toPatch = (why: string, diff: string, notes = '') =>
  `${why}\n\nSigned-off-by: Ann Author <ann@example.org>\n---\n${notes}${diff}-- \n2.1.0\n`

const stays = toDiff('a.c', ['one', 'two', 'three'])

/** Two revisions, each a thread of its own, with a review between them. */
const twoRevisions: readonly Buffer[] = [
  mail('v1-0', '[PATCH 0/2] proc: faster names', { day: 1 }),
  mail('v1-1', '[PATCH 1/2] proc: compare', {
    day: 1,
    below: 'v1-0',
    body: toPatch('Compare.', stays),
  }),
  mail('v1-2', '[PATCH 2/2] proc: sort', {
    day: 1,
    below: 'v1-0',
    body: toPatch('Sort.', toDiff('b.c', ['four', 'five', 'six', 'seven', 'eight'])),
  }),
  mail('review', 'Re: [PATCH 1/2] proc: compare', {
    day: 2,
    below: 'v1-1',
    from: 'Bob Reviewer <bob@example.org>',
    body: '> Compare.\nGood.\n\nReviewed-by: Bob Reviewer <bob@example.org>\n',
  }),
  mail('ack', 'Re: [PATCH 2/2] proc: sort', {
    day: 2,
    below: 'v1-2',
    from: 'Carl <carl@example.org>',
    body: 'Acked-by: Carl <other@example.org>\n',
  }),
  mail('v2-0', '[PATCH v2 0/2] proc: faster names', {
    day: 8,
    body: 'Both.\n\nChanges since v1:\n- sort <b>better</b>\n\nAnn (2):\n  a\n',
  }),
  mail('v2-1', '[PATCH v2 1/2] proc: compare', {
    day: 8,
    below: 'v2-0',
    body: toPatch('Compare.\n\nReviewed-by: Bob Reviewer <bob@example.org>', stays),
  }),
  mail('v2-2', '[PATCH v2 2/2] proc: sort', {
    day: 8,
    below: 'v2-0',
    body: toPatch(
      'Sort.',
      toDiff('b.c', ['four', 'five', 'six', 'seven', '<eight>']),
      'v2: eight\n\n',
    ),
  }),
]

describe('revisions that were sent as threads of their own', () => {
  test('are named in the head of each patch, with what changed since', async () => {
    const { text } = await get('v2-2@example.org/', twoRevisions)
    expect(unmarked(text)).toMatch(
      /^Series: v1 2014-06-01 · v2 2014-06-08 \(this\) \(side by side\)/mu,
    )
    expect(text).toContain(`<a href="/${list}/v1-0@example.org/">v1</a>`)
    expect(text).toContain(
      `Diff against <a rel="nofollow" href="/${list}/v2-2@example.org/range-diff/?from=1&amp;to=2#p2">v1</a>`,
    )
  })

  test('are named on what answers them, and on the first', async () => {
    const { text } = await get('review@example.org/', twoRevisions)
    expect(unmarked(text)).toMatch(/^Series: v1 2014-06-01 \(this\) · v2 2014-06-08/mu)
    expect(text).not.toContain('Diff against')
  })

  test('are named on their threads, with how they are known', async () => {
    for (const view of ['t', 'T']) {
      const { text } = await get(`v1-0@example.org/${view}/`, twoRevisions)
      expect(unmarked(text)).toContain(
        'All revisions: v1 2014-06-01, 2 patches (in this thread) · v2 2014-06-08, 2 patches (same sender and title)',
      )
    }
  })

  test('are found in whichever order they arrive', async () => {
    const pages = await Promise.all(
      inManyOrders(twoRevisions).map(async (messages) => [
        (await get('v1-1@example.org/', messages)).text,
        (await get('v2-0@example.org/series/', messages)).text,
      ]),
    )
    for (const page of pages) expect(page).toEqual(pages[0])
  })

  test('are found with patches that nothing refers to', async () => {
    const loose = [
      mail('a1', '[PATCH1/2] proc: compare', { day: 1, body: toPatch('Compare.', stays) }),
      mail('a2', '[PATCH2/2] proc: other', { day: 1, body: toPatch('Other.', stays) }),
      mail('b1', '[PATCHv2] proc: compare', { day: 3, body: toPatch('Compare.', stays) }),
    ]
    const { text } = await get('b1@example.org/series/', loose)
    expect(unmarked(text)).toContain('v1 2014-06-01, 2 patches (no cover letter)')
    expect(unmarked(text)).toContain(
      'v2 2014-06-03, 1 patch; same sender and title; diff against v1',
    )
  })

  test('are not those of somebody else, of another release, or of another list', async () => {
    const others = [
      mail('own', '[PATCH 1/1] proc: compare', { day: 1, body: toPatch('Compare.', stays) }),
      mail('bob', '[PATCH v2 1/1] proc: compare', {
        day: 2,
        from: 'bob@example.org',
        body: toPatch('Compare.', stays),
      }),
      mail('stable', '[PATCH 5.10 v2 1/1] proc: compare', {
        day: 3,
        body: toPatch('Compare.', stays),
      }),
    ]
    const store = aStore()
    await addMail(store, others)
    const elsewhere = mail('far', '[PATCH v2 1/1] proc: compare', { day: 4 })
    await addMail(store, [elsewhere], { toList: 'linux-other' })
    const archive = createArchive({ store: () => store, siteUrl: 'https://patchlore.example' })
    const { body } = await archive.answer(`/${list}/own@example.org/series/`)
    expect(
      body
        .toString()
        .match(/class="revisions">[\s\S]*?<\/ol>/u)?.[0]
        .match(/<li>/gu),
    ).toHaveLength(1)
  })

  test('are found by their change-id, whatever they are called', async () => {
    const named = (id: string, subject: string, day: number) =>
      mail(id, subject, { day, body: `${toPatch('Compare.', stays)}\nchange-id: 20140601-x\n` })
    const { text } = await get('b@example.org/', [
      named('a', '[PATCH] proc: compare', 1),
      named('b', '[PATCH v2] proc: renamed', 2),
    ])
    expect(unmarked(text)).toMatch(/^Series: v1 2014-06-01 · v2 2014-06-02 \(this\)/mu)
  })

  test('a patch that stands alone has no line of its own', async () => {
    const alone = mail('a', '[PATCH] proc: compare', { day: 1, body: toPatch('Compare.', stays) })
    const { text } = await get('a@example.org/', [alone])
    expect(text).not.toContain('<b>Series:</b>')
  })
})

describe('side by side', () => {
  test('each patch has a row, and each revision says what became of it', async () => {
    const { status, text } = await get('v1-2@example.org/series/', twoRevisions)
    expect(status).toBe(200)
    const rows = [...text.matchAll(/<tr>([\s\S]*?)<\/tr>/gu)].map(([, row = '']) =>
      unmarked(row.replaceAll('</td>', ' | ').replaceAll('<br>', ' ')),
    )
    expect(rows.slice(1)).toEqual([
      'proc: compare1/2 +3 -0 | 1/2 +3 -0 trailers changed | ',
      'proc: sort2/2 +5 -0 | 2/2 +5 -0 changed | ',
    ])
    expect(text).toContain(`/${list}/v1-2@example.org/range-diff/?from=1&amp;to=2#p2">changed</a>`)
  })

  test('trailers are told with who gave them where, and whether they were carried', async () => {
    const { text } = await get('v1-2@example.org/series/', twoRevisions)
    expect(text).toContain(
      `<dd><a href="/${list}/review@example.org/">Reviewed-by: Bob Reviewer &lt;bob@example.org&gt;</a> <span class="doubt">(given in a reply)</span></dd>`,
    )
    expect(unmarked(text)).toContain(
      'Acked-by: Carl &lt;other@example.org&gt; (given in a reply, sloppy, not in the next revision)',
    )
    expect(unmarked(text)).toContain('Reviewed-by: Bob Reviewer &lt;bob@example.org&gt; (carried)')
  })

  test('the authors’ own notes are quoted as they are', async () => {
    const { text } = await get('v1-2@example.org/series/', twoRevisions)
    expect(text).toContain(
      '<pre tabindex="0">Changes since v1:\n- sort &lt;b&gt;better&lt;/b&gt;\n</pre>',
    )
    expect(text).toContain('<pre tabindex="0">v2: eight\n</pre>')
  })

  test('what is missing is said', async () => {
    const { text } = await get(
      'v2-0@example.org/series/',
      twoRevisions.filter((_, at) => at !== 7),
    )
    expect(unmarked(text)).toContain('(not here: 2 of 2)')
    expect(unmarked(text)).toContain('dropped, or not here')
    const late = mail('v4', '[PATCH v4] proc: compare', {
      day: 9,
      body: toPatch('Compare.', stays),
    })
    expect((await get('v4@example.org/series/', [late])).text).toContain('archive: v1, v2, v3.')
  })

  test.each([
    ['a mail that is no patch', 'hello@example.org/series/', [aMail()]],
    ['a revision nobody sent', 'v1-0@example.org/range-diff/?from=1&to=7', twoRevisions],
    ['nothing before the first', 'v1-0@example.org/range-diff/', twoRevisions],
  ])('there is nothing for %s', async (_, path, messages) => {
    const { status, text } = await get(path, messages)
    expect(status).toBe(404)
    expect(text).toContain('Nothing to compare')
  })
})

describe('two revisions compared', () => {
  test('show what changed in the changes, as git marks it', async () => {
    const { status, text } = await get('v2-0@example.org/range-diff/?from=1&to=2', twoRevisions)
    expect(status).toBe(200)
    expect(unmarked(text)).toMatch(/2 changed, from v1\sto v2/u)
    expect(text).toContain('<span class="went added">-+eight\n</span>')
    expect(text).toContain('<span class="came added">++&lt;eight&gt;\n</span>')
    expect(text).toContain('<option value="1" selected>v1</option>')
  })

  test('are those before the message and of it where the address names none', async () => {
    const named = await get('v2-0@example.org/range-diff/?from=v1&to=v2', twoRevisions)
    expect(await get('v2-0@example.org/range-diff/', twoRevisions)).toEqual(named)
  })

  test('are text as git prints it', async () => {
    const { headers, text } = await get('v2-1@example.org/range-diff/raw?from=1&to=2', twoRevisions)
    expect(headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(text).toBe(`1:  v1 ! 1:  v2 proc: compare
    @@ Commit message
    ${' '}
         Compare.
    ${' '}
    +    Reviewed-by: Bob Reviewer <bob@example.org>
    +
         Signed-off-by: Ann Author <ann@example.org>
    ${' '}
      ## a.c ##
2:  v1 ! 2:  v2 proc: sort
    @@ b.c: int main(void)
     +five
     +six
     +seven
    -+eight
    ++<eight>
      third
      fourth
`)
  })

  test.each(['series', 'range-diff'])('%s without its slash moves', async (page) => {
    expect(await get(`v2-1@example.org/${page}`, twoRevisions)).toMatchObject({
      status: 301,
      headers: { location: `/${list}/v2-1@example.org/${page}/` },
    })
  })
})
