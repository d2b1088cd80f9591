// Text to tree. The only place that knows the Markdown dialect.

import type { Nodes, Root } from 'mdast'
import type {} from 'mdast-util-directive'
import remarkDirective from 'remark-directive'
import remarkFrontmatter from 'remark-frontmatter'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import type { VFile } from 'vfile'
import { limits, type Obstacle } from './limits.ts'
import { gfmTables } from './plugins/gfm-tables.ts'
import { nameHeadings } from './plugins/name-headings.ts'
import { restoreTextDirectives } from './plugins/restore-text-directives.ts'

const processor = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ['yaml'])
  .use(gfmTables)
  .use(remarkDirective)
  .use(restoreTextDirectives)
  .use(nameHeadings)
  .freeze()

/** Parses the text of a file in which `findObstacle` found none. */
export function toTree(file: VFile): Root | Obstacle {
  const tree = processor.parse(file)
  const tooDeep = findDeepNode(tree)
  if (tooDeep === undefined) return processor.runSync(tree, file)
  return {
    reason: `Unexpected text inside ${limits.treeDepth} levels of mark-up, expected fewer`,
    place: tooDeep.position?.start ?? { line: 1, column: 1 },
  }
}

// Without recursion, because the depth is what it guards against.
function findDeepNode(tree: Root): Nodes | undefined {
  let level: Nodes[] = [tree]
  for (let depth = 0; depth <= limits.treeDepth; depth += 1) {
    level = level.flatMap((node): Nodes[] => ('children' in node ? node.children : []))
    if (level.length === 0) return undefined
  }
  return level[0]
}
