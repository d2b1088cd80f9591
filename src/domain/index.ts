// The nouns of Patchlore and their invariants. Imports nothing of ours.

export * from './answers.ts'
export * from './evidence.ts'
export * from './message-id.ts'
export * from './partial-date.ts'
export * from './person.ts'
export * from './search-document.ts'
export * from './slug.ts'
export * from './source.ts'
export * from './speaking-order.ts'
export * from './stance.ts'
export * from './thread-entry.ts'
export * from './urls.ts'
