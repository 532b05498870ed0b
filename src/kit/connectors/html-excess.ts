// What an opening tag closes when it stands innermost, and what has no content: as htmlparser2 has them.
const paragraph = ['p']
const control = ['input', 'option', 'optgroup', 'select', 'button', 'datalist', 'textarea']
const closedBy = new Map<string, readonly string[]>([
  ['tr', ['tr', 'th', 'td']],
  ['th', ['th']],
  ['td', ['thead', 'th', 'td']],
  ['body', ['head', 'link', 'script']],
  ['li', ['li']],
  ['option', ['option']],
  ['optgroup', ['optgroup', 'option']],
  ['tbody', ['thead', 'tbody']],
  ['tfoot', ['thead', 'tbody']],
  ...each('dd dt', ['dd', 'dt']),
  ...each('rt rp', ['rt', 'rp']),
  ...each('select input output button datalist textarea', control),
  ...each(
    'p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form ' +
      'header hr main ' +
      'nav ol pre section table ul',
    paragraph
  )
])
const withoutContent = new Set(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'.split(
    ' '
  )
)
const foreign = new Set(['math', 'svg'])
const foreignHost = new Set(['mi', 'mo', 'mn', 'ms', 'mtext', 'annotation-xml', 'foreignobject', 'desc', 'title'])
// Only text follows them, up to the closing tag. htmlparser2 tells title, textarea and xmp by all but their first
// letter.
const textOnly = /^(?:(script|style)|[tx](itle|extarea|mp))$/

/**
 * What a page has too much of, found out without building it: elements deeper in each other than `depth`, or more than
 * `tags` tags. A page that only ever opens elements costs its parser the square of its size. Follows htmlparser2 tag by
 * tag; what it makes of a page is never more than one level deeper than counted here.
 */
export function excessOf(html: string, { depth, tags }: { depth: number; tags: number }): 'depth' | 'tags' | undefined {
  const nesting = new Nesting()
  let count = 0
  let at = html.indexOf('<')
  while (at !== -1) {
    const next = html.charCodeAt(at + 1)
    let end: number
    if (next === EXCLAMATION || next === QUESTION) end = endOfDeclaration(html, at)
    else if (next === SLASH) end = readClosingTag(html, at, nesting)
    else if (isLetter(next)) end = readOpeningTag(html, at, nesting)
    else end = at + 1
    if (nesting.depth > depth) return 'depth'
    if (++count > tags) return 'tags'
    if (end <= at) return undefined
    at = html.indexOf('<', end)
  }
  return undefined
}

// Of the characters `!"'/=>?`.
const [EXCLAMATION, DOUBLE_QUOTE, SINGLE_QUOTE, SLASH, EQUALS, END, QUESTION] = [33, 34, 39, 47, 61, 62, 63]

class Nesting {
  #open: string[] = []
  #foreign: boolean[] = []

  get depth(): number {
    return Math.max(this.#open.length, this.#foreign.length)
  }

  enter(name: string): void {
    const closes = closedBy.get(name)
    if (closes) { while (closes.includes(this.#open.at(-1) ?? '')) this.#open.pop() }
    if (withoutContent.has(name)) return
    this.#open.push(name)
    if (foreign.has(name)) this.#foreign.push(true)
    else if (foreignHost.has(name)) this.#foreign.push(false)
  }

  /** `<g/>` ends itself within SVG and MathML; within HTML the slash means nothing. */
  endSelf(name: string): void {
    if (this.#foreign.at(-1) && this.#open.at(-1) === name) this.#open.pop()
  }

  leave(name: string): void {
    if (foreign.has(name) || foreignHost.has(name)) this.#foreign.pop()
    const place = withoutContent.has(name) ? -1 : this.#open.lastIndexOf(name)
    if (place !== -1) this.#open.length = place
  }
}

/** Where the text after `<!...>` or `<?...>` begins; 0 when it does not end. */
function endOfDeclaration(html: string, at: number): number {
  if (html.startsWith('<!--', at)) return after(html, '-->', at + 2)
  if (html.startsWith('<![CDATA[', at)) return after(html, ']]>', at + 9)
  if (html.startsWith('<!-', at)) return after(html, '>', at + 4)
  return after(html, '>', at + (html.startsWith('<!', at) && html[at + 2] !== '[' ? 3 : 2))
}

function readClosingTag(html: string, at: number, nesting: Nesting): number {
  let start = at + 2
  while (isSpace(html.charCodeAt(start))) start++
  if (!isLetter(html.charCodeAt(start))) return after(html, '>', start)
  let end = start
  while (end < html.length && html.charCodeAt(end) !== END && !isSpace(html.charCodeAt(end))) end++
  if (end === html.length) return 0
  nesting.leave(html.slice(start, end).toLowerCase())
  return after(html, '>', end)
}

function readOpeningTag(html: string, at: number, nesting: Nesting): number {
  let end = at + 1
  while (end < html.length && !isEndOfName(html.charCodeAt(end))) end++
  if (end === html.length) return 0
  const name = html.slice(at + 1, end).toLowerCase()
  nesting.enter(name)
  const tag = endOfTag(html, end)
  if (tag === undefined) return 0
  const text = textOnly.exec(name)
  if (tag.endsItself) nesting.endSelf(name)
  else if (text)
    return endOfText(html, tag.end, text[1] ?? `${text[2]!.startsWith('m') ? 'x' : 't'}${text[2]}`, nesting)
  return tag.end
}

/** Where the text after a tag begins; a `>` within quotes ends nothing. Undefined when the tag does not end. */
function endOfTag(html: string, from: number): { end: number; endsItself: boolean } | undefined {
  let at = from
  while (at < html.length) {
    let endsItself = false
    for (; isSpace(html.charCodeAt(at)) || html.charCodeAt(at) === SLASH; at++)
      endsItself ||= html.charCodeAt(at) === SLASH
    if (html.charCodeAt(at) === END) return { end: at + 1, endsItself }
    at++
    while (at < html.length && html.charCodeAt(at) !== EQUALS && !isEndOfName(html.charCodeAt(at))) at++
    while (isSpace(html.charCodeAt(at))) at++
    if (html.charCodeAt(at) === EQUALS) at = endOfValue(html, at + 1)
  }
  return undefined
}

function endOfValue(html: string, from: number): number {
  let at = from
  while (isSpace(html.charCodeAt(at))) at++
  const quote = html.charCodeAt(at)
  if (quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE) return after(html, html[at]!, at + 1) || html.length
  while (at < html.length && html.charCodeAt(at) !== END && !isSpace(html.charCodeAt(at))) at++
  return at
}

function endOfText(html: string, from: number, name: string, nesting: Nesting): number {
  const closing = new RegExp(`</${name}[ \\n\\t\\f\\r>]`, 'gi')
  closing.lastIndex = from
  if (!closing.test(html)) return 0
  nesting.leave(name)
  return after(html, '>', closing.lastIndex - 1)
}

/** The place behind the next occurrence of `mark`; 0 when there is none. */
function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from)
  return at === -1 ? 0 : at + mark.length
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 12 || code === 13
}

function isEndOfName(code: number): boolean {
  return code === SLASH || code === END || isSpace(code)
}

function each(names: string, closes: readonly string[]): [string, readonly string[]][] {
  return names.split(' ').map(name => [name, closes])
}
