// Tables as GitHub writes them, and nothing else of GFM.
//
// The rest of GFM would do harm: it makes `mailto:` links of Message-IDs, and looking for bare
// addresses at every word takes a third of the time of parsing.

import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'
import type { Plugin } from 'unified'

export const gfmTables: Plugin = function () {
  const data = this.data()
  data.micromarkExtensions ??= []
  data.micromarkExtensions.push(gfmTable())
  data.fromMarkdownExtensions ??= []
  data.fromMarkdownExtensions.push(gfmTableFromMarkdown())
}
