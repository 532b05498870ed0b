/**
 * Texts by where they stand. Within a row the key is the path below it: `NAMA`, `ALAMAT/RT`. Namespace prefixes are
 * left out, texts trimmed. An unprefixed attribute is `path@name`, of the row itself `@name`. What comes again under
 * the same key is `key[2]`, `key[3]`. An empty element is '', one with xsi:nil is absent.
 */
export type XmlRecord = Record<string, string>

/** As it is written, prefix included. */
export type XmlAttribute = readonly [name: string, value: string]

/** Gathers a document's rows, and the elements without children outside them, as a parser tells of its elements. */
export class XmlCollector {
  /** Local name of the outermost element. */
  root = ''
  /** Of the elements that are open. */
  depth = 0
  /** How many values were put into `fields`. */
  fieldCount = 0
  readonly fields: XmlRecord = {}
  #rows: XmlRecord[] = []
  #rowName: string | undefined
  #row: XmlRecord | undefined
  #rowDepth = 0
  #fieldRepeats = new Map<string, number>()
  #rowRepeats = new Map<string, number>()
  // Of the open elements, by depth: objects for each would cost more than what they hold.
  #paths: string[] = ['']
  #texts: string[] = ['']
  #parents: boolean[] = [true]
  #nils: boolean[] = [false]

  /** @param rowName local name of the element that repeats */
  constructor(rowName: string | undefined) {
    this.#rowName = rowName
  }

  get isInRow(): boolean {
    return this.#row !== undefined
  }

  /** The rows that were closed since they were last taken, in document order. */
  takeRows(): XmlRecord[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  open(local: string, attributes: readonly XmlAttribute[]): void {
    this.#parents[this.depth] = true
    const depth = ++this.depth
    let path = local
    if (depth === 1) this.root = local
    if (this.#row !== undefined) {
      if (depth > this.#rowDepth + 1) path = `${this.#paths[depth - 1]}/${local}`
    } else if (local === this.#rowName) {
      this.#row = {}
      if (this.#rowRepeats.size > 0) this.#rowRepeats = new Map()
      this.#rowDepth = depth
      path = ''
    }
    this.#paths[depth] = path
    this.#texts[depth] = ''
    this.#parents[depth] = false
    this.#nils[depth] = false
    for (const [name, value] of attributes) {
      if (!name.includes(':')) {
        if (name !== 'xmlns') this.#put(`${path}@${name}`, value)
      } else if (name.endsWith(':nil')) {
        this.#nils[depth] = value === 'true' || value === '1'
      }
    }
  }

  /** @returns how long the element's text is by now */
  text(chunk: string): number {
    const { depth } = this
    const before = this.#texts[depth] ?? ''
    // Between a million rows there are a million line ends.
    if (this.#parents[depth] === true && chunk.trim() === '' && (before === '' || before.slice(-1).trim() === ''))
      return before.length
    return (this.#texts[depth] = before + chunk).length
  }

  close(): void {
    const depth = this.depth--
    const text = (this.#texts[depth] ?? '').trim()
    const isLeaf = this.#parents[depth] !== true
    const isNil = this.#nils[depth] === true
    if (this.#row !== undefined && depth === this.#rowDepth) {
      if (isLeaf && text !== '') this.#put(this.#rowName ?? '', text)
      if (!isNil) this.#rows.push(this.#row)
      this.#row = undefined
    } else if (!isNil && (isLeaf || text !== '')) {
      this.#put(this.#paths[depth] ?? '', text)
    }
  }

  /** An element without children, all of it: the same as opening, filling and closing it. */
  leaf(local: string, attributes: readonly XmlAttribute[], text: string): void {
    const { depth } = this
    if (this.#row === undefined || attributes.length > 0) {
      this.open(local, attributes)
      this.text(text)
      this.close()
      return
    }
    this.#parents[depth] = true
    this.#put(depth === this.#rowDepth ? local : `${this.#paths[depth]}/${local}`, text.trim())
  }

  #put(key: string, value: string): void {
    if (this.#row === undefined) this.fieldCount++
    const record = this.#row ?? this.fields
    if (!Object.hasOwn(record, key)) {
      record[key] = value
      return
    }
    const repeats = this.#row === undefined ? this.#fieldRepeats : this.#rowRepeats
    const count = (repeats.get(key) ?? 1) + 1
    repeats.set(key, count)
    record[`${key}[${count}]`] = value
  }
}

/** A name without its prefix. */
export function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}
