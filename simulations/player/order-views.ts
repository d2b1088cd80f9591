// In which order a page shows its views: the one that a question is about comes first.

import { findPreset } from '../engine/index.ts'
import { findView, type StillFace, type View } from './view.ts'

export function orderViews(face: StillFace, presetId?: string): readonly View[] {
  const preset = presetId === undefined ? undefined : findPreset(face.words, presetId)
  const first = findView(face, preset?.view)
  return [first, ...face.views.filter((view) => view !== first)]
}
