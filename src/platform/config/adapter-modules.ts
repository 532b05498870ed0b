import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type AdapterTable, loadAdapters, type LoadedAdapters } from './adapters.ts'

export interface AdapterModules {
  /** The products as they stand on the disk now. A folder that did not change gives the very same adapter again. */
  load(): Promise<LoadedAdapters>
}

/**
 * Loads the products of a folder anew when their files have changed, without a restart: Node keeps a module for ever
 * under its URL, so every module of a product gets a mark of its folder's files into its URL. Modules of earlier
 * marks stay in memory until the process ends: some tens of kilobytes for each edit.
 * @param folder the folder that holds index.ts (the table of products) and a folder for each
 */
export function createAdapterModules(folder: URL): AdapterModules {
  const root = folder.href.endsWith('/') ? folder.href : `${folder.href}/`
  const marks = new Map<string, string>()

  registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context)
      if (!resolved.url.startsWith(root) || resolved.url.includes('?')) return resolved
      const [product = ''] = resolved.url.slice(root.length).split('/')
      const mark = marks.get(product)
      return mark === undefined ? resolved : { ...resolved, url: `${resolved.url}?${mark}` }
    }
  })

  return {
    async load() {
      const path = fileURLToPath(root)
      for (const entry of readdirSync(path, { withFileTypes: true })) {
        if (entry.isDirectory()) marks.set(entry.name, markOf(join(path, entry.name)))
      }
      marks.set('index.ts', markOf(join(path, 'index.ts')))
      const { adapters } =
        (await import(`${pathToFileURL(join(path, 'index.ts')).href}?${[...marks.values()].join('')}`)) as {
          adapters: AdapterTable
        }
      return loadAdapters(adapters)
    }
  }
}

/** Names, sizes and times of a folder's files (or of one file), in short. */
function markOf(path: string): string {
  const hash = createHash('sha1')
  const add = (file: string): void => {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path, { recursive: true }).map(String).filter(name => name.endsWith('.ts')).sort())
      add(join(path, name))
  } else add(path)
  return hash.digest('base64url').slice(0, 8)
}
