// What indexes are called. The name holds the edition, so no search can meet the index of another one.

/** A digest is long; this much of it is enough that no two editions meet. */
const digestLength = 24

/** The finished index of an edition, e.g. `patchlore_0f3a…`. A prefix never has a `_` in it. */
export function indexOf(prefix: string, digest: string): string {
  return `${prefix}_${digest.replaceAll(/[^a-zA-Z0-9-]/gu, '-').slice(0, digestLength)}`
}

/** An index that is being built; `mark` tells the builders apart. */
export function buildingOf(prefix: string, mark: string): string {
  return `${prefix}_building_${mark}`
}

export function isBuilding(prefix: string, name: string): boolean {
  return name.startsWith(`${prefix}_building_`)
}

/** Whether the index is one of this site's, finished or not. */
export function isOwn(prefix: string, name: string): boolean {
  return name.startsWith(`${prefix}_`)
}

/** All of them, as Meilisearch writes patterns. */
export function patternOf(prefix: string): string {
  return `${prefix}_*`
}
