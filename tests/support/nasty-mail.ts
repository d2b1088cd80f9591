// Mail that tries to run, to style, to load, or to look like something else. Made up, as all mail here.

import { aMail } from './mail.ts'

/** What no page may ever ask for. */
export const evilHost = 'evil.example'

const breakOut = `"'></pre></title></style></textarea>--><script>document.title='run'</script>`
const load = `<img src=//${evilHost}/x onerror=alert(1)><svg/onload=alert(1)>`
const restyle = `</style><style>*{display:none}@import url(//${evilHost}/x.css)</style>`
const poison = `${breakOut}${load}${restyle}`

const encode = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`

function nasty(
  name: string,
  headers: Readonly<Record<string, string>> = {},
  body = 'Hello.\n',
): Buffer {
  const all = { 'Message-ID': `<${name}@nasty.example>`, Subject: name, ...headers }
  return aMail({ headers: all, body })
}

const inEveryHeader = nasty(
  'headers',
  {
    'Message-ID': `<"><script>alert(1)</script>@nasty.example>`,
    From: `${encode(poison)} <"a b"'\`$(id)\`@${evilHost}>`,
    To: `${encode(restyle)} <a?bcc=b@${evilHost}&body=x>`,
    Cc: `${encode(load)} <';touch /tmp/x;'@${evilHost}>`,
    Subject: encode(`${poison}\r\nBcc: b@${evilHost}\r\n\r\nx`),
    Date: `Wed, 28 May 2014 ${load}`,
    'In-Reply-To': `<"onmouseover="alert(1)@nasty.example>`,
    References: `<javascript:alert(1)@nasty.example> <"onmouseover="alert(1)@nasty.example>`,
    'List-Id': `${poison} <${load}>`,
    'Content-Type': `text/plain; charset="${load}"`,
  },
  `${poison}\n> ${poison}\nAcked-by: ${poison} <a@b>\n-- \n${poison}\n`,
)

const names = [
  '../../etc/passwd',
  'x.html\r\nX-Evil: 1\r\n\r\n<script>alert(1)</script>',
  `"><img src=//${evilHost}/x onerror=alert(1)>.png`,
  '\u202Egnp.exe',
  'javascript:alert(1)',
  '.htaccess',
]
const types = ['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/xml', 'text/javascript']

const attachments = nasty(
  'attachments',
  { 'Content-Type': 'multipart/mixed; boundary=b' },
  `${[...names, ...types]
    .map((name, at) => {
      const type = types[at % types.length]
      return `--b\nContent-Type: ${type}\nContent-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}\n\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>\n`
    })
    .join('')}--b--\n`,
)

const links = nasty(
  'links',
  {},
  [
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    `https://${evilHost}/"onmouseover="alert(1)`,
    `https://${evilHost}/'onmouseover='alert(1)`,
    `https://${evilHost}/<script>alert(1)</script>`,
    `http://user:password@${evilHost}/`,
    `//${evilHost}/x`,
    '<https://example.org/javascript:alert(1)>',
    `<base href="//${evilHost}/"><meta http-equiv=refresh content="0;url=//${evilHost}/">`,
    `<link rel=stylesheet href=//${evilHost}/x.css><link rel=prefetch href=//${evilHost}/>`,
    `<iframe src=//${evilHost}/></iframe><form action=//${evilHost}/><button>x</button></form>`,
    '<meta name="patchlore-status" content="404"><meta name="patchlore-keep" content="no">',
    '<script>self.__next_f.push([1,"x"])</script>',
  ].join('\n'),
)

const asHtml = nasty(
  'html',
  { 'Content-Type': 'text/html; charset=utf-8' },
  `<!doctype html><base href="//${evilHost}/"><title>x</title><body onload=alert(1)>${poison}
<a href="javascript:alert(1)">one</a> <a href=" java\nscript:alert(1)">two</a><p style="background:url(//${evilHost}/b)">three
<math><mi xlink:href="javascript:alert(1)">four</mi></math><noscript><p title="</noscript><img src=//${evilHost}/x>">five
<template><script>alert(1)</script></template>
<object data=//${evilHost}/x></object><video poster=//${evilHost}/x></video>`,
)

const toDiffs = (version: number) =>
  nasty(
    `diffs-v${version}`,
    {
      Subject: `[PATCH v${version} 1/2] ${load}`,
      From: `${encode(restyle)} <diffs@nasty.example>`,
      Date: `${version} Jun 2014 10:00:00 +0000`,
    },
    `${poison} ${version}\n---\n ${load} | 2 +-\n\ndiff --git a/${load} b/${load}\nindex 1111111..2222222 100644\n--- a/${load}\n+++ b/${load}\n@@ -1,2 +1,2 @@ ${poison}\n-${poison}\n+${poison} ${version}\n ${poison}\n`,
  )

/** CVE-2021-42574: what a compiler reads is not what is seen. */
const turnedAround = nasty(
  'bidi',
  { From: `${encode('\u202Enimda\u202C')} <a@nasty.example>`, Subject: encode('a\u200Bb\u2066c') },
  'if (access != "user\u202E \u2066// Check if admin\u2069 \u2066") {\nzero\u200Bwidth\uFEFF\n\u001B[31mred\u0007\n',
)

const references = Array.from({ length: 60 }, (_, at) => `<deep${at}@nasty.example>`)

/** A reply below a reply below … sixty times. */
const deep = references.map((id, at) =>
  aMail({
    headers: {
      'Message-ID': id,
      Subject: at === 0 ? 'deep' : 'Re: deep',
      From: `${encode(restyle)} <a${at}@nasty.example>`,
      References: references.slice(0, at).join(' '),
      Date: new Date(Date.UTC(2014, 5, 1, 0, at)).toUTCString(),
    },
    body: `${'>'.repeat(at)} ${load}\nNo.\n`,
  }),
)

export const nastyMail: readonly Buffer[] = [
  inEveryHeader,
  attachments,
  links,
  asHtml,
  toDiffs(1),
  toDiffs(2),
  turnedAround,
  ...deep,
  nasty('twice', {}, `${poison} one\n`),
  nasty('twice', {}, `${poison} two\n`),
  nasty('long', { Subject: 'x'.repeat(5_000) }, `${'<b>'.repeat(20_000)}\n`),
]
