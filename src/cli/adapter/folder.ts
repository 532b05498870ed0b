import { existsSync, readFileSync, statSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { CommandError } from '../command.ts'
import { withProduct } from './table.ts'

/** A product that is about to be added. */
export interface NewAdapter {
  product: string
  /** What to write, by its place below the root: `adapters/wiki/index.ts`, `test/adapters/wiki/map.test.ts`. */
  files: ReadonlyMap<string, string | Uint8Array>
}

const TABLE = join('adapters', 'index.ts')

/** @throws CommandError for a name that is none, or that is taken below `root` */
export function checkProduct(product: string, root: string): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(product) || product.length < 2 || product.length > 32) {
    throw new CommandError(
      `"${product}" is no product name: 2 to 32 small letters and digits, parts joined by "-", such as "e-permit"`
    )
  }
  for (const folder of foldersOf(product)) {
    if (existsSync(join(root, folder)))
      throw new CommandError(`${folder} is there already; take another name, or remove it first`)
  }
}

/**
 * Adds a product: its folders under `adapters/` and `test/adapters/`, and its line in adapters/index.ts. All is written
 * aside and moved when it is whole, the line last: when it fails, everything is as it was.
 * @throws CommandError which says what is in the way
 */
export async function writeAdapter({ product, files }: NewAdapter, root: string): Promise<void> {
  checkProduct(product, root)
  const moved: string[] = []
  let aside: string | undefined
  try {
    const table = join(root, TABLE)
    const source = readFileSync(table, 'utf8')
    aside = await mkdtemp(join(root, '.adapter-'))
    await writeAll(aside, new Map([...files, [TABLE, withProduct(source, product)]]))
    await chmod(join(aside, TABLE), statSync(table).mode)
    for (const folder of foldersOf(product).filter(folder => existsSync(join(aside!, folder)))) {
      await rename(join(aside, folder), join(root, folder))
      moved.push(folder)
    }
    await rename(join(aside, TABLE), table)
  } catch (error) {
    for (const folder of moved) await rm(join(root, folder), { recursive: true, force: true })
    throw error instanceof CommandError ? error : new CommandError(whatIsInTheWay(error as NodeJS.ErrnoException, root))
  } finally {
    if (aside !== undefined) await rm(aside, { recursive: true, force: true })
  }
}

function foldersOf(product: string): string[] {
  return [join('adapters', product), join('test', 'adapters', product)]
}

async function writeAll(folder: string, files: NewAdapter['files']): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
}

function whatIsInTheWay(error: NodeJS.ErrnoException & { dest?: string }, root: string): string {
  const path = relative(root, error.dest ?? error.path ?? '').replace(/^\.adapter-[^/]+\/?/, '')
  const folder = path === '' ? 'this folder' : `${dirname(path)}/`
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `may not write in ${folder} (${error.code}); nothing was changed`
    case 'ENOENT':
    case 'ENOTDIR':
      return `there is no ${path === TABLE ? TABLE : folder} here; run it in a checkout of the hub`
    default:
      return `could not write ${path || 'the adapter'}: ${error.message}; nothing was changed`
  }
}
