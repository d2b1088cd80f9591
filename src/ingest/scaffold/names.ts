// What people and messages of a thread are called in its entry. Somebody known already keeps their
// slug; two addresses of one name are one person.

import { isSlug } from '#domain'

export interface KnownPerson {
  readonly slug: string
  readonly name: string
  readonly aliases: readonly string[]
}

interface Sender {
  readonly fromName: string
  readonly fromAddress: string
}

export interface Names {
  readonly personOf: (sender: Sender) => { readonly slug: string; readonly name: string }
  /** A name for a message: whose it is, and which of theirs. */
  readonly keyOf: (sender: Sender) => string
  /** Everybody asked about who was not known. */
  readonly listNew: () => readonly { readonly slug: string; readonly name: string }[]
}

export function createNames(people: readonly KnownPerson[]): Names {
  const known = new Map<string, { slug: string; name: string }>()
  for (const { slug, name, aliases } of people) {
    for (const word of [name, ...aliases]) known.set(fold(word), { slug, name })
  }
  const taken = new Map(people.map(({ slug, name }) => [slug, fold(name)]))
  const fresh: { slug: string; name: string }[] = []
  const counts = new Map<string, number>()
  const personOf = (sender: Sender) => {
    const name = toName(sender)
    const found = known.get(fold(name))
    if (found !== undefined) return found
    let slug = toSlug(name)
    for (let count = 2; taken.has(slug); count += 1) slug = `${toSlug(name)}-${count}`
    const person = { slug, name }
    taken.set(slug, fold(name))
    known.set(fold(name), person)
    fresh.push(person)
    return person
  }
  return {
    personOf,
    keyOf: (sender) => {
      const { slug } = personOf(sender)
      const count = (counts.get(slug) ?? 0) + 1
      counts.set(slug, count)
      return `${slug.slice(0, 60)}-${count}`
    },
    listNew: () => fresh,
  }
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()
}

/** Without what lists and companies add: `Ann Author via Some List`, `Ann Author (Company)`. */
function toName({ fromName, fromAddress }: Sender): string {
  const name = fromName
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, '')
    .replace(/\s+via\s.*$/u, '')
    .replace(/\s*[([].*[)\]]\s*$/u, '')
    .replaceAll(/["']/gu, '')
    .trim()
  const [, family, given] = /^([^,]+),\s*([^,]+)$/u.exec(name) ?? []
  if (family !== undefined && given !== undefined) return `${given} ${family}`
  return name === '' ? fromAddress.split('@')[0] || 'somebody' : name
}

/** Lower-case letters, digits and single hyphens; named by number where nothing of that is left. */
export function toSlug(text: string): string {
  const slug = text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, 70)
    .replaceAll(/^-+|-+$/gu, '')
  return isSlug(slug) ? slug : 'somebody'
}
