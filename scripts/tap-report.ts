/** The true counts of one test run. */
export interface Counts {
  passed: number
  failed: number
  skipped: number
}

export interface TapReport {
  /** Takes one line of TAP, as tap writes it. */
  line(text: string): void
  /** The test file that is being reported, for messages. */
  current(): string | undefined
  /** What was read so far; a run that failed or checked nothing has at least one failure. */
  counts(succeeded: boolean): Counts
}

/** A subtest that was opened and not closed yet, by the indentation of its closing line. */
interface Block {
  name: string
  before: Counts
}

interface Point {
  indent: number
  failed: boolean
  name: string
  /** Skipped or to do, with the reason. */
  passedOver: boolean
  reason: string
}

type Sink = (text: string) => void

const subtestLine = /^( *)# Subtest: (.*)$/
const pointLine = /^( *)(not )?ok \d+(?: - (.*?))?(?: # (skip|todo|time)\b(.*))?$/i
const otherTapLine = /^ *(#.*|\d+\.\.\d+.*|TAP version.*|pragma .*)?$/
const ignore: Sink = () => undefined

/**
 * Reads TAP and prints one line a test file, and each failure with its diagnosis. It counts assertions as tap does,
 * and in addition what tap leaves to its exit code: a file or a test that fails without a failed assertion (killed,
 * for instance), and a file that checks nothing. A file that times out is one failure.
 */
export function createTapReport(print: Sink = ignore): TapReport {
  const total: Counts = { passed: 0, failed: 0, skipped: 0 }
  const open = new Map<number, Block>()
  let details: string[] = []
  let bailedOut = false
  let yamlEnd: string | undefined
  /** Where the diagnosis of the last point goes. */
  let diagnosis = ignore

  function endFile({ name, before }: Block): void {
    const { passed, failed, skipped } = difference(total, before)
    const parts = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`]
    print(`${failed > 0 ? 'FAIL' : 'ok  '} ${name}: ${parts.filter(Boolean).join(', ')}`)
    if (failed > 0) details.forEach(print)
    details = []
  }

  function fail(name: string, indent: number): void {
    total.failed += 1
    const parents = [...open].filter(([at]) => at > 0 && at < indent).map(([, block]) => block.name)
    details.push(`    not ok: ${[...parents, name].join(' > ')}`)
  }

  function endPoint({ indent, failed, name, passedOver, reason }: Point): void {
    const block = open.get(indent) ?? { name, before: { ...total } }
    const inside = difference(total, block.before)
    const leaf = inside.passed + inside.failed + inside.skipped === 0
    const unexplained = failed && !passedOver && inside.failed === 0
    diagnosis = unexplained ? text => details.push(`      ${text.slice(indent)}`) : ignore
    if (unexplained) fail(name, indent)
    else if (indent === 0 && passedOver && reason === 'no tests found') fail(reason, indent)
    else if (leaf && passedOver) total.skipped += 1
    else if (leaf) total.passed += 1
    open.delete(indent)
    if (indent > 0) return
    endFile(block)
    // What ended the file follows its line, between the command's many parameters.
    if (unexplained) diagnosis = text => /^ *(exitCode|signal|expired):/.test(text) && print(`      ${text.trim()}`)
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
      open.set(opened[1]!.length, { name: opened[2]!, before: { ...total } })
      return
    }
    const found = pointLine.exec(text)
    if (found) {
      const [, indent = '', not, name = '', directive = 'time', reason = ''] = found
      const passedOver = directive.toLowerCase() !== 'time'
      endPoint({ indent: indent.length, failed: Boolean(not), name, passedOver, reason: reason.trim() })
    } else if (text.startsWith('Bail out!')) {
      if (!bailedOut) total.failed += 1
      if (!bailedOut) print(text)
      bailedOut = true
    } else if (!otherTapLine.test(text)) {
      details.push(text)
    }
  }

  return {
    line,
    current: () => open.get(0)?.name,
    counts(succeeded) {
      const nothingRan = total.passed + total.failed === 0
      return total.failed === 0 && (!succeeded || nothingRan) ? { ...total, failed: 1 } : { ...total }
    }
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
