// Titles before a name and degrees after it, by their letters alone in lower case: "Drs", "DRS." and
// "drs" are one. The value is the usual spelling.
const BEFORE: ReadonlyMap<string, string> = spellings(
  'H. Hj. K.H. Ust. Prof. Dr. Drg. Drh. Drs. Dra. Ir. R. Rd. R.A. Rr. Tb. Tn. Ny. Nn. Sdr. Sdri. Bpk. Ing.',
  { bapak: 'Bpk.', ibu: 'Ibu', ustadz: 'Ust.' }
)
const AFTER: ReadonlyMap<string, string> = spellings(
  'S.H. S.E. S.T. S.Pd. S.Pd.I. S.Ag. S.IP. S.Sos. S.Kom. S.Si. S.S. S.Psi. S.Ked. S.Kep. S.K.M. S.Farm. ' +
    'S.Hum. S.Sn. S.P. S.Pt. S.STP. S.Ds. S.Ars. S.Sy. S.AP. M.M. M.H. M.T. M.Si. M.Pd. M.Kom. M.Kes. M.Ag. ' +
    'M.Hum. M.A. M.AP. M.Sc. M.B.A. M.Kn. M.Eng. M.I.Kom. A.Md. A.Md.Keb. A.Md.Kep. A.M.K. B.A. B.Sc. B.E. ' +
    'Ph.D. Sp.OG. Sp.A. Sp.B. Sp.PD. Apt. Ak. C.A. I.P.M.'
)

// Without a full stop these may be initials: "R Hidayat".
const NEEDS_STOP = new Set(['r', 'ra', 'rr', 'ing'])
// With neither stops nor a comma these may be a name or part of one: "Tan Se", "Siti Ma".
const NEEDS_STOP_OR_COMMA = new Set('se ss sp spa ma map mag ba be ak ca apt sap sag ssn ssy sds amk'.split(' '))

const SPACED_DEGREE = /(?<=[ ,])([SMAB])\. +(\p{L}{1,4})(?!\p{L})/gu
const DECEASED = /(?<![\p{L}.])\(?(?:almarhumah|almarhum|almh|alm)(?![\p{L}])[.)]*/giu
const UNKNOWN_DEGREE = /^[A-Z][A-Za-z]{0,3}(?:\.[A-Za-z]{1,5})+\.?$/

export interface SplitName {
  /** The name alone, spelled as it came. */
  name: string
  /** Titles before, then degrees after, in order and in their usual spelling. */
  titles: string[]
  /** Marked as dead: `ALM.`, `(Almh)`. */
  deceased: boolean
}

/**
 * Splits from a name the titles before it (`H.`, `Drs.`, `R.`), the degrees after it (`S.H.`, `M.M.`) and
 * the mark of a dead person (`ALM.`). At least one word is left as the name.
 */
export function splitTitles(text: string): SplitName {
  const deceased = /alm/i.test(text) && text.search(DECEASED) >= 0
  const living = (deceased ? text.replace(DECEASED, ' ') : text).replace(/ {2,}/g, ' ').replace(
    /^[\s,]+|(?<![\s,])[\s,]+$/g,
    ''
  )
  // "Almarhum" and nothing else names nobody: leave what was sent.
  if (living === '') return { name: text, titles: [], deceased }
  const [ahead, behind] = splitAtComma(living.includes('. ') ? living.replace(SPACED_DEGREE, closeDegree) : living)
  const before = takeBefore(ahead)
  const after = takeAfter(before.rest)
  return { name: after.rest, titles: [...before.titles, ...after.titles, ...behind], deceased }
}

// "S. Pd" is one degree, "M. Yusuf" no degree at all.
function closeDegree(text: string, first: string, second: string): string {
  return AFTER.has(letters(first + second)) ? `${first}.${second}` : text
}

// After the comma stand degrees. When one of them is none ("SUNANDAR, ASEP"), the comma is part of the name.
function splitAtComma(text: string): [ahead: string, degrees: string[]] {
  const at = text.indexOf(',')
  if (at <= 0) return [text, []]
  const tokens = text
    .slice(at + 1)
    .split(/[\s,]+/)
    .filter(Boolean)
  const degrees = tokens.map(token => AFTER.get(letters(token)) ?? (UNKNOWN_DEGREE.test(token) ? token : undefined))
  return degrees.every(degree => degree !== undefined) ? [text.slice(0, at).trim(), degrees] : [text, []]
}

function takeBefore(text: string): { titles: string[]; rest: string } {
  const titles: string[] = []
  // Looked for once, and only where it matters: with each title again, a long row of them would take minutes.
  let lastCapital: number | undefined
  let at = 0
  const hasCapital = (): boolean => (lastCapital ??= lastCapitalOf(text)) >= at
  for (;;) {
    const found = titleAt(text, at, hasCapital)
    if (found === undefined) return { titles, rest: text.slice(at) }
    titles.push(found.title)
    at += found.length
  }
}

// Two dotted letters are tried before one: "R.A. Kartini" is no Raden of the name A. Kartini.
const TITLE_SHAPES = [/(\p{L}\.\p{L})\. *(?=\p{L})/uy, /(\p{L}+)(?:\. *| +)(?=\p{L})/uy]

function lastCapitalOf(text: string): number {
  let last = -1
  for (const { index } of text.matchAll(/\p{Lu}/gu)) last = index
  return last
}

function titleAt(text: string, at: number, hasCapital: () => boolean): { title: string; length: number } | undefined {
  for (const shape of TITLE_SHAPES) {
    shape.lastIndex = at
    const [all = '', word = ''] = shape.exec(text) ?? []
    const title = BEFORE.get(letters(word))
    if (title === undefined || (NEEDS_STOP.has(letters(word)) && !all.includes('.'))) continue
    // In mixed case "dr." is a physician, "Dr." a doctor; capitals alone cannot tell.
    return { title: word === 'dr' && hasCapital() ? 'dr.' : title, length: all.length }
  }
  return undefined
}

function takeAfter(text: string): { titles: string[]; rest: string } {
  const titles: string[] = []
  let rest = text
  for (;;) {
    const gap = rest.lastIndexOf(' ')
    const word = rest.slice(gap + 1)
    const degree = gap === -1 ? undefined : AFTER.get(letters(word))
    if (degree === undefined || (!/\.\p{L}/u.test(word) && NEEDS_STOP_OR_COMMA.has(letters(word))))
      return { titles: titles.reverse(), rest }
    titles.push(degree)
    rest = rest.slice(0, gap)
  }
}

function letters(text: string): string {
  return (/^[A-Za-z]+$/.test(text) ? text : text.replace(/[^\p{L}]/gu, '')).toLowerCase()
}

function spellings(list: string, others: Readonly<Record<string, string>> = {}): Map<string, string> {
  return new Map([...list.split(' ').map((spelling): [string, string] => [letters(spelling), spelling]),
    ...Object.entries(others)])
}
