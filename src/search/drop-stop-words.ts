// Little words: what questions are made of, and nearly every paragraph too.

import type { QueryNode } from '#domain'

const stopWords = new Set(
  `a an and are as at be been but by can could did do does for from had has have how i if in into is it
   its may me my no not of on or our should so some than that the their them then there these they
   this those to was we were what when where which who why will with would you your`.split(/\s+/u),
)

/** Leaves out little words where other words remain: `is swap the cause` is `swap cause`. */
export function dropStopWords(node: QueryNode): QueryNode {
  if (node.kind !== 'and') return node
  const children = node.children.filter((child) => !isStopWord(child))
  const [only] = children
  const hasText = children.some(({ kind }) => kind === 'word' || kind === 'phrase')
  if (only === undefined || !hasText) return node
  return children.length === 1 ? only : { ...node, children }
}

function isStopWord(node: QueryNode): boolean {
  return (
    node.kind === 'word' &&
    !node.isPrefix &&
    node.field === undefined &&
    stopWords.has(node.text.toLowerCase())
  )
}
