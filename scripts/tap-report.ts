/** The true counts of one test run. */
export interface Counts {
  passed: number
  failed: number
  skipped: number
}

export interface FileResult {
  name: string
  timeMs: number
}

export interface TapReport {
  /** Takes one line of TAP, as tap writes it. */
  line(text: string): void
  /**
   * The process that wrote it has ended, for a reason unless all is well: the file that was running fails for that, or
   * the first of its files when none was.
   */
  end(reason: string | undefined, files: readonly string[]): void
  /** What was read so far. */
  counts(): Counts
}

export interface TapReportSinks {
  print?: (text: string) => void
  /** Is told of each file that has ended. */
  file?: (result: FileResult) => void
}

/** A subtest that was opened and not closed yet, by the indentation of its closing line. */
interface Block {
  name: string
  before: Counts
  startMs: number
}

interface Point {
  indent: number
  failed: boolean
  name: string
  /** Skipped or to do. */
  passedOver: boolean
}

const subtestLine = /^( *)# Subtest: (.*)$/
const pointLine = /^( *)(not )?ok \d+(?: - (.*?))?(?: # (skip|todo|time)\b(.*))?$/i
const otherTapLine = /^ *(#.*|\d+\.\.\d+.*|TAP version.*|pragma .*)?$/
const ignore = (): void => undefined

/**
 * Reads TAP and prints one line a test file, and each failure with its diagnosis. It counts assertions as tap does,
 * and in addition what tap leaves to its exit code: a file or a test that fails without a failed assertion (killed,
 * for instance), and a file that checks nothing. A file that times out is one failure.
 */
export function createTapReport({ print = ignore, file = ignore }: TapReportSinks = {}): TapReport {
  const total: Counts = { passed: 0, failed: 0, skipped: 0 }
  const open = new Map<number, Block>()
  const ended = new Set<string>()
  let details: string[] = []
  let bailedOut = false
  let yamlEnd: string | undefined
  /** Where the diagnosis of the last point goes. */
  let diagnosis: (text: string) => void = ignore

  const begin = (name: string): Block => ({ name, before: { ...total }, startMs: performance.now() })

  function endFile({ name, before, startMs }: Block): void {
    const { passed, failed, skipped } = difference(total, before)
    const parts = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`]
    print(`${failed > 0 ? 'FAIL' : 'ok  '} ${name}: ${parts.filter(Boolean).join(', ')}`)
    if (failed > 0) details.forEach(print)
    details = []
    ended.add(name)
    file({ name, timeMs: performance.now() - startMs })
  }

  function fail(name: string, indent: number): void {
    total.failed += 1
    const parents = [...open].filter(([at]) => at > 0 && at < indent).map(([, block]) => block.name)
    details.push(`    not ok: ${[...parents, name].join(' > ')}`)
  }

  function endPoint({ indent, failed, name, passedOver }: Point): void {
    const block = open.get(indent)
    // What was still to come when a file ended the process runs in another.
    if (indent === 0 && !block && name.startsWith('child test left in queue')) return
    const { before } = block ?? begin(name)
    const inside = difference(total, before)
    const leaf = inside.passed + inside.failed + inside.skipped === 0
    const unexplained = failed && !passedOver && inside.failed === 0
    diagnosis = unexplained ? text => details.push(`      ${text.slice(indent)}`) : ignore
    if (unexplained) fail(name, indent)
    else if (indent === 0 && leaf) fail('no tests found', indent)
    else if (leaf && passedOver) total.skipped += 1
    else if (leaf) total.passed += 1
    open.delete(indent)
    if (indent === 0 && block) endFile(block)
  }

  function line(text: string): void {
    if (yamlEnd !== undefined) {
      if (text === yamlEnd) yamlEnd = undefined
      else diagnosis(text)
      return
    }
    if (/^ *---$/.test(text)) {
      yamlEnd = text.replace('---', '...')
      return
    }
    const opened = subtestLine.exec(text)
    if (opened) {
      open.set(opened[1]!.length, begin(opened[2]!))
      return
    }
    const found = pointLine.exec(text)
    if (found) {
      const [, indent = '', not, name = '', directive = 'time'] = found
      endPoint({ indent: indent.length, failed: Boolean(not), name, passedOver: directive.toLowerCase() !== 'time' })
    } else if (text.startsWith('Bail out!')) {
      if (!bailedOut) total.failed += 1
      if (!bailedOut) print(text)
      bailedOut = true
    } else if (!otherTapLine.test(text)) {
      details.push(text)
    }
  }

  function end(reason: string | undefined, files: readonly string[]): void {
    const running = open.get(0) ?? (ended.size === 0 ? begin(files[0] ?? 'no file') : undefined)
    if (running) {
      open.clear()
      if (!bailedOut) fail(reason ?? 'the process ended before its tests', 0)
      endFile(running)
    } else if (details.length > 0 || (reason !== undefined && total.failed === 0)) {
      if (details.length === 0) fail(reason ?? 'failed', 0)
      print(`FAIL ${files.length === 1 ? files[0] : `one of ${files.join(', ')}`}`)
      details.forEach(print)
      details = []
    }
  }

  return { line, end, counts: () => ({ ...total }) }
}

export function addCounts(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped
  }
}

function difference(now: Counts, before: Counts): Counts {
  return {
    passed: now.passed - before.passed,
    failed: now.failed - before.failed,
    skipped: now.skipped - before.skipped
  }
}

export function formatCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
