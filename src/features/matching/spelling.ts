// In this order: an earlier rule makes what a later one reads. Van Ophuijsen's and Soewandi's spellings come first
// (until 1972), then the letters of Arabic and European names that clerks write as they hear them.
const RULES: readonly (readonly [RegExp, string])[] = [
  [/oe/g, 'u'],
  [/dj/g, 'j'],
  [/tj/g, 'c'],
  [/nj/g, 'ny'],
  [/sj/g, 's'],
  [/ij/g, 'i'],
  [/chr/g, 'kr'],
  [/[ck]h/g, 'h'],
  [/s[hy]/g, 's'],
  [/([tdbg])h/g, '$1'],
  [/ph/g, 'p'],
  // Sundanese has no f and no v: Saepudin and Saefudin are one name.
  [/[fv]/g, 'p'],
  [/z/g, 's'],
  [/q/g, 'k'],
  [/x/g, 'ks'],
  // What was a j is a y since, and what was dj a j: which of both a clerk means cannot be told.
  [/ae/g, 'ai'],
  [/[jy]/g, 'i'],
  [/ie/g, 'i'],
  [/(.)\1+/g, '$1'],
  [/(?<=..)h$/, '']
]

/**
 * A word as it sounds, whoever wrote it: `Soeharto` and `Suharto`, `Djoko` and `Joko`, `Tjetjep` and `Cecep`, `Jusuf`
 * and `Yusuf`, `Achmad` and `Ahmad`, `Syaifuddin` and `Saepudin` are one. Small letters and digits alone; numbers stay
 * as they are.
 */
export function sound(word: string): string {
  const plain = word.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]/g, '')
  return /\d/.test(plain) ? plain : RULES.reduce((text, [pattern, by]) => text.replace(pattern, by), plain)
}

/** What is left of a word when its vowels are passed over: what most slips of the pen leave as it is. */
export function skeleton(word: string): string {
  return word.slice(0, 1) + word.slice(1).replace(/[aeiouhw]/g, '').slice(0, 4)
}
