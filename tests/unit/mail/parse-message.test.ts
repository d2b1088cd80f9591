import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { extractPart, parseMessage } from '#mail'
import { aMail, idIfMissing, parseMail } from '../../support/mail.ts'

const kindsOf = ({ faults }: { faults: readonly { kind: string }[] }) =>
  faults.map(({ kind }) => kind)
const textOf = ({ parts }: { parts: readonly { text: string }[] }) => parts[0]?.text

describe('headers', () => {
  test('a plain message gives its author, subject, date and text', async () => {
    const message = await parseMail({ body: 'First line.\nSecond line.\n' })
    expect(message).toMatchObject({
      messageId: 'hello@example.org',
      from: [{ name: 'Ann Author', address: 'ann@example.org' }],
      to: [{ name: '', address: 'list@example.org' }],
      subject: 'hello',
      dateMs: Date.UTC(2014, 4, 28, 9, 13, 45),
      faults: [],
    })
    expect(textOf(message)).toBe('First line.\nSecond line.\n')
  })

  test('folded headers are one line, encoded words are read', async () => {
    const message = await parseMail({
      headers: {
        Subject: '[PATCH 1/2] proc:\n =?utf-8?q?gr=C3=BCn?= and\n\tblue',
        From: '=?iso-8859-1?Q?J=F6rg?= Example <joerg@example.org>',
      },
    })
    expect(message.subject).toBe('[PATCH 1/2] proc: grün and blue')
    expect(message.from).toEqual([{ name: 'Jörg Example', address: 'joerg@example.org' }])
  })

  test('addresses are found in quotes, comments, groups and without a name', async () => {
    const message = await parseMail({
      headers: {
        To: '"Doe, Jane" <jane@example.org>, bob@example.org, Team: carl@example.org;',
      },
    })
    expect(message.to.map(({ address }) => address)).toEqual([
      'jane@example.org',
      'bob@example.org',
      'carl@example.org',
    ])
    expect(message.to[0]?.name).toBe('Doe, Jane')
  })

  test.each([
    ['utf-8', Buffer.from('Subject: grün\n\nx\n'), 'grün'],
    ['latin-1', Buffer.from('Subject: gr\u00FCn\n\nx\n', 'latin1'), 'grün'],
  ])('raw %s bytes in a header are read and reported', async (_, raw, subject) => {
    const message = await parseMessage(raw, { idIfMissing })
    expect(message.subject).toBe(subject)
    expect(kindsOf(message)).toContain('header-not-ascii')
  })

  test('a message without a Message-ID is named by its digest and reported', async () => {
    const message = await parseMail({ headers: { 'Message-ID': '' } })
    expect(message.messageId).toBe(idIfMissing)
    expect(kindsOf(message)).toEqual(['message-id-missing'])
  })

  test('of two Message-IDs the first is taken and the other kept', async () => {
    const message = await parseMail({
      headers: { 'Message-ID': '<one@example.org>\nMessage-ID: <two@example.org>' },
    })
    expect(message.messageId).toBe('one@example.org')
    expect(message.otherMessageIds).toEqual(['two@example.org'])
    expect(kindsOf(message)).toEqual(['message-id-double'])
  })

  test.each([
    ['a slash, a percent sign and a plus', '<a/b%c+d@example.org>', 'a/b%c+d@example.org'],
    ['no brackets', 'bare@example.org', 'bare@example.org'],
    ['a fold inside', '<long\n name@example.org>', 'longname@example.org'],
  ])('a Message-ID with %s is a name', async (_, written, messageId) => {
    expect((await parseMail({ headers: { 'Message-ID': written } })).messageId).toBe(messageId)
  })

  test('a date that cannot be read is reported, and the last server’s is there', async () => {
    const message = await parseMail({
      headers: {
        Date: 'yesterday, I think',
        Received: 'from a by b; Thu, 29 May 2014 10:00:00 +0000',
      },
    })
    expect(message.dateMs).toBeUndefined()
    expect(message.receivedMs).toBe(Date.UTC(2014, 4, 29, 10))
    expect(message.faults).toEqual([{ kind: 'date-unparsable', detail: 'yesterday, I think' }])
  })

  test.each([
    ['Wed, 28 May 2014 19:13:45 +1000', '2014-05-28T09:13:45'],
    ['28 May 2014 19:13 EDT', '2014-05-28T23:13:00'],
    ['Wed, 28 May 14 19:13:45 GMT (UTC)', '2014-05-28T19:13:45'],
    ['Fri, 3 Jan 97 04:05:06 -0800', '1997-01-03T12:05:06'],
    ['Wed May 28 19:13:45 2014', '2014-05-28T19:13:45'],
    ['2014-05-28T19:13:45Z', '2014-05-28T19:13:45'],
    ['Wed, 15 Jul 2026 19:54:58 +2000', '2026-07-15T19:54:58'],
  ])('the date %s is read', async (written, iso) => {
    const { dateMs } = await parseMail({ headers: { Date: written } })
    expect(new Date(dateMs ?? 0).toISOString()).toBe(`${iso}.000Z`)
  })

  test.each([
    '31 Foo 2014 10:00:00 +0000',
    '28 May 2914 10:00:00 +0000',
    '28 May 2014 30:00:00 +0000',
  ])('what only looks like a date is none: %s', async (written) => {
    expect((await parseMail({ headers: { Date: written } })).dateMs).toBeUndefined()
  })
})

describe('the parent', () => {
  test('is the last of References, whatever In-Reply-To says', async () => {
    const message = await parseMail({
      headers: { References: '<a@x>\n <b@x>', 'In-Reply-To': '<c@x>' },
    })
    expect(message).toMatchObject({ references: ['a@x', 'b@x'], parentFrom: 'references' })
  })

  test('is in In-Reply-To where there are no References', async () => {
    const message = await parseMail({ headers: { 'In-Reply-To': '<c@x> (Ann, on Monday)' } })
    expect(message).toMatchObject({ references: ['c@x'], parentFrom: 'in-reply-to' })
  })

  test('is no person, and no answer to a prompt', async () => {
    const message = await parseMail({
      headers: { 'In-Reply-To': 'Message from Ann <ann@example.org>', References: '<y>' },
    })
    expect(message).toMatchObject({ references: [], parentFrom: undefined })
  })
})

describe('charsets', () => {
  const cyrillic = Buffer.from([0xd0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4])
  const chinese = Buffer.from([0xc4, 0xe3, 0xba, 0xc3])
  const japanese = Buffer.from('\u001B$B$3$s$K$A$O\u001B(B', 'latin1')

  test.each([
    ['koi8-r', cyrillic, 'привет'],
    ['GBK', chinese, '你好'],
    ['gb2312', chinese, '你好'],
    ['cp936', chinese, '你好'],
    ['iso-2022-jp', japanese, 'こんにちは'],
    ['"utf-8"', Buffer.from('grün'), 'grün'],
    ['us-ascii', Buffer.from('grün'), 'grün'],
    ['iso-8859-1', Buffer.from('gr\u00FCn', 'latin1'), 'grün'],
    ['windows-1252', Buffer.from([0x80]), '€'],
  ])('text in %s is read', async (charset, body, text) => {
    const message = await parseMail({
      headers: { 'Content-Type': `text/plain; charset=${charset}` },
      body,
    })
    expect(textOf(message)).toBe(text)
    expect(message.faults).toEqual([])
  })

  test.each(['y', '8-bit', 'unknown-8bit', 'x-nobody-knows'])(
    'charset=%s is UTF-8 if the bytes are, and windows-1252 if not; both are reported',
    async (charset) => {
      const headers = { 'Content-Type': `text/plain; charset=${charset}` }
      const one = await parseMail({ headers, body: 'grün' })
      const other = await parseMail({ headers, body: Buffer.from('gr\u00FCn', 'latin1') })
      expect([textOf(one), textOf(other)]).toEqual(['grün', 'grün'])
      expect(one.faults).toEqual([{ kind: 'charset-unknown', detail: `charset=${charset}` }])
      expect(kindsOf(other)).toEqual(['charset-unknown'])
    },
  )

  test('bytes that are not the UTF-8 they claim to be are reported', async () => {
    const message = await parseMail({
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
      body: Buffer.from('a gr\u00FCn b', 'latin1'),
    })
    expect(kindsOf(message)).toEqual(['charset-wrong'])
  })

  test('a part of a multipart in charset=y is read as well', async () => {
    const message = await parseMail({
      headers: { 'Content-Type': 'multipart/mixed; boundary=b' },
      body: '--b\nContent-Type: text/plain; charset=y\nContent-Transfer-Encoding: 8bit\n\ngrün\n--b--\n',
    })
    expect(textOf(message)?.trim()).toBe('grün')
  })
})

describe('text', () => {
  test.each([
    ['quoted-printable', 'gr=C3=BCn and a long=\n line  \n', 'grün and a long line\n'],
    ['base64', `${Buffer.from('grün\n').toString('base64')}\n`, 'grün\n'],
    ['8bit', 'grün\n', 'grün\n'],
    ['nonsense', 'grün\n', 'grün\n'],
  ])('transfer encoding %s is undone', async (encoding, body, text) => {
    const headers = {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Transfer-Encoding': encoding,
    }
    expect(textOf(await parseMail({ headers, body }))).toBe(text)
  })

  test('flowed lines are joined, quotes by their depth, and a signature stays', async () => {
    const message = await parseMail({
      headers: { 'Content-Type': 'text/plain; format=flowed' },
      body: '> a quote \n> goes on\n>> deeper\nOne sentence \nin two lines.\n From a stuffed line\n-- \nAnn\n',
    })
    expect(textOf(message)).toBe(
      '> a quote goes on\n>> deeper\nOne sentence in two lines.\nFrom a stuffed line\n-- \nAnn\n',
    )
  })

  test('with delsp=yes the space at the end of a flowed line was none', async () => {
    const message = await parseMail({
      headers: { 'Content-Type': 'text/plain; format=flowed; delsp=yes' },
      body: 'super \ncalifragilistic\n',
    })
    expect(textOf(message)).toBe('supercalifragilistic\n')
  })

  test('HTML alone becomes text, its scripts and styles nothing', async () => {
    const message = await parseMail({
      headers: { 'Content-Type': 'text/html; charset=utf-8' },
      body: '<html><head><style>p{color:red}</style></head><body><p>One &amp; two &lt;three&gt;</p><script>alert(1)</script><blockquote>said before</blockquote><ul><li>first<li>second</ul>a<br>b &#x1F427; &nosuch; 1 < 2</body>',
    })
    expect(message.parts[0]).toMatchObject({ kind: 'html', mediaType: 'text/html' })
    expect(textOf(message)).toBe(
      'One & two <three>\n> said before\n* first\n* second\na\nb 🐧 &nosuch; 1 < 2',
    )
  })

  test.each([
    'svg',
    'math',
    'style',
    'script',
    'title',
    'textarea',
    'select',
    'option',
    'template',
    'noscript',
    'object',
    'iframe',
    'xmp',
    'head',
    'form hidden',
    'a title="b',
    '!-- a comment',
    '!doctype',
  ])('<%s that is begun and never ended hides no words', async (tag) => {
    for (const opening of [`<${tag}>`, `<${tag}`]) {
      const message = await parseMail({
        headers: { 'Content-Type': 'text/html' },
        body: `<p>first ${opening} second <p>and third`,
      })
      expect(textOf(message), opening).toContain('first')
      expect(textOf(message), opening).toContain('and third')
    }
  })

  test.each([
    ['<noscript>shown</noscript> <object>and this</object>', 'shown and this'],
    ['<svg><text>drawn</text></svg> and said', 'drawn and said'],
    ['<svg><style>seen</svg> words </style>', 'seen words'],
    ['<svg/><style>a{}</style>words', 'words'],
    ['<textarea><style></textarea>words</style>', '<style>words'],
    ['<textarea><!--</textarea>words', '<!--words'],
    ['<style>a{}</styles>b{}</style >words', 'words'],
    ['a<!-->b<!-- c --!>d<!-- e -->f', 'abdf'],
    ['<head><title>t</title><p>words', 'words'],
  ])('%s is %j', async (body, text) => {
    const message = await parseMail({ headers: { 'Content-Type': 'text/html' }, body })
    expect(textOf(message)).toBe(text)
  })

  test('of an alternative the plain text is shown and the HTML attached', async () => {
    const message = await parseMail({
      headers: { 'Content-Type': 'multipart/alternative; boundary=b' },
      body: '--b\nContent-Type: text/plain\n\nplain\n--b\nContent-Type: text/html\n\n<b>rich</b>\n--b--\n',
    })
    expect(message.parts.map(({ kind, mediaType }) => [kind, mediaType])).toEqual([
      ['text', 'text/plain'],
      ['attached', 'text/html'],
    ])
    expect(textOf(message)?.trim()).toBe('plain')
  })
})

describe('parts', () => {
  const nested = aMail({
    headers: { 'Content-Type': 'multipart/mixed; boundary=outer' },
    body: [
      '--outer',
      'Content-Type: multipart/alternative; boundary=inner',
      '',
      '--inner',
      'Content-Type: text/plain',
      '',
      'words',
      '--inner--',
      '--outer',
      'Content-Type: text/x-patch; name="../../etc/0001-fix.patch"',
      'Content-Disposition: attachment; filename="../../etc/0001-fix.patch"',
      '',
      '--- a/x',
      '+++ b/x',
      '--outer',
      'Content-Type: application/octet-stream; name=core',
      'Content-Transfer-Encoding: base64',
      '',
      'AAEC',
      '--outer--',
      '',
    ].join('\n'),
  })

  test('nested multiparts give text first, then attachments without their paths', async () => {
    const { parts } = await parseMessage(nested, { idIfMissing })
    expect(parts.map(({ number, kind, name }) => [number, kind, name])).toEqual([
      [1, 'text', ''],
      [2, 'attached', '0001-fix.patch'],
      [3, 'attached', 'core'],
    ])
    expect(parts[1]?.text).toContain('+++ b/x')
    expect(parts[2]).toMatchObject({ text: '', bytes: 3 })
  })

  test('an attachment can be taken out again, byte for byte', async () => {
    const core = await extractPart(nested, 3)
    expect(Buffer.from(core?.content ?? []).toString('hex')).toBe('000102')
    expect(await extractPart(nested, 9)).toBeUndefined()
  })

  test.each([
    ['a patch', 'Mend é.\n--- a/x\n+++ b/x\n', true],
    ['bytes', '\u0001\u0002', false],
    ['Latin-1', Buffer.from('caf\u00E9', 'latin1'), false],
    ['nothing', '', false],
  ])('what is sent as any bytes is read if it can be printed: %s', async (_, content, isRead) => {
    const { parts } = await parseMail({
      headers: {
        'Content-Type': 'application/octet-stream; name=patch',
        'Content-Transfer-Encoding': 'base64',
      },
      body: `${Buffer.from(content).toString('base64')}\n`,
    })
    expect(parts[0]?.kind).toBe('attached')
    expect(parts[0]?.text).toBe(isRead ? content : '')
  })

  test.each([
    ['', ''],
    ['..', ''],
    ['C:\\Users\\ann\\core.txt', 'core.txt'],
    ['a"b<c>\u202Etxt.exe', 'a_b_c_txt.exe'],
  ])('the attachment name %j is kept as %j', async (written, name) => {
    const { parts } = await parseMail({
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': `attachment; filename*=utf-8''${encodeURIComponent(written)}`,
      },
    })
    expect(parts[0]?.name).toBe(name)
  })
})

describe('hostile mail', () => {
  const within = async (ms: number, raw: Uint8Array) => {
    const started = performance.now()
    const message = await parseMessage(raw, { idIfMissing })
    expect(performance.now() - started).toBeLessThan(ms)
    return message
  }

  test('100 000 parts are shown raw', async () => {
    const body = `${'--b\nContent-Type: text/plain\n\nx\n'.repeat(100_000)}--b--\n`
    const raw = aMail({ headers: { 'Content-Type': 'multipart/mixed; boundary=b' }, body })
    const message = await within(5_000, raw)
    expect(kindsOf(message)).toEqual(['mime-unparsable'])
    expect(textOf(message)?.startsWith('--b')).toBe(true)
  })

  test('40 000 messages within messages are shown raw, and a digest of 100 is not', async () => {
    const headers = { 'Content-Type': 'message/rfc822' }
    const nested = Buffer.from('Content-Type: message/rfc822\n\n'.repeat(40_000))
    expect(kindsOf(await within(2_000, aMail({ headers, body: nested })))).toEqual([
      'mime-unparsable',
    ])
    const digest = `${'--b\nContent-Type: message/rfc822\n\nSubject: one\n\ntext\n'.repeat(100)}--b--\n`
    const message = await parseMail({
      headers: { 'Content-Type': 'multipart/digest; boundary=b' },
      body: digest,
    })
    expect(kindsOf(message)).toEqual([])
  })

  test('multiparts within multiparts end at a depth', async () => {
    const levels = Array.from({ length: 500 }, (_, at) => `b${at}`)
    const body = levels
      .map(
        (name, at) =>
          `--${levels[at - 1] ?? 'top'}\nContent-Type: multipart/mixed; boundary=${name}\n\n`,
      )
      .join('')
    const raw = aMail({ headers: { 'Content-Type': 'multipart/mixed; boundary=top' }, body })
    expect(kindsOf(await within(5_000, raw))).toEqual(['mime-unparsable'])
  })

  test('headers without end are read as far as the limit, and the body is found behind them', async () => {
    const raw = aMail({ headers: { 'X-Long': 'a '.repeat(600_000) }, body: 'the body\n' })
    const message = await within(5_000, raw)
    expect(kindsOf(message)).toContain('header-too-long')
    expect(textOf(message)).toBe('the body\n')
  })

  test.each([
    ['a header folded 100 000 times', { Subject: `a${'\n b'.repeat(100_000)}` }],
    ['100 000 addresses', { To: 'a@x, '.repeat(100_000) }],
    ['a quote that never ends in addresses', { To: `"${'a'.repeat(200_000)}` }],
    ['100 000 references', { References: '<a@x> '.repeat(100_000) }],
    ['a content type of parameters', { 'Content-Type': `text/plain${'; a="'.repeat(50_000)}` }],
  ])('%s takes no time to speak of', async (_, headers) => {
    const message = await within(5_000, aMail({ headers }))
    expect(textOf(message)).toBe('Hello.\n')
  })

  test.each([
    ['open tags', '<'.repeat(300_000)],
    ['blockquotes 100 000 deep', '<blockquote>'.repeat(100_000)],
    ['scripts that never end', '<script>'.repeat(50_000)],
    ['ends that never end', `<style>${'</style '.repeat(50_000)}`],
    ['comments that never end', '<!--'.repeat(100_000)],
    ['tags that never end', '<a '.repeat(100_000)],
    ['quotes that never end', '<a b="'.repeat(20_000)],
    ['references', '&'.repeat(300_000)],
  ])('HTML of %s takes no time to speak of', async (_, body) => {
    await within(5_000, aMail({ headers: { 'Content-Type': 'text/html' }, body }))
  })

  test('no bytes at all, or any bytes, are a message', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const message = await parseMessage(bytes, { idIfMissing })
        expect(message.parts.length).toBeGreaterThan(0)
      }),
      { seed: 6, numRuns: 300 },
    )
  })

  test('mail made of broken pieces of mail never throws', async () => {
    const piece = fc.constantFrom(
      ...['From: ', 'Subject: =?utf-8?q?', '?=', '<a@b>', '\n', '\n\n', '\r\n', ' ', '\t', '\0'],
      ...[
        'Content-Type: multipart/mixed; boundary=b',
        '--b',
        '--b--',
        'charset=y',
        '>From ',
        '=3D=',
      ],
      ...[
        'Content-Type: message/rfc822',
        'Content-Transfer-Encoding: base64',
        '"',
        ';',
        '(',
        '@@ ',
      ],
      ...['diff --git a/x b/x', '--- a/x', '+++ b/x', '@@ -1,2 +1,2 @@', '<script>', '\u202E', 'é'],
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        const message = await parseMessage(Buffer.from(pieces.join('')), { idIfMissing })
        expect(message.messageId).not.toBe('')
      }),
      { seed: 6, numRuns: 500 },
    )
  })
})
