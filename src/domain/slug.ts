// Names of entries, people, topics and sources: permanent, because URLs are made of them.

declare const slugBrand: unique symbol

type Slug<Kind extends string> = string & { readonly [slugBrand]: Kind }

export type ThreadSlug = Slug<'thread'>
export type PersonSlug = Slug<'person'>
export type TopicSlug = Slug<'topic'>
/** The id of a source in `content/sources.yaml`, e.g. `commit-710585d4922f`. */
export type SourceId = Slug<'source'>
/** An id that is unique within its entry and is the anchor on the page. */
export type AnchorId = Slug<'anchor'>

const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u
const slugLengthMax = 80

/** Whether the text can stand in a URL and a file name: lower-case letters, digits, single hyphens. */
export function isSlug(text: string): boolean {
  return text.length <= slugLengthMax && slugPattern.test(text)
}

function parseSlug<S extends string>(text: string): S | undefined {
  return isSlug(text) ? (text as S) : undefined
}

export const parseThreadSlug = parseSlug<ThreadSlug>
export const parsePersonSlug = parseSlug<PersonSlug>
export const parseTopicSlug = parseSlug<TopicSlug>
export const parseSourceId = parseSlug<SourceId>
export const parseAnchorId = parseSlug<AnchorId>
