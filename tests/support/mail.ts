// Mail for tests, all of it made up: nobody wrote it, nobody's address is in it.

import { parseMessage } from '#mail'

export interface MailParts {
  readonly headers?: Readonly<Record<string, string>>
  /** Text, or bytes in whatever charset the test is about. */
  readonly body?: string | Uint8Array
}

/** The bytes of a message; a header set to `''` is left out. */
export function aMail({ headers = {}, body = 'Hello.\n' }: MailParts = {}): Buffer {
  const all = {
    From: 'Ann Author <ann@example.org>',
    To: 'list@example.org',
    Subject: 'hello',
    Date: 'Wed, 28 May 2014 19:13:45 +1000',
    'Message-ID': '<hello@example.org>',
    ...headers,
  }
  const head = Object.entries(all)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')
  return Buffer.concat([Buffer.from(`${head}\n`), Buffer.from(body)])
}

export const idIfMissing = 'named-by-its-digest@no-message-id.invalid'

export async function parseMail(parts: MailParts) {
  return await parseMessage(aMail(parts), { idIfMissing })
}

/** A patch to `fs/proc/generic.c` as git writes it. */
export const aDiff = `diff --git a/fs/proc/generic.c b/fs/proc/generic.c
index 0cb01a4b1d9c..3d0a4a2e3f11 100644
--- a/fs/proc/generic.c
+++ b/fs/proc/generic.c
@@ -27,6 +27,7 @@ static int proc_match(unsigned int len, const char *name)
 	if (de->namelen != len)
 		return 0;
-	return !memcmp(name, de->name, len);
+	/* Compare by content. */
+	return memcmp(name, de->name, len) == 0;
 }
${' '}
 /* buffer size is one page but our output routines use some slack */
`

/** The same values in the given order, reversed, and shuffled in three ways that never change. */
export function inManyOrders<T>(values: readonly T[]): readonly (readonly T[])[] {
  return [values, values.toReversed(), ...[7, 11, 23].map((seed) => shuffle(values, seed))]
}

/** Fisher and Yates with a small generator of its own, so that a failure comes again. */
function shuffle<T>(values: readonly T[], seed: number): readonly T[] {
  const shuffled = [...values]
  let state = seed
  for (let at = shuffled.length - 1; at > 0; at -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    const other = state % (at + 1)
    const value = shuffled[at] as T
    shuffled[at] = shuffled[other] as T
    shuffled[other] = value
  }
  return shuffled
}
