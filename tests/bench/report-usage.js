// Loaded into a process before its program (`node --import`): notes down the most memory it ever
// held. Plain JavaScript, because it runs before anything that understands TypeScript.

import { writeFileSync } from 'node:fs'

process.on('exit', () => {
  const file = process.env.PATCHLORE_USAGE_FILE
  if (file !== undefined) writeFileSync(file, JSON.stringify(process.resourceUsage()))
})
