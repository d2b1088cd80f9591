import { expect, test } from 'vitest'
import { formatBibtex, formatCitation } from '../../../src/ui/thread/format-citation.ts'
import { aThreadEntry } from '../../support/builders.ts'

const url = 'https://patchlore.example/threads/directory-index'

test('a citation names the question, the thread, the year and the address', () => {
  expect(formatCitation(aThreadEntry(), url)).toBe(
    '“Should the directory find its entries by hash or by tree?” ' +
      `(Indexing a directory by name, 2014). Patchlore. ${url}`,
  )
})

test('identifiers in BibTeX are escaped, addresses are not', () => {
  const bibtex = formatBibtex(aThreadEntry({ question: 'Is dev_snmp6 100 % needed?' }), `${url}_x`)
  expect(bibtex).toContain('{{Is dev\\_snmp6 100 \\% needed?}}')
  expect(bibtex).toContain(`{${url}_x}`)
})
