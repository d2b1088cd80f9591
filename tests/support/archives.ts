// An archive of made-up mail in a store, and the pages over it.

import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Archive, createArchive } from '#archive'
import { importMail } from '#ingest'
import { toMboxrd } from '#mail'
import { mailPrefixes } from '#search'
import type { Store } from '#store'
import { aDiff, aMail } from './mail.ts'
import { aFolder, aStore } from './stores.ts'

export const list = 'linux-test'

export async function addMail(
  store: Store,
  messages: readonly Uint8Array[],
  { toList = list, folder = aFolder() }: { toList?: string; folder?: string } = {},
): Promise<void> {
  const file = path.join(folder, `${toList}.mbox`)
  writeFileSync(file, Buffer.concat(messages.map((raw) => toMboxrd(raw))))
  await importMail(store, { paths: [file], list: toList })
}

export async function anArchiveOf(messages: readonly Uint8Array[]): Promise<Archive> {
  const store = aStore()
  await addMail(store, messages)
  return createArchive({
    store: () => store,
    siteUrl: 'https://patchlore.example',
    terms: mailPrefixes,
  })
}

/** A cover letter, two patches, a review, a reply to something nobody has, and odd names. */
export const someMail: readonly Buffer[] = [
  aMail({
    headers: { 'Message-ID': '<cover@example.org>', Subject: '[PATCH v2 0/2] proc: faster names' },
    body: 'Both patches make names faster.\n',
  }),
  aMail({
    headers: {
      'Message-ID': '<one@example.org>',
      Subject: '[PATCH v2 1/2] proc: compare by content',
      References: '<cover@example.org>',
      Date: 'Wed, 28 May 2014 19:14:00 +1000',
    },
    body: `Compare.\n\nSigned-off-by: Ann Author <ann@example.org>\n---\n${aDiff}-- \n2.1.0\n`,
  }),
  aMail({
    headers: {
      'Message-ID': '<review@example.org>',
      Subject: 'Re: [PATCH v2 1/2] proc: compare by content',
      From: 'Bob Reviewer <bob@example.org>',
      Cc: 'Carl <carl@example.org>, list@example.org',
      References: '<cover@example.org> <one@example.org>',
      Date: 'Thu, 29 May 2014 10:00:00 +0000',
    },
    body: '> Compare.\n> > deeper one\n> > deeper two\n> > deeper three\nSee https://example.org/x.\n\nReviewed-by: Bob Reviewer <bob@example.org>\n',
  }),
  aMail({
    headers: {
      'Message-ID': '<orphan@example.org>',
      Subject: 'Re: something else',
      'In-Reply-To': '<gone@example.org>',
      Date: 'Fri, 30 May 2014 10:00:00 +0000',
    },
  }),
  aMail({
    headers: {
      'Message-ID': '<a/b%c+d@example.org>',
      Subject: 'an odd name',
      Date: 'Sat, 31 May 2014 10:00:00 +0000',
      'Content-Type': 'multipart/mixed; boundary=b',
    },
    body: '--b\nContent-Type: text/plain\n\nSee the file.\n--b\nContent-Type: text/html; name=x.html\nContent-Disposition: attachment; filename=x.html\n\n<script>alert(1)</script>\n--b\nContent-Type: text/x-patch; name=fix.patch\nContent-Disposition: attachment; filename=fix.patch\n\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n--b--\n',
  }),
]
