// The forms a word may be written in, for indexes that keep words as they stand: every ending English
// has is tried, and what has the same stem is a form of the word. Most of them are no words; looking
// for those costs an index next to nothing.

import { stemWord } from './words.ts'

const endings = [
  ...[
    '',
    's',
    'es',
    'e',
    'd',
    'ed',
    'ing',
    'ings',
    'er',
    'ers',
    'or',
    'ors',
    'ly',
    'y',
    'ies',
    'ied',
  ],
  ...[
    'ion',
    'ions',
    'ation',
    'ations',
    'ational',
    'ional',
    'ive',
    'ives',
    'ively',
    'iveness',
    'ator',
    'ators',
  ],
  ...['ate', 'ates', 'ated', 'ating', 'able', 'ably', 'ible', 'ibly', 'ability', 'ment', 'ments'],
  ...[
    'al',
    'ally',
    'ality',
    'ance',
    'ances',
    'ence',
    'ences',
    'ant',
    'ants',
    'ent',
    'ents',
    'ity',
    'ities',
  ],
  ...[
    'ness',
    'ful',
    'fully',
    'fulness',
    'ous',
    'ously',
    'ousness',
    'ic',
    'ical',
    'ically',
    'ism',
    'ist',
    'ists',
  ],
  ...['ize', 'izes', 'ized', 'izing', 'izer', 'ization', 'ise', 'ises', 'ised', 'ising', 'isation'],
]

/** The word and what else has its stem; only itself where it is no plain word, e.g. `e1000`. */
export function listWordForms(word: string): readonly string[] {
  if (!/^[a-z]{3,}$/u.test(word)) return [word]
  const stem = stemWord(word)
  const last = stem.at(-1) ?? ''
  // `propri` is of property, `stop` of stopped.
  const bases = [stem, word, last === 'i' ? `${stem.slice(0, -1)}y` : `${stem}${last}`]
  const forms = new Set([word])
  for (const base of bases) {
    for (const ending of endings) {
      const form = base + ending
      if (!forms.has(form) && stemWord(form) === stem) forms.add(form)
    }
  }
  return [...forms]
}
