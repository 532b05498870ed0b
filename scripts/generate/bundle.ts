import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { OpenAPI3 } from 'openapi-typescript'
import { parse } from 'yaml'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type JsonObject = { [key: string]: Json }

/** `complaints.yaml#/schemas/Complaint`; without a file it is in the same one. */
const REFERENCE = /^([\w-]+\.yaml)?#\/(paths|schemas|parameters|headers|responses)\/(\w+)$/

/**
 * Puts the files of a contract into one document. A path item takes the place of its reference, everything else
 * becomes a component under its own name. Reads YAML and needs nothing else, so that it runs where the hub runs.
 * @param entry path of the file that has `paths` and `components`
 * @throws Error naming the file and the reference, when a reference leads nowhere
 */
export function bundleContract(entry: string): OpenAPI3 {
  const folder = join(entry, '..')
  const files = new Map<string, JsonObject>()
  const components: Record<string, JsonObject> = {}
  /** The component that each definition became, by where it stands: `http.yaml parameters/Id`. */
  const places = new Map<string, string>()
  /** What each component was defined as: `parameters/Id`. */
  const definitions = new Map<string, string>()

  function read(file: string): JsonObject {
    const known = files.get(file)
    if (known !== undefined) return known
    let content: JsonObject
    try {
      content = parse(readFileSync(join(folder, file), 'utf8'), { merge: true }) as JsonObject
    } catch (error) {
      throw new Error(`openapi/${file} cannot be read: ${(error as Error).message}`, { cause: error })
    }
    files.set(file, content)
    return content
  }

  function walk(value: Json, file: string): Json {
    if (Array.isArray(value)) return value.map(item => walk(item, file))
    if (typeof value !== 'object' || value === null) return value
    if (typeof value['$ref'] !== 'string') return each(value, file)
    const { $ref, ...beside } = value
    const found = follow($ref, file)
    return typeof found === 'string' ? each({ ...value, $ref: found }, file) : { ...found, ...each(beside, file) }
  }

  function each(value: JsonObject, file: string): JsonObject {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, file)]))
  }

  /** @returns the reference within the document, or the path item itself */
  function follow(reference: string, file: string): string | JsonObject {
    const [, target = file, kind = '', name = ''] = REFERENCE.exec(reference) ?? []
    const content = ((read(target)[kind] ?? {}) as JsonObject)[name] as JsonObject | undefined
    if (content === undefined) throw new Error(`openapi/${file}: ${reference} leads nowhere`)
    if (kind === 'paths') return walk(content, target) as JsonObject
    const origin = `${target} ${kind}/${name}`
    const known = places.get(origin)
    if (known !== undefined) return known
    const all = components[kind] ??= {}
    const free = freeName(kind, name, absolute(content, target))
    const place = `#/components/${kind}/${free}`
    // Before what it refers to, which may be itself.
    places.set(origin, place)
    if (!(free in all)) {
      all[free] = {}
      all[free] = walk(content, target)
    }
    return place
  }

  /** Two files may use one name. They share the component where they mean the same by it; else the second is `-2`. */
  function freeName(kind: string, name: string, definition: string): string {
    for (let number = 1;; number++) {
      const free = number === 1 ? name : `${name}-${number}`
      const place = `${kind}/${free}`
      if ((definitions.get(place) ?? definition) !== definition) continue
      definitions.set(place, definition)
      return free
    }
  }

  const file = basename(entry)
  const document = each(read(file), file)
  const own = document['components'] as Record<string, JsonObject>
  for (const [kind, map] of Object.entries(components)) own[kind] = { ...own[kind], ...map }
  return document as unknown as OpenAPI3
}

/** A definition as text that means the same wherever it stands. */
function absolute(content: JsonObject, file: string): string {
  return JSON.stringify(content, (key, value: Json) => {
    const isWithinFile = key === '$ref' && typeof value === 'string' && value.startsWith('#')
    return isWithinFile ? `${file}${value}` : value
  })
}
