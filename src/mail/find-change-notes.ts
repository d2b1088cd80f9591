// What a cover letter says has changed since the revision before: from "Changes since v1" to where
// something else begins. Quoted as it is.

const notesLinesMax = 300

const startPattern =
  /^\s*(?:[*#-]+\s*)?(?:change ?log|changes?\b.*(?:v\d|version|since|:\s*$)|differences\b.*v\d|revision history|history:|since v\d|v\d+\s*(?:->|=>|→)\s*v?\d|v\d+(?:\s+\([^)]*\))?\s*:)/iu
/** A shortlog, a diffstat, what b4 and git write below, a rule, a diff, a signature. */
const endPattern =
  /^(?:\S.* \(\d+\):$| .+\| +\d+ ?[+-]*$| \d+ files? changed|base-commit:|change-id:|prerequisite-|---?\s*$|diff --git |-- $)/u
const goesOnPattern =
  /^\s*(?:[-*+•o>]\s|\d+[.)]\s|v\d|rfc\b|changes?\b|since\b|\[|patch\b|#)|^\s{2,}|^\t/iu

/** Empty if it says nothing. */
export function findChangeNotes(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trimEnd())
  const start = lines.findIndex((line) => line.length < 200 && startPattern.test(line))
  if (start < 0) return []
  const notes: string[] = []
  for (let at = start; at < lines.length && notes.length < notesLinesMax; at += 1) {
    const line = lines[at] ?? ''
    if (endPattern.test(line)) break
    const isNewParagraph = at > start && lines[at - 1] === '' && line !== ''
    if (isNewParagraph && !goesOnPattern.test(line)) break
    notes.push(line)
  }
  while (notes.at(-1) === '') notes.pop()
  return notes
}
