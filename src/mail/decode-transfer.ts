// Content-Transfer-Encoding of a message that is one part.

const escapePattern = /=(?:([0-9A-Fa-f]{2})|[ \t]*\r?\n)/gu

/** The bytes as they were before they were made fit for transport. */
export function decodeTransfer(bytes: Uint8Array, encoding: string): Uint8Array {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      // Node stops at nothing: line ends and stray characters are passed over.
      return Buffer.from(toLatin1(bytes), 'base64')
    case 'quoted-printable':
      return Buffer.from(
        toLatin1(bytes)
          .replaceAll(/[ \t]+(?=\r?\n|$)/gu, '')
          .replaceAll(escapePattern, (_, hex: string | undefined) =>
            hex === undefined ? '' : String.fromCharCode(Number.parseInt(hex, 16)),
          ),
        'latin1',
      )
    default:
      return bytes
  }
}

function toLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}
