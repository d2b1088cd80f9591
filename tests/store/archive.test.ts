// The pages of mail over a real store, as whoever follows an address gets them.

import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createArchive } from '#archive'
import { createMboxSplitter } from '#mail'
import { addMail, anArchiveOf, list, someMail } from '../support/archives.ts'
import { toText } from '../support/html.ts'
import { aMail } from '../support/mail.ts'
import { aStore } from '../support/stores.ts'

async function get(path: string, messages = someMail) {
  const { status, headers, body } = await (await anArchiveOf(messages)).answer(path)
  return { status, headers, body, text: body.toString() }
}

const unmarked = (text: string) => text.replaceAll(/<[^>]*>/gu, '')

describe('a message', () => {
  test('has its head, its text, its place in the thread and the way to answer', async () => {
    const { status, text } = await get(`/${list}/review@example.org/`)
    expect(status).toBe(200)
    expect(text).toContain('<h1>Re: [PATCH v2 1/2] proc: compare by content</h1>')
    expect(text).toContain('Bob Reviewer &lt;bob@example.org&gt;')
    expect(text).toContain('<time datetime="2014-05-29T10:00:00.000Z">2014-05-29 10:00</time>')
    expect(text).toContain(
      '<a rel="up" href="/linux-test/one@example.org/">one@example.org</a> (by its References)',
    )
    expect(text).toContain('<a rel="nofollow noreferrer" href="https://example.org/x">')
    expect(unmarked(text)).toContain('&gt; &gt; 3 quoted lines')
    expect(text).toContain('--in-reply-to=review@example.org \\')
    expect(text).toContain('mailto:bob%40example.org?In-Reply-To=%3Creview%40example.org%3E')
    for (const anchor of ['id="b"', 'id="r"', 'id="R"', 'id="related"'])
      expect(text).toContain(anchor)
  })

  test('is answered to its author once, who may have copied themselves', async () => {
    const copied = aMail({
      headers: { From: 'Bob <bob@example.org>', Cc: 'bob@example.org, Carl <carl@example.org>' },
    })
    const { text } = await get(`/${list}/hello@example.org/`, [copied])
    expect(text.match(/bob@example\.org \\$/gmu)).toEqual(['bob@example.org \\'])
    expect(text).toContain('--cc=carl@example.org')
    expect(text).not.toContain('--cc=bob@example.org')
  })

  test('keeps the anchor it has in public-inbox', async () => {
    const { text } = await get(`/${list}/one@example.org/`)
    const digest = createHash('sha1').update('one@example.org').digest('hex')
    expect(text).toContain(`id="m${digest}"`)
  })

  test('shows its diff by file, with signs and anchors of hunks', async () => {
    const { text } = await get(`/${list}/one@example.org/`)
    expect(text).toContain('<summary><b>fs/proc/generic.c</b> +2 -1</summary>')
    expect(text).toMatch(/<a class="hunk" id="(m[\w-]+)" href="#\1">@@ -27,6 \+27,7 @@/u)
    expect(text).toContain('<span class="removed">-\treturn !memcmp')
    expect(text).toContain('<span class="added">+\t/* Compare by content. */\n+\treturn')
    expect(text).toContain('<pre class="trailers"><span id="L3">Signed-off-by: Ann')
  })

  test('leads from versions of a file to the patches that name them', async () => {
    const { text } = await get(`/${list}/one@example.org/`)
    expect(text).toContain(
      `index <a rel="nofollow" href="/${list}/?q=dfblob:0cb01a4b1d9c">0cb01a4b1d9c</a>..<a`,
    )
    const body =
      'diff --git a/x b/x\nnew file mode 100644\nindex 0000000..3d0a4a2\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n'
    const created = await get(`/${list}/hello@example.org/`, [aMail({ body })])
    expect(created.text).toContain(
      `index 0000000..<a rel="nofollow" href="/${list}/?q=dfblob:3d0a4a2">`,
    )
  })

  test('shows a reply as soon as it is there', async () => {
    const store = aStore()
    await addMail(store, someMail)
    const archive = createArchive({ store: () => store, siteUrl: 'https://patchlore.example' })
    const url = `/${list}/one@example.org/`
    const before = (await archive.answer(url)).body.toString()
    expect(before).not.toContain('late@example.org')
    const late = aMail({
      headers: { 'Message-ID': '<late@example.org>', References: '<one@example.org>' },
    })
    await addMail(store, [late])
    for (const page of [url, `${url}T/`]) {
      expect((await archive.answer(page)).body.toString()).toContain('late@example.org')
    }
  })

  test('shows the series it belongs to, and what is missing of it', async () => {
    const { text } = await get(`/${list}/review@example.org/`)
    expect(unmarked(text)).toMatch(/v2 2014-05-28 09:13 proc: faster names \(not here: 2 of 2\)/u)
  })

  test('is drawn as a skeleton with every message and ghost of its thread', async () => {
    const { text } = await get(`/${list}/orphan@example.org/`)
    expect(text).toContain('<a href="/all/gone@example.org/">[not found] gone@example.org</a>')
    expect(text).toContain('[this message]')
  })

  test('is found under any spelling of its name', async () => {
    for (const name of [
      'a%2Fb%25c+d@example.org',
      'a/b%c+d@example.org',
      'a%2Fb%25c%2Bd%40example.org',
    ]) {
      const { status, text } = await get(`/${list}/${name}/`)
      expect(status).toBe(200)
      expect(text).toContain('<h1>an odd name</h1>')
    }
  })

  test.each([
    [`/${list}/one@example.org`, `/${list}/one@example.org/`],
    [`/${list}/one@example.org/T`, `/${list}/one@example.org/T/#u`],
    [`/${list}/one@example.org/t`, `/${list}/one@example.org/t/#u`],
    [`/${list}/m/one@example.org.html`, `/${list}/one@example.org/`],
    [`/${list}/one@example.org/R/`, `/${list}/one@example.org/#R`],
    [`/${list}/a/b%c+d@example.org`, `/${list}/a%2Fb%25c+d@example.org/`],
    [`/${list}`, `/${list}/`],
  ])('%s moves to %s', async (path, to) => {
    expect(await get(path)).toMatchObject({ status: 301, headers: { location: to } })
  })
})

describe('as mail', () => {
  test('raw is the message byte for byte, as an mboxrd', async () => {
    const { headers, body } = await get(`/${list}/one@example.org/raw`)
    expect(headers['content-type']).toBe('text/plain; charset=utf-8')
    const splitter = createMboxSplitter('mboxrd')
    const [message] = [...splitter.push(body), ...splitter.end()]
    expect(Buffer.from(message?.raw ?? []).equals(someMail[1] ?? Buffer.alloc(0))).toBe(true)
  })

  test.each([
    ['a/../<b>"\r\nX: y', 'a-..-b-X-y'],
    ['...', 'message'],
    ['[PATCH v2 1/2] proc: names', 'PATCH-v2-1-2-proc-names'],
  ])('%j is saved as %s', async (subject, name) => {
    const mail = [
      aMail({ headers: { Subject: `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=` } }),
    ]
    const { headers } = await get(`/${list}/hello@example.org/raw`, mail)
    expect(headers['content-disposition']).toBe(`inline; filename="${name}.txt"`)
  })

  test('t.mbox.gz has the whole thread, oldest first', async () => {
    const { headers, body } = await get(`/${list}/review@example.org/t.mbox.gz`)
    expect(headers).toMatchObject({ 'content-type': 'application/gzip' })
    const splitter = createMboxSplitter('mboxrd')
    const messages = [...splitter.push(gunzipSync(body)), ...splitter.end()]
    expect(messages.map(({ raw }) => Buffer.from(raw).toString())).toEqual(
      someMail.slice(0, 3).map(String),
    )
  })

  test('a name that was used twice gives both, and what differs', async () => {
    const twice = [aMail({ body: 'first words\nsame\n' }), aMail({ body: 'other words\nsame\n' })]
    const raw = await get(`/${list}/hello@example.org/raw`, twice)
    expect(raw.text.match(/^From mboxrd@z/gmu)).toHaveLength(2)
    const page = await get(`/${list}/hello@example.org/`, twice)
    expect(page.text).toContain('first words')
    expect(page.text).toContain('other words')
    const { text } = await get(`/${list}/hello@example.org/d/`, twice)
    expect(unmarked(text)).toContain('first words')
    expect(unmarked(text)).not.toContain('same')
  })
})

describe('topics', () => {
  const reply = (id: string, day: number, to?: string) =>
    aMail({
      headers: {
        'Message-ID': `<${id}@example.org>`,
        Subject: id,
        Date: `${day} Jun 2014 10:00:00 +0000`,
        References: to === undefined ? '' : `<${to}@example.org>`,
      },
    })
  const mail = [reply('old', 1), reply('young', 2), reply('late', 3, 'old')]
  const order = (text: string) =>
    [...text.matchAll(/class="topic"[^>]*>(\w+)</gu)].map(([, name]) => name)

  test('stand by their first message, whoever answers them later', async () => {
    const { status, text } = await get(`/${list}/topics_new.html`, mail)
    expect(status).toBe(200)
    expect(order(text)).toEqual(['young', 'old'])
    // Dated by what they stand by: else `old` would stand below an earlier day.
    const days = [...text.matchAll(/<li><time datetime="([\d-]+)T/gu)].map(([, day]) => day)
    expect(days).toEqual(['2014-06-02', '2014-06-01'])
    expect(text).toContain('href="/linux-test/topics_new.atom"')
  })

  test('stand by their most recent message', async () => {
    expect(order((await get(`/${list}/topics_active.html`, mail)).text)).toEqual(['old', 'young'])
  })

  test.each([
    ['new', ['young', 'old']],
    ['active', ['old', 'young']],
  ])('are a feed of first messages, %s', async (by, expected) => {
    const { headers, text } = await get(`/${list}/topics_${by}.atom`, mail)
    expect(headers['content-type']).toContain('application/atom+xml')
    expect([...text.matchAll(/<entry>\n<title>(\w+)/gu)].map(([, name]) => name)).toEqual(expected)
  })

  test('go back in time page by page, each message on one of them, however many share a second', async () => {
    const sent = (number: number, second: number) =>
      aMail({
        headers: {
          'Message-ID': `<n${number}@example.org>`,
          Subject: `n${number}`,
          Date: `1 Jun 2014 10:00:0${second} +0000`,
        },
      })
    const mail = Array.from({ length: 130 }, (_, at) => sent(at, at < 120 ? 1 : 2))
    const archive = await anArchiveOf(mail)
    for (const first of [`/${list}/`, `/${list}/topics_new.html`, `/${list}/topics_active.html`]) {
      const found: string[] = []
      for (let url: string | undefined = first; url !== undefined; ) {
        const text = (await archive.answer(url)).body.toString()
        found.push(...(order(text) as string[]))
        url = /rel="next" href="([^"]*)"/u.exec(text)?.[1]?.replaceAll('&amp;', '&')
      }
      expect(found).toHaveLength(130)
      expect(new Set(found).size).toBe(130)
    }
  })

  test('are dated by what was said up to the moment they are shown at', async () => {
    const { text } = await get(`/${list}/?t=20140602`, mail)
    expect(order(text)).toEqual(['young', 'old'])
    expect(text).toContain('<li><time datetime="2014-06-01T')
  })
})

describe('about a list', () => {
  test('it can be searched as the help says, in plain text', async () => {
    const { headers, text } = await get(`/${list}/_/text/help/raw`)
    expect(headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(text).toMatch(/^ {2}dfhh:.* {2}\S/mu)
    for (const own of ['f', 'l', 'mid', 'rt', 'year']) expect(text).toContain(`\n  ${own}:`)
    // Entries alone have these; on a list they would find nothing.
    for (const other of ['stance', 'who', 'topic', 'commit']) {
      expect(text).not.toContain(`\n  ${other}:`)
    }
    expect(await get(`/${list}/_/text/help`)).toMatchObject({ status: 301 })
  })

  test.each([
    ['help', 'dfhh:'],
    ['mirror', `https://patchlore.example/${list}/all.mbox.gz`],
    ['config', `[publicinbox "${list}"]`],
    ['color', '.added'],
  ])('%s is a page, and the same text raw', async (name, words) => {
    const page = await get(`/${list}/_/text/${name}/`)
    const raw = await get(`/${list}/_/text/${name}/raw`)
    expect(page.headers['content-type']).toContain('text/html')
    expect(raw.text).toContain(words)
    expect(toText(page.text)).toContain(raw.text.replaceAll(/\s+/gu, ' ').trim())
  })

  test('its configuration has the address its List-Id is made of', async () => {
    const mail = [aMail({ headers: { 'List-Id': 'A list <linux-test.lists.example.org>' } })]
    const { text } = await get(`/${list}/_/text/config/raw`, mail)
    expect(text).toContain('\taddress = linux-test@lists.example.org\n')
    expect(text).toContain('\tlistid = linux-test.lists.example.org\n')
  })

  test('everything is one file, in the order it was taken in', async () => {
    const archive = await anArchiveOf(someMail)
    const streamed = archive.answerStream(`/${list}/all.mbox.gz`)
    expect(streamed?.headers['content-type']).toBe('application/gzip')
    const pieces = (await streamed?.open().toArray()) as Buffer[]
    const splitter = createMboxSplitter('mboxrd')
    const messages = [...splitter.push(gunzipSync(Buffer.concat(pieces))), ...splitter.end()]
    expect(messages.map(({ raw }) => Buffer.from(raw).toString())).toEqual(someMail.map(String))
    for (const url of [`/${list}/`, '/other/all.mbox.gz', '/all/all.mbox.gz'])
      expect(archive.answerStream(url)).toBeUndefined()
  })

  test.each(['0/info/refs?service=git-upload-pack', 'info/refs', 'manifest.js.gz'])(
    'to clone %s is refused in words that git shows',
    async (path) => {
      const { status, headers, text } = await get(`/${list}/${path}`)
      expect(status).toBe(404)
      expect(headers['content-type']).toBe('text/plain; charset=utf-8')
      expect(text).toContain('/linux-test/all.mbox.gz')
    },
  )

  test('a version of a file is not rebuilt, and its page says where else it may be', async () => {
    const { status, text } = await get(`/${list}/d1a39c1f4b7b/s/`)
    expect(status).toBe(404)
    expect(text).toContain(`href="https://lore.kernel.org/${list}/d1a39c1f4b7b/s/"`)
  })
})

describe('a thread', () => {
  test('is flat by date or nested by who answers whom', async () => {
    for (const view of ['T', 't']) {
      const { text } = await get(`/${list}/one@example.org/${view}/`)
      const [messages = ''] = text.split('<section class="series">')
      const order = ['faster names', 'compare by content', 'Reviewed-by: Bob'].map((words) =>
        messages.lastIndexOf(words),
      )
      expect([...order].sort((a, b) => a - b)).toEqual(order)
      expect(text).toContain('id="u"')
      expect(text).toContain('only new text')
      expect(text.includes('class="in in2"')).toBe(view === 't')
    }
  })

  test('can be read without what is quoted, which an address of its own says', async () => {
    for (const view of ['T', 't']) {
      const url = `/${list}/one@example.org/${view}/`
      expect((await get(url)).text).toContain(`href="${url}?quotes=no#u"`)
      const { text } = await get(`${url}?quotes=no`)
      expect(text).not.toContain('class="quote')
      expect(text).not.toContain('quoted lines')
      expect(text).toContain('Reviewed-by: Bob Reviewer')
      expect(text).toContain(`href="${url}#u"`)
    }
  })

  test('is an Atom feed', async () => {
    const { headers, text } = await get(`/${list}/one@example.org/t.atom`)
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    expect(text.startsWith('<?xml version="1.0" encoding="utf-8"?>\n<feed')).toBe(true)
    expect(text.match(/<entry>/gu)).toHaveLength(3)
    expect(text).toContain('<id>https://patchlore.example/linux-test/review@example.org/</id>')
  })
})

describe('attachments', () => {
  const name = 'a%2Fb%25c+d@example.org'

  test('are linked, and shown where they are text', async () => {
    const { text } = await get(`/${list}/${name}/`)
    expect(text).toContain(`<a href="/${list}/${name}/2-x.html">x.html</a> text/html`)
    expect(text).toContain('<span class="added">+b')
    expect(text).not.toContain('<script>alert')
  })

  test('are never handed out as something a browser would run', async () => {
    const page = await get(`/${list}/${name}/2-x.html`)
    expect(page.headers).toEqual({
      'content-type': 'application/octet-stream',
      'content-disposition': "attachment; filename*=UTF-8''x.html",
    })
    const patch = await get(`/${list}/${name}/3-whatever`)
    expect(patch.headers).toEqual({ 'content-type': 'text/plain; charset=utf-8' })
    expect(patch.text).toContain('+++ b/x')
    expect(await get(`/${list}/${name}/9-x`)).toMatchObject({ status: 404 })
  })
})

test.each([
  ['', `/${list}/`],
  ['new.html', '/search'],
  ['topics_new.html', `/${list}/`],
  ['one@example.org/', '/search'],
  ['one@example.org/T/', '/search'],
  ['_/text/help/', '/search'],
])('/%s has one box to search with, which %s answers', async (path, action) => {
  const { text } = await get(`/${list}/${path}`)
  const forms = [...text.matchAll(/<form[^>]*action="([^"]*)" role="search"/gu)]
  expect(forms.map(([, asked]) => asked)).toEqual([action])
  expect(text).toContain('<label for="q">')
  expect(text).toContain('<input id="q"')
})

describe('a list', () => {
  test('shows its newest topics, each with its first subject and how many messages it has', async () => {
    const { text } = await get(`/${list}/`)
    const topics = [...text.matchAll(/<li>.*<\/li>/gu)].map(([line]) => unmarked(line))
    expect(topics).toEqual([
      '2014-05-31 10:00 an odd name Ann Author, 1 message nested mbox.gz',
      '2014-05-30 10:00 Re: something else Ann Author, 1 message nested mbox.gz',
      '2014-05-29 10:00 [PATCH v2 0/2] proc: faster names Ann Author, 3 messages nested mbox.gz',
    ])
  })

  test('goes back in time', async () => {
    expect((await get(`/${list}/?t=20140530`)).text).not.toContain('an odd name')
    expect((await get(`/${list}/?t=2001`)).text).toContain('No message is as old as that')
  })

  test('pages through all topics, none lost and none twice', async () => {
    const many = Array.from({ length: 130 }, (_, at) =>
      aMail({
        headers: {
          'Message-ID': `<topic-${at}@example.org>`,
          Subject: `topic ${at}`,
          Date: new Date(Date.UTC(2014, 4, 1) + at * 60_000).toUTCString(),
        },
      }),
    )
    const archive = await anArchiveOf(many)
    const seen: string[] = []
    let next: string | undefined = `/${list}/`
    while (next !== undefined && seen.length < 500) {
      const text = (await archive.answer(next)).body.toString()
      seen.push(
        ...[...text.matchAll(/class="topic"[^>]*>([^<]*)</gu)].map(([, title = '']) => title),
      )
      next = /<a rel="next" href="([^"]+)"/u.exec(text)?.[1]
    }
    expect(seen).toEqual(Array.from({ length: 130 }, (_, at) => `topic ${129 - at}`))
  })

  test('has its newest messages as a page and as a feed', async () => {
    expect(unmarked((await get(`/${list}/new.html`)).text)).toMatch(
      /an odd name[\s\S]*faster names/u,
    )
    for (const path of ['new.atom', 'atom.xml']) {
      expect((await get(`/${list}/${path}`)).text.match(/<entry>/gu)).toHaveLength(5)
    }
  })
})

describe('wherever it is', () => {
  test('a message on one list is gone to, one on several can be chosen', async () => {
    const store = aStore()
    await addMail(store, someMail)
    await addMail(store, someMail.slice(0, 1), { toList: 'linux-other' })
    const archive = createArchive({ store: () => store, siteUrl: 'https://patchlore.example' })
    expect(await archive.answer('/all/one@example.org/')).toMatchObject({
      status: 302,
      headers: { location: '/linux-test/one@example.org/' },
    })
    const choice = await archive.answer('/all/cover@example.org/')
    expect(choice.status).toBe(300)
    expect(choice.body.toString()).toContain('href="/linux-other/cover@example.org/"')
    expect((await archive.answer('/all/')).body.toString()).toContain('href="/linux-other/"')
    const elsewhere = await archive.answer('/linux-other/one@example.org/')
    expect(elsewhere.status).toBe(404)
    expect(elsewhere.body.toString()).toContain('href="/linux-test/one@example.org/"')
  })

  test('a message nobody has says where else it may be', async () => {
    const { status, text } = await get(`/${list}/gone@example.org/`)
    expect(status).toBe(404)
    expect(text).toContain('Other messages refer to it.')
    expect(text).toContain('https://lore.kernel.org/all/gone@example.org/')
  })

  test('a name that was cut off offers those that begin like it', async () => {
    const { status, text } = await get(`/${list}/review@exam/`)
    expect(status).toBe(404)
    expect(text).toContain('href="/linux-test/review@example.org/"')
  })

  test.each([
    ['/r/one@example.org', '/all/one@example.org/'],
    ['/r/https://lore.kernel.org/linux-mm/a%2Fb@x/T/', '/all/a%2Fb@x/'],
    ['/r/https://marc.info/?l=linux&i=one@example.org', '/all/one@example.org/'],
    ['/r/710585d4922f', '/search?q=710585d4922f'],
    ['/r/https://evil.example/', '/search?q=https%3A%2F%2Fevil.example%2F'],
    ['/r//evil.example', '/search?q=%2Fevil.example'],
  ])('%s leads to %s, and never to another host', async (path, to) => {
    expect(await get(path)).toMatchObject({ status: 302, headers: { location: to } })
  })

  test('only addresses of lists and the two of all lists are its own', async () => {
    const archive = await anArchiveOf(someMail)
    const own = ['/all/', '/r/x', `/${list}`, `/${list}/?t=1`, `/${list}/%`].map(archive.owns)
    expect(own).toEqual([true, true, true, true, true])
    expect(['/', '/threads', '/search?q=x', '/no-list/', '/%'].map(archive.owns)).not.toContain(
      true,
    )
  })
})

describe('hostile mail', () => {
  const poison = `"><script>alert(1)</script><style>*{}</style><img src=//evil.example/x onerror=alert(1)>'`
  const hostile = [
    aMail({
      headers: {
        'Message-ID': `<${'"onmouseover=alert(1)'}@example.org>`,
        From: `"${poison.replaceAll('"', '\\"')}" <ann@example.org>`,
        To: `${poison} <to@example.org>`,
        Subject: poison,
        'Content-Type': 'multipart/mixed; boundary=b',
      },
      body: `--b\nContent-Type: text/plain\n\n${poison}\n> ${poison}\n\u202E reversed \u200B\nhttps://evil.example/"onclick="alert(1)\njavascript:alert(1)\nAcked-by: ${poison} <a@b>\n--- a/${poison}\n+++ b/${poison}\n@@ -1 +1 @@ ${poison}\n-${poison}\n+${poison}\n-- \n${poison}\n--b\nContent-Type: text/html; name="${poison.replaceAll('"', "'")}"\nContent-Disposition: attachment\n\n${poison}\n--b--\n`,
    }),
    aMail({
      headers: { 'Message-ID': '<html@example.org>', 'Content-Type': 'text/html', Subject: 'HTML' },
      body: `${poison}\uFFFE\uFFFF<p>words <a href="javascript:alert(1)">x</a>`,
    }),
    aMail({
      headers: { 'Message-ID': '<deep@example.org>', Subject: 'deep' },
      body: `${'>'.repeat(10_000)} x\n${'> '.repeat(5_000)}\n`.repeat(20),
    }),
  ]
  const odd = '%22onmouseover=alert(1)@example.org'

  test.each([
    `/${list}/${odd}/`,
    `/${list}/${odd}/T/`,
    `/${list}/${odd}/t/`,
    `/${list}/${odd}/d/`,
    `/${list}/html@example.org/`,
    `/${list}/deep@example.org/`,
    `/${list}/`,
    `/${list}/new.html`,
    `/${list}/${encodeURIComponent(poison)}/`,
    `/all/${encodeURIComponent(poison)}/`,
  ])('on %s is text and nothing else', async (path) => {
    const { text } = await get(path, hostile)
    const tags = [...text.matchAll(/<[a-z!/][^>]*>/giu)].map(([tag]) => tag)
    const allowed =
      /^<(?:\/|(?:!doctype|html|head|meta|title|link|script src="\/(?:theme|mail-keys)\.js"|body|header|nav|form|label|input|button|main|article|h[12]|div|time|pre|details|summary|span|a|b|p|section|ul|ol|li|footer)(?=[\s>]))/iu
    expect(tags.filter((tag) => !allowed.test(tag))).toEqual([])
    const attributes = tags.flatMap((tag) => [...tag.matchAll(/\s([\w-]+)(?:="([^"]*)")?/gu)])
    expect(attributes.filter(([, name = '']) => /^on|^style$/iu.test(name))).toEqual([])
    const addresses = attributes.filter(([, name = '']) => name === 'src' || name === 'href')
    const safe = /^(?:\/(?!\/)|#|https?:\/\/|mailto:|raw$)/u
    expect(addresses.filter(([, , value = '']) => !safe.test(value))).toEqual([])
    expect(text).not.toMatch(/[\u202E\u200B]/u)
  })

  test('in a feed is well-formed', async () => {
    const { text } = await get(`/${list}/new.atom`, hostile)
    expect(text).not.toContain('<script')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them
    expect(text).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/u)
    expect(text.match(/<entry>/gu)).toHaveLength(3)
    expect(text.match(/<\/entry>/gu)).toHaveLength(3)
  })
})
