import { existsSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Command, CommandError, type Context, type Options, textOption, UsageError } from './command.ts'
import { filesOf, growingFile, wholeFile } from './logs/files.ts'
import { filterOf, type LogLine } from './logs/filter.ts'
import { linesOf } from './logs/lines.ts'
import { plain, readable } from './logs/show.ts'

const FROM_INPUT = '-'
/** What is shown of before when only what comes is asked for. */
const LAST = 10

/** One line that is to be shown. */
interface Found {
  raw: string
  /** Undefined for what is no line of the hub. */
  line: LogLine | undefined
}

export const logs: Command = {
  summary: "show the hub's log readably, and follow it",
  usage: [
    ['-f, --follow', 'show what comes as well, until Ctrl-C'],
    ['--request-id <id>', 'only lines of this request'],
    ['--system <id>', 'only about this system, or of requests that waited for it'],
    ['--consumer <id>', "only this consumer's requests"],
    ['--level <level>', 'only lines of this level or a worse one'],
    ['--status <status,...>', 'only requests that ended so: 503, 4xx'],
    ['--since <time>', 'only from then on: a time, or so long ago (30s, 15m, 2h, 1d)'],
    ['--last <number>', `of what is there only so much; ${LAST} with --follow, unless --since is given`],
    ['--limit <number>', 'end after so many lines'],
    ['--json', 'the lines as they stand in the log']
  ],
  options: {
    'follow': { type: 'boolean', short: 'f' },
    'request-id': { type: 'string' },
    'system': { type: 'string' },
    'consumer': { type: 'string' },
    'level': { type: 'string' },
    'status': { type: 'string' },
    'since': { type: 'string' },
    'last': { type: 'string' },
    'limit': { type: 'string' },
    'json': { type: 'boolean' }
  },
  operands: '[<file>]',
  async run(options, context, operands) {
    if (operands.length > 1) throw new UsageError('one file is read, with those of it that were put aside')
    const { isNarrow, fits, since } = filterOf(options)
    const limit = numberOption(options, 'limit') ?? Infinity
    const isFollowing = options['follow'] === true
    const last = numberOption(options, 'last') ?? (isFollowing && since === undefined ? LAST : Infinity)
    const show = ({ raw, line }: Found): void => {
      context.write(
        options['json'] === true ? raw : line === undefined ? plain(raw) : readable(line, context.hasColours === true)
      )
    }
    const find = (raw: string): Found | undefined => {
      const line = lineOf(raw)
      return (line === undefined ? raw === '' || isNarrow : !fits(line)) ? undefined : { raw, line }
    }

    const source = sourceOf(operands[0], context)
    if (typeof source !== 'string') {
      if (options['last'] !== undefined)
        throw new UsageError('--last is for files: what is piped in has no end to count from')
      return showAll(linesOf(source), find, show, limit)
    }
    /** What is there already, as long as it is not known how much of it is to be shown. */
    let held: Found[] | undefined = []
    const letGo = (): boolean => {
      for (const found of held?.slice(-Math.min(last, held.length)) ?? []) if (shown < limit) say(found)
      held = undefined
      return isFollowing && shown < limit
    }
    let shown = 0
    const say = (found: Found): void => {
      shown++
      show(found)
    }
    const take = (raw: string): void => {
      const found = find(raw)
      if (found === undefined) return
      if (last === Infinity || held === undefined) return say(found)
      held.push(found)
      if (held.length >= last * 2 + LAST) held.splice(0, held.length - last)
    }
    // Opened before the others are looked for: one that is put aside meanwhile is read all the same, and once.
    const handle = await open(source)
    for (const file of filesOf(source, (await handle.stat()).ino, since))
      for await (const raw of wholeFile(file)) if (shown < limit) take(raw)
    for await (const raw of growingFile(source, handle, { isFollowing, onEnd: letGo })) {
      if (shown >= limit) break
      take(raw)
      if (shown >= limit) break
    }
    return 0
  }
}

async function showAll(
  lines: AsyncIterable<string>,
  find: (raw: string) => Found | undefined,
  show: (found: Found) => void,
  limit: number
): Promise<number> {
  let left = limit
  for await (const raw of lines) {
    const found = find(raw)
    if (found === undefined) continue
    show(found)
    if (--left === 0) break
  }
  return 0
}

/** What is named, what the hub would write to, what is piped in, or what the demo writes. */
function sourceOf(named: string | undefined, { env, input }: Context): string | AsyncIterable<Buffer | string> {
  const file = named ?? (env['SATU_LOG_FILE'] || undefined)
  if (input !== undefined && (file === FROM_INPUT || (file === undefined && input.isPiped))) return input.bytes
  const path = resolve(file ?? join(env['SATU_DATA_DIR'] || '.satu', 'hub.log'))
  if (!existsSync(path))
    throw new CommandError(
      `there is no log file ${path}: name one, set SATU_LOG_FILE, or pipe the log in (\`npm start | satu logs\`)`
    )
  if (statSync(path).isDirectory()) throw new CommandError(`${path} is a folder, not a log file`)
  return path
}

/** Undefined for what is no line of the hub. */
function lineOf(raw: string): LogLine | undefined {
  if (!raw.startsWith('{')) return undefined
  try {
    const line = JSON.parse(raw) as LogLine
    return 'msg' in line || 'level' in line ? line : undefined
  } catch {
    return undefined
  }
}

function numberOption(options: Options, name: string): number | undefined {
  const text = textOption(options, name)
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`--${name} must be a number of at least 1`)
  return Number(text)
}
