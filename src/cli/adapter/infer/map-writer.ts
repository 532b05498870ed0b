import { recordSchemas } from '../../../contract/resources.ts'
import type { Composite } from './composites.ts'
import { entriesOf, type Entry, remarkOf, wordsOf } from './map-entries.ts'
import { listPart, objectPart, type Part } from './map-parts.ts'
import { placeSource, sharedPlace } from './map-places.ts'
import { Needs, valueOf } from './map-values.ts'
import type { MapSourceOptions, MapWriting } from './map-writing.ts'
import type { Pair } from './match.ts'
import { access, camel, indent, quoted } from './source-text.ts'
import { placeOf, type Target } from './targets.ts'

/** Writes the function that makes a record of a row. */
export class MapWriter implements MapWriting {
  readonly needs = new Needs()
  readonly options: MapSourceOptions
  readonly type: string
  /** What was found and cannot be written. */
  readonly leftOut: string[] = []
  isNeeded = false
  usesPlace = false
  #before: string[] = []
  #parts: Part[] = []
  #usesTools = false
  #rowName = 'row'
  #tools = 'tools'
  #usesId = false

  constructor(options: MapSourceOptions) {
    this.options = options
    this.type = recordSchemas[options.resource]
  }

  /** The body of the mapping; the rest is known when it is written. */
  record(): string[] {
    const key = this.#key()
    const entries: Entry[] = [{ name: 'identifiers', value: '[]' }]
    for (const field of new Set(this.options.targets.map(({ path }) => path.split(/[.[]/)[0] ?? ''))) {
      if (field !== 'source') entries.push(...this.#field(field))
    }
    const updatedAt = this.#updatedAt()
    const made = [
      ...this.#before,
      'return {',
      ...indent(
        entriesOf([key, updatedAt, { name: 'record',
          value: [`compact<${this.type}>({`, ...indent(entriesOf(entries)), '})'].join('\n') }])
      ),
      '}'
    ]
    const text = made.join('\n')
    this.#rowName = /\brow\b/.test(text) ? 'row' : '_row'
    const used = [...(/\bread\./.test(text) ? ['read'] : []), ...(this.#usesId ? ['id'] : [])]
    const wanted = used.length === 0 ? '' : `{ ${used.join(', ')} }`
    this.#tools = this.#usesTools ? 'tools' : wanted || '_tools'
    return indent([...(this.#usesTools && wanted !== '' ? [`const ${wanted} = tools`] : []), ...made])
  }

  /** Known when the record is written. */
  parameters(): string {
    return `${this.#rowName}: ${this.options.rowName}, ${this.#tools}: MapTools`
  }

  parts(): string[] {
    return this.#parts.flatMap(({ source }) => ['', ...source])
  }

  pair(path: string): Pair | undefined {
    return this.options.matching.pairs.find(({ target, joins }) => target.path === path && joins === undefined)
  }

  joined(target: Target): Pair | undefined {
    return this.options.matching.pairs.find(pair => pair.target === target && pair.joins === true)
  }

  composite(path: string): Composite | undefined {
    return this.options.matching.composites.find(({ target }) => target.path === path)
  }

  value(pair: Pair, root = 'row', field = quoted(pair.target.path)): string {
    const { resource, tables } = this.options
    const isPublicText = ['complaints', 'information-requests', 'proposals', 'incidents'].includes(resource)
    if (pair.target.kind === 'reference' || pair.target.path === 'service_code') return this.#linked(pair, root, field)
    return valueOf(pair, { needs: this.needs, tables, root, field, isPublicText, joined: this.joined(pair.target) })
  }

  needed(value: string, what: string): string {
    this.isNeeded = true
    return `needed(${value}, ${quoted(`has no ${what}`)})`
  }

  nothing(path: string, type: string): string {
    this.isNeeded = true
    return `needed<${type}>(undefined, ${quoted(`has no ${path}: no field of the sample is known to hold it`)})`
  }

  hoist(name: string, value: string, remark?: string): string {
    const lines = [...(remark === undefined ? [] : [`// ${remark}`]), ...`const ${name} = ${value}`.split('\n')]
    if (!this.#before.includes(lines.at(-1) ?? '') || !this.#before.includes(lines[0] ?? ''))
      this.#before.push(...lines)
    return name
  }

  keyName(): string {
    const value = this.#key().value
    return /^\w+$/.test(value) ? value : this.hoist('key', value)
  }

  leaveOut(what: string): void {
    this.leftOut.push(what)
  }

  useTools(): void {
    this.#usesTools = true
  }

  #linked({ column }: Pair, root: string, field: string): string {
    this.useTools()
    this.needs.helpers.add('linked')
    return `linked(${field}, ${access(root, column.path)}, tools)`
  }

  #key(): Entry {
    const { matching, resource } = this.options
    const { key, pairs } = matching
    const nop = this.composite('nop')
    // Of one object there is a bill each year.
    if (nop !== undefined || ((key === undefined || resource === 'tax-bills') && this.pair('nop') !== undefined)) {
      const number = this.#nop()
      const year = resource === 'tax-bills' ? this.pair('tax_year') : undefined
      return { name: 'key', value: year === undefined ? number : `\`\${${number}}-\${${this.#scalar(year)}}\`` }
    }
    if (key === undefined) return { name: 'key', value: this.nothing('key', 'string') }
    const own = pairs.find(pair => pair.column === key && pair.target.required)
    if (own !== undefined) return { name: 'key', value: this.#scalar(own) }
    const raw = access('row', key.path)
    return { name: 'key', value: this.hoist('key', this.needed(`read.text('id', ${raw})`, `key (${key.name})`)) }
  }

  #nop(): string {
    const composite = this.composite('nop')
    const pair = this.pair('nop')
    if (composite === undefined) return pair === undefined ? this.nothing('nop', 'string') : this.#scalar(pair)
    const roles = ['province', 'regency', 'district', 'village', 'block', 'sequence', 'kind']
    const parts = composite.columns.map((column, index) => `${roles[index]}: ${access('row', column.path)}`)
    const [first, last] = [composite.columns[0]?.name, composite.columns.at(-1)?.name]
    return this.hoist('nop',
      this.needed(`read.nopParts('nop', { ${parts.join(', ')} })`, `number (${first} to ${last})`))
  }

  /** A needed value that is used twice, or is a key. */
  #scalar(pair: Pair): string {
    return this.hoist(camel(pair.target.path),
      this.needed(this.value(pair), `${wordsOf(pair.target.path)} (${pair.column.name})`))
  }

  #updatedAt(): Entry {
    const own = this.pair('source.updated_at')
    const dates = this.options.matching.pairs.filter(({ target, joins }) =>
      (target.kind === 'date' || target.kind === 'dateTime') && !target.path.includes('[]') && joins === undefined
    )
    const other = dates.find(({ target }) => /submitted|received|published|issued|occurred|reported/.test(target.path))
    const pair = own ?? other
    if (pair === undefined) return { name: 'updatedAt', value: this.nothing('date of change', 'string') }
    const value = this.needed(
      this.value({ ...pair, target: { ...pair.target, kind: 'dateTime', path: 'source.updated_at' } }),
      `date of change (${pair.column.name})`
    )
    return { name: 'updatedAt', value,
      remark: own === undefined ? 'unsure: nothing says when a row was changed last' : remarkOf(own) }
  }

  #field(field: string): Entry[] {
    const own = this.options.targets.filter(({ path }) =>
      path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[]`)
    )
    const [first] = own
    if (first === undefined) return []
    if (field === 'status') return [this.#status(own)]
    if (field === 'agency_id') return this.#agency(first)
    if (first.path === field) return this.#plain(first)
    if (first.path === `${field}[]` || first.path.startsWith(`${field}[]`))
      return listPart(field, own, this, part => this.#parts.push(part))
    if (placeOf(first.path) === field) return this.#place(field)
    return objectPart(field, own, this, part => this.#parts.push(part))
  }

  #place(field: string): Entry[] {
    const value = placeSource(field, this)
    if (value !== undefined) return [{ name: field, value: value.source, remark: value.remark }]
    const shared = sharedPlace(this)
    if (shared === undefined) return []
    this.usesPlace = true
    this.needs.helpers.add('areaOf')
    return [{ name: field, value: `areaOf(${shared})`, remark: "somebody's home: only its area is for all" }]
  }

  #plain(target: Target): Entry[] {
    const pair = this.pair(target.path)
    const composite = this.composite(target.path)
    const type = `${this.type}['${target.path}']`
    if (target.path === 'nop' && (composite !== undefined || pair !== undefined))
      return [{ name: 'nop', value: this.#nop(), remark: pair && remarkOf(pair) }]
    if (target.isPerson === true || composite?.how === 'fullName') return this.#person(target, pair, composite)
    if (target.kind === 'rw' && pair !== undefined)
      return [{ name: target.path, value: `read.location('location', { rw: ${access('row', pair.column.path)} })?.rw`,
        remark: remarkOf(pair) }]
    if (pair === undefined) {
      if (!target.required) return []
      const permit = target.path === 'service_id' ? this.pair('permit_type') : undefined
      if (permit === undefined)
        return [{ name: target.path, value: this.nothing(target.path, type), remark: 'missing' }]
      this.#usesId = true
      return [{ name: target.path, value: `id(${this.#scalar(permit)})`,
        remark: 'unsure: if services go by the kind of permit' }]
    }
    if (target.path.endsWith('_html'))
      return [{ name: target.path, value: 'undefined',
        remark: `${pair.column.name}: clean it with sanitiseHtml in the client, which may wait for it` }]
    if (!target.required) return [{ name: target.path, value: this.value(pair), remark: remarkOf(pair) }]
    const isKey = this.#before.some(line => line.startsWith(`const ${camel(target.path)} = `)) ||
      (target.path === 'permit_type' && this.#linksServices())
    return [{ name: target.path, value: isKey
      ? this.#scalar(pair)
      : this.needed(this.value(pair), `${wordsOf(target.path)} (${pair.column.name})`), remark: remarkOf(pair) }]
  }

  #linksServices(): boolean {
    return this.options.targets.some(({ path, required }) => path === 'service_id' && required) &&
      this.pair('service_id') === undefined
  }

  #person(target: Target, pair: Pair | undefined, composite: Composite | undefined): Entry[] {
    const columns = composite?.columns ?? (pair === undefined ? [] : [pair.column])
    if (columns.length === 0)
      return target.required
        ? [{ name: target.path, value: this.nothing(target.path, 'string'), remark: 'missing' }]
        : []
    const raws = columns.map(({ path }) => access('row', path))
    const raw = raws.length === 1 ? (raws[0] ?? '') : `[${raws.join(', ')}].filter(Boolean).join(' ')`
    const read = `read.personName(${quoted(target.path)}, ${raw})`
    const name = this.hoist('name',
      target.required ? this.needed(read, `name (${columns.map(({ name }) => name).join(', ')})`) : read)
    const dot = target.required ? '.' : '?.'
    if (target.isPerson !== true) return [{ name: target.path, value: `${name}${dot}fullName` }]
    const titles = target.required
      ? 'name.titles.length > 0 ? name.titles : undefined'
      : 'name && name.titles.length > 0 ? name.titles : undefined'
    return [{ name: target.path, value: `${name}${dot}fullName`, remark: pair && remarkOf(pair) }, { name: 'name_raw',
      value: `${name}${dot}raw` }, { name: 'titles', value: titles }]
  }

  #status(own: readonly Target[]): Entry {
    const pair = this.pair('status.code')
    if (pair === undefined)
      return { name: 'status', value: "{ code: 'unknown', raw_code: '' }",
        remark: 'missing: no field of the sample says where the record stands' }
    const status = this.hoist('status',
      `read.text('status.raw_code', ${access('row', pair.column.path)}, { maxLength: 100 }) ?? ''`)
    const code = this.value(pair, 'row', "'status'").replace(access('row', pair.column.path), status)
    const more = own.filter(({ path }) => path !== 'status.code').flatMap(({ path }) => this.pair(path) ?? [])
    const entries = [{ name: 'code', value: code }, { name: 'raw_code', value: status },
      ...more.map(other => ({ name: other.target.path.slice(7), value: this.value(other), remark: remarkOf(other) }))]
    if (more.length === 0)
      return { name: 'status', value: `{ code: ${code}, raw_code: ${status} }`, remark: remarkOf(pair) }
    return { name: 'status',
      value: [`compact<${this.type}['status']>({`, ...indent(entriesOf(entries)), '})'].join('\n'),
      remark: remarkOf(pair) }
  }

  #agency({ required }: Target): Entry[] {
    this.needs.agency = true
    const named = this.pair('agency_id')
    return [{
      name: 'agency_id',
      value: required ? this.needed('agencyId', 'agency: the config names none for this system') : 'agencyId',
      remark: named && `unsure: ${named.column.name} seems to name one; createAgencyFinder finds its id`
    }]
  }
}
