// The second door of the kernel stack, for what readers bring: it knows no model, so that a page can
// load it alone.

export { describePaste, type PasteRun, toRun } from './parsers/describe-paste.ts'
export { formatFolded } from './parsers/folded.ts'
export { type FunctionFrame, stackFunctions } from './parsers/function-frame.ts'
export { type Paste, parsePaste } from './parsers/parse-paste.ts'
export { pasteLengthMax } from './parsers/paste-length-max.ts'
export type { Reading, Remark } from './parsers/reading.ts'
