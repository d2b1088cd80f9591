// The stacks as folded lines, for the reader's own flame-graph tools.

import { loadFolding } from '../../scenarios/index.ts'
import type { StackModel } from '../../scenarios/kernel-stack/index.ts'

export function FoldedButton({ model }: { readonly model: StackModel }) {
  async function save() {
    const [foldStacks, { download }] = await Promise.all([
      loadFolding(),
      import('../export-result.ts'),
    ])
    download(foldStacks(model), `${model.trace.id}.folded`, 'text/plain')
  }
  return (
    <button type="button" onClick={() => void save()}>
      Folded stacks, for flame-graph tools
    </button>
  )
}
