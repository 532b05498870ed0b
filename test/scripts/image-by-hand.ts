import { DockerfileParser, type Instruction, type JSONInstruction } from 'dockerfile-ast'
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { basename, dirname, join, matchesGlob, relative } from 'node:path'

export interface Image {
  /** The folder that stands for `/`. */
  root: string
  /** The working directory, below `root`. */
  directory: string
  environment: Record<string, string>
  uid: number
  gid: number
  command: string[]
  healthCommand: string[]
}

/**
 * Carries out a Dockerfile step by step without an engine: a folder stands for each stage's `/`, and absolute paths in
 * RUN and ENV are moved below it. Base images are not there: node and npm are the ones of this machine.
 */
export function buildByHand(context: string, into: string): Image {
  const stages = new Map<string, Image>()
  let image = emptyImage(into)
  for (const instruction of DockerfileParser.parse(readFileSync(join(context, 'Dockerfile'), 'utf8'))
    .getInstructions())
  {
    const words = instruction.getArguments().map(argument => argument.getValue())
    const text = instruction.getArgumentsContent() ?? ''
    switch (instruction.getKeyword()) {
      case 'FROM': {
        const name = words[2] ?? 'final'
        image = emptyImage(join(into, name))
        stages.set(name, image)
        break
      }
      case 'WORKDIR':
        image.directory = join(image.root, text)
        mkdirSync(image.directory, { recursive: true })
        break
      case 'COPY':
        copy(instruction, words, context, image, stages)
        break
      case 'RUN':
        run(moved(text, image.root), image)
        break
      case 'ENV':
        for (const word of words) {
          const [name = '', value = ''] = word.split('=')
          image.environment[name] = value.startsWith('/') ? join(image.root, value) : value
        }
        break
      case 'USER':
        ;[image.uid = 0, image.gid = 0] = text.split(':').map(Number)
        break
      case 'CMD':
        image.command = list(instruction)
        break
      case 'HEALTHCHECK':
        image.healthCommand = JSON.parse(text.slice(text.indexOf('['))) as string[]
        break
    }
  }
  return image
}

function emptyImage(root: string): Image {
  mkdirSync(root, { recursive: true })
  chmodSync(root, 0o755)
  return { root, directory: root, environment: {}, uid: 0, gid: 0, command: [], healthCommand: [] }
}

function copy(
  instruction: Instruction,
  words: readonly string[],
  context: string,
  image: Image,
  stages: ReadonlyMap<string, Image>
): void {
  const destination = words.at(-1) ?? '.'
  const from = /--from=(\S+)/.exec(instruction.getTextContent())?.[1]
  const stage = from === undefined ? undefined : stages.get(from)
  const ignored = readIgnored(context)
  for (const source of words.slice(0, -1)) {
    const path = join(stage?.root ?? context, source)
    const target = join(image.directory, destination, destination.endsWith('/') ? basename(source) : '')
    mkdirSync(dirname(target), { recursive: true })
    // Moved, not copied: a stage gives each thing once, and node_modules is large.
    if (stage) renameSync(path, target)
    else cpSync(path, target, { recursive: true, filter: file => !ignored(relative(context, file)) })
  }
}

/** The rules of .dockerignore: the last pattern that matches a path or a folder above it decides. */
function readIgnored(context: string): (path: string) => boolean {
  const patterns = readFileSync(join(context, '.dockerignore'), 'utf8')
    .split('\n')
    .filter(line => line && !line.startsWith('#'))
  return path => {
    const ways = path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'))
    const last = patterns.findLast(pattern => ways.some(way => matchesGlob(way, pattern.replace('!', ''))))
    return last !== undefined && !last.startsWith('!')
  }
}

function moved(command: string, root: string): string {
  return command.replaceAll(/(?<=\s)\/(?=\w)/g, `${root}/`)
}

function run(command: string, image: Image): void {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd: image.directory,
    encoding: 'utf8',
    // The packages were fetched when this checkout was installed.
    env: { ...process.env, npm_config_prefer_offline: 'true', ...image.environment }
  })
  if (status !== 0) throw new Error(`RUN ${command}\n${stdout}${stderr}`)
}

function list(instruction: Instruction): string[] {
  return (instruction as JSONInstruction).getJSONStrings().map(text => JSON.parse(text.getValue()) as string)
}
