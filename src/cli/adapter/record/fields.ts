import { type ContentContext, contentsOf } from '../infer/contents.ts'
import { contentKind, isOfThing, type Kind, namedKind } from './kinds.ts'

/** What every legacy field of a recording holds, told by all that was recorded of it. */
export interface Fields {
  /** A value that stands under this key. */
  collect(key: string, text: string): void
  /** That the mapping read a raw value for a canonical field of this kind. */
  read(raw: string, kind: Kind): void
  /** Known when everything is collected. */
  kindOf(key: string): Kind
  /** The kind of a value wherever it stands, if the mapping read it as somebody's. */
  kindOfValue(text: string): Kind | undefined
  /** Every value that stands under the key. */
  valuesOf(key: string): readonly string[]
  keys(): readonly string[]
  /** Raw values that the mapping read as somebody's. */
  personalValues(): readonly string[]
}

/** Kinds that tell where a person is to be found: as values they are replaced in every other place, too. */
const telling: ReadonlySet<Kind> = new Set(['nik', 'familyCard', 'npwp', 'phone', 'email', 'name', 'birthDate', 'plate',
  'address', 'business'])

const SHORTEST = 4
const DIALLED = /^[(+\s]*(?:0|62)/

export interface FieldsOptions {
  context: ContentContext
  /** Whether a text consists of words that name nobody. */
  isOrdinary(text: string): boolean
  /** False where records name nobody: what is called a name there is a thing's. */
  namesPeople: boolean
  /** News and data sets: their texts are for everybody. */
  isPublished: boolean
}

export function createFields({ context, isOrdinary, namesPeople, isPublished }: FieldsOptions): Fields {
  const values = new Map<string, string[]>()
  const reads = new Map<string, Set<Kind>>()
  const kinds = new Map<string, Kind>()

  function decide(key: string): Kind {
    // Segments of paths: words of the system, and keys.
    if (key === '' || key === 'line') return 'keep'
    const texts = (values.get(key) ?? []).map(text => text.trim()).filter(text => text !== '')
    const contents = contentsOf(texts, context)
    const named = namedKind(key, contents, namesPeople)
    if (named === 'secret') return named
    const mapped = mappedKind(texts)
    if (mapped !== undefined && mapped !== 'keep') return mapped
    if (named === 'text' && isPublished) return 'keep'
    if (named !== 'keep') return named === 'name' && isVocabulary(texts) ? 'keep' : named
    const byContent = contentKind(contents)
    if (byContent === 'text' && isPublished) return 'keep'
    // Amounts of money have as many digits as telephones.
    if (byContent === 'phone' &&
      (mapped === 'keep' || texts.filter(text => DIALLED.test(text)).length < texts.length / 2)) return 'keep'
    if (byContent !== 'keep')
      return byContent === 'text' && mapped === 'keep' && isVocabulary(texts)
        ? 'keep'
        : byContent
    // Nobody reads it, it looks like names, most of them different, and its words are no ordinary ones.
    const { share, words, distinct, count } = contents
    const looksSo = share.person > 0.8 && share.village < 0.5 && share.district < 0.5 && words >= 1.5 &&
      distinct > count * 0.4
    return namesPeople && mapped === undefined && looksSo && !isOfThing(key) && !isVocabulary(texts) ? 'name' : 'keep'
  }

  /** What most of the values were read as. */
  function mappedKind(texts: readonly string[]): Kind | undefined {
    const distinct = [...new Set(texts)].slice(0, 200)
    const counts = new Map<Kind, number>()
    for (const text of distinct)
      for (const kind of reads.get(plain(text)) ?? []) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    const [best] = [...counts].toSorted(([a, x], [b, y]) => y - x || Number(a === 'keep') - Number(b === 'keep'))
    return best !== undefined && best[1] >= Math.max(1, distinct.length / 2) ? best[0] : undefined
  }

  function isVocabulary(texts: readonly string[]): boolean {
    const distinct = [...new Set(texts)]
    return distinct.filter(isOrdinary).length >= distinct.length * 0.6
  }

  return {
    collect(key, text) {
      const known = values.get(key)
      if (known === undefined) values.set(key, [text])
      else known.push(text)
    },
    read(raw, kind) {
      const text = plain(raw)
      // A digit or a letter is the value of many fields.
      if (text.length < SHORTEST || kind === 'attribute' || kind === 'unit') return
      const known = reads.get(text)
      if (known === undefined) reads.set(text, new Set([kind]))
      else known.add(kind)
    },
    kindOf(key) {
      let kind = kinds.get(key)
      if (kind === undefined) kinds.set(key, kind = decide(key))
      return kind
    },
    kindOfValue(text) {
      const found = reads.get(plain(text))
      // A word that is read as something else as well, such as a state, is a word.
      return found === undefined || found.has('keep') ? undefined : [...found].find(kind => telling.has(kind))
    },
    valuesOf: key => values.get(key) ?? [],
    keys: () => [...values.keys()],
    personalValues: () =>
      [...reads].flatMap((
        [text, kinds]
      ) => (!kinds.has('keep') && [...kinds].some(kind => telling.has(kind)) ? [text] : []))
  }
}

/** As a mapping may have trimmed and decoded it. */
function plain(text: string): string {
  return text.replace(/<[^>]*>/g, '').replace(/&(amp|quot|#0?39|lt|gt);/g,
    entity => ({ '&amp;': '&', '&quot;': '"', '&lt;': '<', '&gt;': '>' })[entity] ?? "'").replace(/\s+/g, ' ').trim()
}
