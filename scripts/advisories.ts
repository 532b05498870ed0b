import { spawn } from 'node:child_process'

/** A hole that somebody has published in a package of the lock file. */
export interface Advisory {
  /** `GHSA-...`, or its address. */
  id: string
  package: string
  title: string
  severity: string
}

/** A known hole that a person has looked at and found to be none here, for some time. */
export interface AcceptedAdvisory {
  id: string
  package: string
  reason: string
  /** Last day on which it is accepted; then somebody looks again. */
  until: string
}

/** What the registry told, or why it told nothing. */
export type Audit = { advisories: readonly Advisory[] } | { unknown: string }

const LIMIT_MS = 60_000

/**
 * Asks the configured registry, through npm, for advisories on what the lock file names. Never throws: a registry need
 * not tell.
 */
export async function askForAdvisories(root: string, more: readonly string[] = []): Promise<Audit> {
  return readAudit(await new Promise<string>(resolve => {
    const child = spawn('npm', ['audit', '--json', '--package-lock-only', '--fetch-retries=0', '--fetch-timeout=15000',
      ...more], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'], timeout: LIMIT_MS })
    const output: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    child.once('error', () => {
      resolve('')
    })
    child.once('close', () => {
      resolve(Buffer.concat(output).toString())
    })
  }))
}

/** @param text what `npm audit --json` printed */
export function readAudit(text: string): Audit {
  let report: unknown
  try {
    report = JSON.parse(text)
  } catch {
    return { unknown: 'npm audit did not answer' }
  }
  const { vulnerabilities, statusCode, message, error } = report as {
    vulnerabilities?: Record<string, { via?: unknown[] }>
    statusCode?: number
    message?: string
    error?: { code?: string; summary?: string }
  }
  if (vulnerabilities === undefined)
    return {
      unknown: `npm audit: ${
        statusCode === undefined ? error?.summary || error?.code || message || 'no report' : `status ${statusCode}`
      }`
    }
  const advisories = new Map<string, Advisory>()
  for (const { via = [] } of Object.values(vulnerabilities)) {
    for (const cause of via) {
      // A word names another package through which the hole comes.
      if (typeof cause !== 'object' || cause === null) continue
      const { url = '', name = '', title = '', severity = '', source = 0 } = cause as { url?: string; name?: string;
        title?: string; severity?: string; source?: number }
      const id = /GHSA-[\w-]+/.exec(url)?.[0] ?? (url || String(source))
      advisories.set(`${id} ${name}`, { id, package: name, title, severity })
    }
  }
  return { advisories: [...advisories.values()] }
}

/** What is wrong, and what could not be found out. */
export function judgeAdvisories(
  audit: Audit,
  accepted: readonly AcceptedAdvisory[],
  today: Date
): { faults: string[]; notes: string[] } {
  const day = today.toISOString().slice(0, 10)
  const entries = accepted.flatMap(({ id, package: name, reason, until }) => [
    ...(reason === '' ? [`accepted-packages.json: ${id} (${name}) gives no reason`] : []),
    ...(/^\d{4}-\d{2}-\d{2}$/.test(until)
      ? []
      : [`accepted-packages.json: ${id} (${name}) has no day until which it is accepted`]),
    ...(until < day ? [`accepted-packages.json: ${id} (${name}) was accepted until ${until}: look again`] : [])
  ])
  if ('unknown' in audit)
    return { faults: entries,
      notes: [`advisories are not known: the registry does not tell them here (${audit.unknown})`] }
  const isSame = (one: { id: string; package: string }, other: { id: string; package: string }): boolean =>
    one.id === other.id && one.package === other.package
  return {
    faults: [
      ...entries,
      ...audit.advisories.filter(advisory => !accepted.some(one => isSame(one, advisory)))
        .map(({ id, package: name, title, severity }) =>
          `${name}: ${title} (${severity}, ${id}): take a version without it, or say in accepted-packages.json ` +
          'until when and why it is none here'
        ),
      ...accepted.filter(one => !audit.advisories.some(advisory => isSame(one, advisory))).map((
        { id, package: name }
      ) => `accepted-packages.json: ${id} (${name}) is not told of any more: take it out`)
    ],
    notes: []
  }
}
