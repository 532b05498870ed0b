// Checks what comes from others, from the lock file alone: licences, integrity, where packages come from, what they may
// run. Then asks the registry, where it tells, for advisories. Tells `note:` lines of what could not be found out.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import parseExpression, { type Info } from 'spdx-expression-parse'
import { type AcceptedAdvisory, askForAdvisories, judgeAdvisories } from './advisories.ts'

/** An entry of `packages` in package-lock.json, version 3. */
export interface LockedPackage {
  /** The package's own name, when it is installed under another. */
  name?: string
  version?: string
  license?: string
  integrity?: string
  resolved?: string
  link?: boolean
  dev?: boolean
  devOptional?: boolean
  optional?: boolean
  inBundle?: boolean
  hasInstallScript?: boolean
}

export interface Manifest {
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  /** Whether a package that has install scripts may run them. */
  allowScripts?: Record<string, boolean>
}

/** What a person has looked at, and when. */
export interface Accepted {
  /**
   * By `<name>@<version>`: the licence of a package whose lock entry names none, or whose own licence is taken for this
   * reason.
   */
  licences: Record<string, { licence: string; reason: string; on: string }>
  advisories: AcceptedAdvisory[]
}

export interface Checkout {
  lock: { lockfileVersion?: number; packages?: Record<string, LockedPackage> }
  manifest: Manifest
  accepted: Accepted
  /** What NOTICE says: packages that bring no text of their licence are named there. */
  notice: string
  /** Whether an installed package brings the text of its licence; undefined when it is not installed. */
  hasLicenceText(path: string): boolean | undefined
}

/** Licences that an image of the hub may hold: they ask for no more than to be named. */
const SHIPPED = new Set(['MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', '0BSD',
  'CC0-1.0', 'Unlicense', 'UPL-1.0'])
/** And those of tools, which nobody is given. */
const TOOLS = new Set([...SHIPPED, 'Python-2.0', 'CC-BY-3.0', 'CC-BY-4.0', 'MPL-2.0'])

const EXACT = /^(?:npm:(?:@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/
const SHA512 = /^sha512-[A-Za-z0-9+/]{86}==$/

/** @returns what is wrong, one line each; empty if nothing is */
export function checkPackages({ lock, manifest, accepted, notice, hasLicenceText }: Checkout): string[] {
  if (lock.lockfileVersion !== 3 || lock.packages === undefined) return ['package-lock.json is not of version 3']
  const entries = Object.entries(lock.packages).filter(([path]) => path !== '').map(([path, entry]) => ({ path,
    name: entry.name ?? nameAt(path), entry })
  )
  const used = new Set<string>()
  const found = [
    ...exactVersions(manifest),
    ...entries.flatMap(({ path, name, entry }) =>
      [...originOf(entry), ...licenceOf(name, entry, accepted, used), ...textOf(path, name, entry)].map(fault =>
        `${path}: ${fault}`
      )
    ),
    ...scriptsOf(entries.filter(({ entry }) => entry.hasInstallScript).map(({ path }) => nameAt(path)), manifest),
    ...Object.keys(accepted.licences).filter(key => !used.has(key)).map(key =>
      `accepted-packages.json: ${key} is not in the lock file any more, or names its licence by now`
    )
  ]
  return [...new Set(found)]

  function textOf(path: string, name: string, entry: LockedPackage): string[] {
    if (isTool(entry) || hasLicenceText(path) !== false || notice.includes(`\n${name}\n`)) return []
    return ['it brings no text of its licence: name it in NOTICE']
  }
}

function exactVersions({ dependencies, devDependencies, optionalDependencies }: Manifest): string[] {
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !EXACT.test(version))
    .map(([name, version]) => `package.json: ${name} is "${version}": name one version of the registry`)
}

/** Whatever does not come from the registry, or is not known byte by byte, may be another thing tomorrow. */
function originOf({ integrity, resolved, link, inBundle }: LockedPackage): string[] {
  if (link === true) return ['it is a link to a folder']
  const from = resolved === undefined
    ? []
    : [/^git|\.git(#|$)|^file:|^(?!https?:)/.test(resolved)
      ? 'it comes from a repository or a file, not from the registry'
      : 'it names an address: the lock file is to name none (npm install --omit-lockfile-registry-resolved)']
  // What lies in the archive of another is known by that.
  const known = inBundle === true || (integrity !== undefined && SHA512.test(integrity))
    ? []
    : [integrity === undefined ? 'it has no integrity' : 'its integrity is not one SHA-512']
  return [...from, ...known]
}

function licenceOf(name: string, entry: LockedPackage, { licences }: Accepted, used: Set<string>): string[] {
  const key = `${name}@${entry.version ?? ''}`
  const looked = licences[key]
  if (looked !== undefined) used.add(key)
  const licence = looked?.licence ?? entry.license
  if (licence === undefined) return [`it names no licence: look it up, and write ${key} into accepted-packages.json`]
  if (looked?.reason === '') return ['its entry in accepted-packages.json gives no reason']
  let expression: Info
  try {
    expression = parseExpression(licence)
  } catch {
    return [`its licence "${licence}" is no SPDX expression`]
  }
  return allows(expression, isTool(entry) ? TOOLS : SHIPPED)
    ? []
    : [`its licence ${licence} is none of those that ${isTool(entry) ? 'a tool' : 'what is shipped'} may have`]
}

/** One of several to choose from is enough; of several that hold together all must be allowed. */
function allows(expression: Info, allowed: ReadonlySet<string>): boolean {
  if ('conjunction' in expression) {
    const sides = [expression.left, expression.right]
    return expression.conjunction === 'or'
      ? sides.some(side => allows(side, allowed))
      : sides.every(side => allows(side, allowed))
  }
  // An exception only ever gives more.
  return allowed.has(expression.license)
}

function isTool({ dev, devOptional }: LockedPackage): boolean {
  return dev === true || devOptional === true
}

function scriptsOf(scripted: readonly string[], { allowScripts = {} }: Manifest): string[] {
  return [
    ...scripted.filter(name => !Object.hasOwn(allowScripts, name)).map(name =>
      `${name} runs a script when it is installed: say in package.json, under allowScripts, whether it may`
    ),
    ...Object.keys(allowScripts).filter(name => !scripted.includes(name)).map(name =>
      `package.json: allowScripts names ${name}, which has no install script`
    )
  ]
}

function nameAt(path: string): string {
  return path.replace(/^.*node_modules[/]/, '')
}

/** What the checkout at `root` has. */
export function readCheckout(root: string): Checkout {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'))
  return {
    lock: read('package-lock.json') as Checkout['lock'],
    manifest: read('package.json') as Manifest,
    accepted: read('scripts/accepted-packages.json') as Accepted,
    notice: readFileSync(join(root, 'NOTICE'), 'utf8'),
    hasLicenceText: path => (existsSync(join(root, path))
      ? readdirSync(join(root, path)).some(file => /^(licen[cs]e|copying|unlicense)/i.test(file))
      : undefined)
  }
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  const checkout = readCheckout(root)
  const { faults, notes } = judgeAdvisories(await askForAdvisories(root), checkout.accepted.advisories, new Date())
  for (const note of notes) console.log(`note: ${note}`)
  const found = [...checkPackages(checkout), ...faults]
  for (const fault of found) console.log(fault)
  if (found.length > 0) process.exitCode = 1
}
