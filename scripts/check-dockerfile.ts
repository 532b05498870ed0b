// Checks the Dockerfile: its syntax by the validator that editors use, and what this image promises by rules of our
// own.
import { type Dockerfile, DockerfileParser, type Instruction } from 'dockerfile-ast'
import { validate } from 'dockerfile-utils'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Finding {
  line: number
  message: string
}

export interface Context {
  /** Release of Node that package.json pins. */
  nodeVersion: string
  /** Packages of the image whose install scripts are needed. */
  scripted: readonly string[]
  /** Whether a path of the build context is there. */
  exists(path: string): boolean
}

/** @returns what is wrong, by line; empty if nothing is */
export function checkDockerfile(text: string, context: Context): Finding[] {
  const file = DockerfileParser.parse(text)
  return [
    ...validate(text).map(({ range, message }) => ({
      line: range.start.line + 1,
      message: typeof message === 'string' ? message : message.value
    })),
    ...rules.flatMap(rule => rule(file, context))
  ].toSorted((one, other) => one.line - other.line)
}

type Rule = (file: Dockerfile, context: Context) => Finding[]

const rules: readonly Rule[] = [
  pinsImages,
  pinsNode,
  installsWithoutScripts,
  copiesWhatIsThere,
  addsNothing,
  bakesNoSecret,
  runsUnprivileged
]

function finding(instruction: Instruction | undefined, message: string): Finding {
  return { line: instruction ? line(instruction) : 1, message }
}

function line(instruction: Instruction): number {
  return instruction.getRange().start.line + 1
}

function content(instruction: Instruction): string {
  return instruction.getArgumentsContent() ?? ''
}

function keyword(file: Dockerfile, word: string): Instruction[] {
  return file.getInstructions().filter(instruction => instruction.getKeyword() === word)
}

function pinsImages(file: Dockerfile): Finding[] {
  const stages = new Set(file.getFROMs().map(from => from.getBuildStage()))
  const release = /:[^:/]*(\d+\.\d+\.\d+|\$\{NODE_VERSION\})|@sha256:/
  return file
    .getFROMs()
    .filter(from => !stages.has(from.getImage()) && !release.test(from.getImage() ?? ''))
    .map(from => finding(from, `${from.getImage() ?? 'the image'} is not pinned to a release`))
}

function pinsNode(file: Dockerfile, { nodeVersion }: Context): Finding[] {
  const version = file.getInitialARGs().find(argument => content(argument).startsWith('NODE_VERSION='))
  if (version && content(version) === `NODE_VERSION=${nodeVersion}`) return []
  return [finding(version, `NODE_VERSION is not ${nodeVersion}, as in package.json`)]
}

/** `--ignore-scripts` keeps a second Node out of the image; it would also keep a package from being built. */
function installsWithoutScripts(file: Dockerfile, { scripted }: Context): Finding[] {
  const left = scripted.filter(name => name !== 'node')
  return keyword(file, 'RUN')
    .filter(run => content(run).includes('--ignore-scripts') && left.length > 0)
    .map(run => finding(run, `${left.join(', ')} would not be installed whole: it has an install script`))
}

function copiesWhatIsThere(file: Dockerfile, { exists }: Context): Finding[] {
  return file.getCOPYs().flatMap(copy => {
    if (copy.getFlags().some(flag => flag.getName() === 'from')) return []
    const sources = copy.getArguments().map(argument => argument.getValue()).slice(0, -1)
    return sources.filter(source => !exists(source)).map(source =>
      finding(copy, `${source} is not in the build context`)
    )
  })
}

function addsNothing(file: Dockerfile): Finding[] {
  return keyword(file, 'ADD').map(add => finding(add, 'ADD fetches and unpacks: use COPY'))
}

function bakesNoSecret(file: Dockerfile): Finding[] {
  const secret = /(SECRET|PASSWORD|TOKEN|_KEY|REDIS_URL|DATABASE_URL)\w*=/i
  return [...keyword(file, 'ENV'), ...keyword(file, 'ARG')]
    .filter(instruction => secret.test(content(instruction)))
    .map(instruction => finding(instruction, 'secrets come from the environment of the container, not from the image'))
}

/** What the last stage, the image itself, must say. */
function runsUnprivileged(file: Dockerfile): Finding[] {
  const last = file.getFROMs().at(-1)
  const image = file.getInstructions().filter(instruction => !last || line(instruction) > line(last))
  const all = (word: string): Instruction[] => image.filter(instruction => instruction.getKeyword() === word)
  const user = all('USER').at(-1)
  const privileged = !user || !/^[1-9]\d*(:[1-9]\d*)?$/.test(content(user))
  const runsAfterUser = all('RUN').filter(run => user && line(run) > line(user))
  const missing = ['HEALTHCHECK', 'EXPOSE', 'CMD'].filter(word => all(word).length !== 1)
  const inShell = all('CMD').filter(command => !content(command).startsWith('['))
  return [
    ...(privileged ? [finding(user ?? last, 'the last USER is not a number other than 0')] : []),
    ...runsAfterUser.map(run => finding(run, 'RUN follows USER')),
    ...missing.map(word => finding(last, `the last stage has not one ${word}`)),
    ...inShell.map(command => finding(command, 'CMD runs in a shell, which passes no signal on: write a list'))
  ]
}

/** What the checkout at `root` says about its image. */
export function readContext(root: string): Context {
  const manifest = readJson(join(root, 'package.json')) as {
    dependencies: { node: string }
    /** False: works without its script, and is not allowed to run it. */
    allowScripts: Record<string, boolean>
  }
  const lock = readJson(join(root, 'package-lock.json')) as {
    packages: Record<string, { dev?: boolean; hasInstallScript?: boolean }>
  }
  return {
    nodeVersion: manifest.dependencies.node,
    scripted: Object.entries(lock.packages)
      .filter(([, { dev, hasInstallScript }]) => hasInstallScript && !dev)
      .map(([path]) => path.replace(/^.*node_modules[/]/, ''))
      .filter(name => manifest.allowScripts[name] !== false),
    exists: path => existsSync(join(root, path))
  }
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  const findings = checkDockerfile(readFileSync(join(root, 'Dockerfile'), 'utf8'), readContext(root))
  for (const found of findings) console.log(`Dockerfile:${found.line}: ${found.message}`)
  if (findings.length > 0) process.exitCode = 1
}
