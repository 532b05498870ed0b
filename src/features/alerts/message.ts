import type { ResourceName } from '../../contract/resources.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { DigestBody } from './digest.ts'
import type { AlertsBody, AlertView, NoticeBody } from './notices.ts'
import type { AlertKindName, Severity } from './settings.ts'
import { type Language, lasting, words } from './words.ts'

/** A message in words, without the marks of any channel: each writes it in its own. */
export interface Message {
  title: string
  /** Lines that begin with two blanks belong to the one before. */
  lines: string[]
}

export interface Place {
  /** Name of the city. */
  city: string
  /** Address of the hub, for links; undefined where it is not known. */
  publicUrl: string | undefined
}

/** What is alike is told one by one up to so many, and then by names alone. */
const ONE_BY_ONE = 10
const NAMES = 40
/** Agencies and systems in a digest. */
const ROWS = 15

/** A time as people in the city read it: `2026-11-29 08:15 WIB`. */
export function wib(ms: number): string {
  return `${toWib(new Date(ms)).slice(0, 16).replace('T', ' ')} WIB`
}

/** Puts a notice into words. */
export function messageOf(body: NoticeBody, language: Language, place: Place, now: number): Message {
  const w = words[language]
  const about = `Satu ${place.city}`
  if (body.kind === 'test') return { title: `${about}: ${w.test}`, lines: [w.testBy(body.by)] }
  const message = body.kind === 'digest'
    ? digestMessage(body.digest, language, about)
    : alertsMessage(body.alerts, language, about, now)
  const center = place.publicUrl === undefined ? [] : ['', `Command Center: ${place.publicUrl}/command-center`]
  return { title: message.title, lines: [...message.lines, ...center] }
}

function alertsMessage(
  { firing, again, resolved, more }: AlertsBody,
  language: Language,
  about: string,
  now: number
): Message {
  const w = words[language]
  const lines: string[] = []
  if (firing.length > 0) lines.push(...listed(firing, language, now))
  if (again.length > 0) lines.push(...section(w.again), ...listed(again, language, now))
  if (resolved.length > 0) lines.push(...section(w.resolved), ...listed(resolved, language, now))
  if (more > 0) lines.push('', w.more(more))
  return { title: `${about}: ${titleOf({ firing, again, resolved }, language)}`, lines }

  function section(heading: string): string[] {
    return lines.length === 0 ? [heading, ''] : ['', heading, '']
  }
}

function titleOf({ firing, again, resolved }: Omit<AlertsBody, 'more'>, language: Language): string {
  const w = words[language]
  const [first] = firing
  if (first === undefined) {
    const alone = again.length + resolved.length === 1 ? again[0] ?? resolved[0] : undefined
    if (alone !== undefined) return `${resolved.length > 0 ? w.resolved : w.again}: ${sentence(alone, language)}`
    return resolved.length > 0 ? w.recovered(resolved.length) : w.ongoing(again.length)
  }
  const isUrgent = firing.some(({ severity }) => severity === 'page')
  const kinds = [...Map.groupBy(firing, ({ kind }) => kind)].map((
    [kind, views]
  ) => (views.length === 1 ? sentence(views[0] as AlertView, language) : w.many[kind as AlertKindName](views.length)))
  return `${isUrgent ? `[${w.severities.page}] ` : ''}${kinds.join('; ')}`
}

/** One by one, or by kind where they are many. */
function listed(views: readonly AlertView[], language: Language, now: number): string[] {
  if (views.length <= ONE_BY_ONE) return views.flatMap(view => told(view, language, now))
  const w = words[language]
  return [...Map.groupBy(views, ({ kind }) => kind)].flatMap(([kind, alike]) => {
    if (alike.length === 1) return told(alike[0] as AlertView, language, now)
    const first = Math.min(...alike.map(({ since }) => since))
    const names = alike.slice(0, NAMES).map(({ name }) => name)
    const rest = alike.length - names.length
    return [
      `${w.many[kind as AlertKindName](alike.length)}:`,
      `  ${names.join(', ')}${rest > 0 ? ` ${w.more(rest)}` : ''}`,
      `  ${w.since(wib(first), lasting((now - first) / 1_000, language))}`,
      ...hurting([...new Set(alike.flatMap(({ resources }) => resources))], undefined,
        Math.max(...alike.map(({ consumers }) => consumers)), language),
      `  ${w.todo}: ${runbookOf(kind)}`
    ]
  })
}

function told(view: AlertView, language: Language, now: number): string[] {
  const w = words[language]
  const { kind, severity, since, resolvedAt, resources, agency, consumers } = view
  if (resolvedAt !== undefined)
    return [sentence(view, language), `  ${w.over(wib(resolvedAt), lasting((resolvedAt - since) / 1_000, language))}`]
  return [
    `[${w.severities[severity as Severity] ?? severity}] ${sentence(view, language)}`,
    `  ${w.since(wib(since), lasting((now - since) / 1_000, language))}`,
    ...hurting(resources, agency, consumers, language),
    ...(view.flaps === true ? [`  ${w.flaps}`] : []),
    `  ${w.todo}: ${runbookOf(kind)}`
  ]
}

function hurting(
  resources: readonly string[],
  agency: string | undefined,
  consumers: number,
  language: Language
): string[] {
  const w = words[language]
  const parts = [
    ...(resources.length > 0 ? [resources.map(name => w.resources[name as ResourceName] ?? name).join(', ')] : []),
    ...(agency === undefined ? [] : [agency]),
    ...(consumers > 0 ? [w.consumers(consumers)] : [])
  ]
  return parts.length === 0 ? [] : [`  ${w.hurts}: ${parts.join('; ')}`]
}

/** What is wrong, in a sentence. */
export function sentence(
  { kind, name, value }: Pick<AlertView, 'kind' | 'name' | 'value'>,
  language: Language
): string {
  return words[language].kinds[kind as AlertKindName]?.(name, value) ?? `${kind}: ${name}`
}

/** Where it stands what to do. */
export function runbookOf(kind: string): string {
  return `docs/alerts.md#${kind}`
}

function digestMessage(
  { from, to, down, firing, waiting, parked, overdue, drift, silences }: DigestBody,
  language: Language,
  about: string
): Message {
  const w = words[language]
  const d = w.digestLines
  const counted = (heading: string, rows: readonly { name: string; count: number }[]): string[] => {
    if (rows.length === 0) return [`${heading}: ${w.nothing}`]
    const total = rows.reduce((sum, { count }) => sum + count, 0)
    return [`${heading}: ${total}`, ...rows.slice(0, ROWS).map(({ name, count }) => `  ${name}: ${count}`),
      ...(rows.length > ROWS ? [`  ${w.more(rows.length - ROWS)}`] : [])]
  }
  return {
    title: `${about}: ${w.digest(wib(to).slice(0, 10))}`,
    lines: [
      w.digestWas(wib(from), wib(to)),
      '',
      ...(down.length === 0
        ? [d.quiet]
        : [`${d.down}: ${down.length}`,
          ...down.slice(0, ROWS).map(({ name, times, seconds }) =>
            `  ${name}: ${lasting(seconds, language)}, ${d.times(times)}`
          ), ...(down.length > ROWS ? [`  ${w.more(down.length - ROWS)}`] : [])]),
      d.firing(firing),
      ...counted(d.waiting, waiting),
      ...counted(d.parked, parked),
      ...counted(d.overdue, overdue),
      `${d.drift}: ${drift.length === 0 ? w.nothing : drift.join(', ')}`,
      ...(silences > 0 ? [d.silenced(silences)] : [])
    ]
  }
}
