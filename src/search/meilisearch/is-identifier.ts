// Words that are names rather than prose.

/**
 * Whether it is a name in code, a path, a number or a commit id: something that is spelled right or is
 * another one.
 */
export function isIdentifier(word: string): boolean {
  return /[_/\p{N}]/u.test(word)
}
