import { SystemFault } from '../../kit/faults.ts'
import { secretsOf } from '../../platform/config/settings.ts'
import { messageOf } from '../collection.ts'
import { count, type Failure, skipped, type Verdict, verdict } from '../verdict.ts'
import { writingsOf } from '../writing.ts'
import { type Bench, type Group, sample } from './bench.ts'
import { CANARY } from './http-obstacles.ts'
import { rowsIn, waysOf } from './ways.ts'

/** Whether what must stay secret does. Comes last: it looks at all that was said before. */
export const secrets: Group = bench => [
  { name: 'wrong credentials are told as denied', run: () => tellsDenial(bench) },
  { name: 'no secret and no payload stands in an error, a log line or a record', run: () => keepsSecrets(bench) }
]

async function tellsDenial(bench: Bench): Promise<Verdict> {
  const { subject } = bench
  const given = subject.standIn.settings ?? {}
  if (secretsOf(given, subject.adapter).length === 0) return skipped('the settings hold no secret')
  const settings = replaceAll(given, new Set(secretsOf(given, subject.adapter))) as Record<string, unknown>
  const [client, rightful] = [subject.connect({ settings }), subject.connect()]
  const failures: Failure[] = []
  let served = 0
  const ways = await waysOf(bench)
  for (const { name, run } of ways) {
    const { value, fault, error } = await subject.ask(name, call => run(client, call))
    if (error === undefined && name.startsWith('receive '))
      failures.push({ what: 'is taken whatever the secret is', where: name,
        fix: 'Anybody can send to the push address: check the key or the signature first.' })
    else if (error === undefined &&
      rowsIn(value) < rowsIn((await subject.ask(name, call => run(rightful, call))).value))
    {
      failures.push({ what: `takes the refusal for an answer: ${count(rowsIn(value), 'row')}`, where: name,
        fix: 'Tell how this system refuses credentials from "there is none": throw SystemFault `denied`.' })
    } else if (error === undefined) served++
    else if (!(fault instanceof SystemFault && fault.kind === 'denied')) {
      failures.push({
        what: `is told as ${fault instanceof SystemFault ? `\`${fault.kind}\`` : messageOf(fault)} instead of denied`,
        where: name,
        fix: 'Throw SystemFault `denied` for whatever this system says to wrong credentials.'
      })
    }
  }
  return served === ways.length ? skipped('the stand-in asks for no credentials') : verdict(failures)
}

function replaceAll(value: unknown, secrets: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map(item => replaceAll(item, secrets))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaceAll(inner, secrets)]))
  return secrets.has(String(value)) ? wrongFor(String(value)) : value
}

/**
 * Another secret of the same form, so that the settings still fit their schema: its second half is turned on by one.
 */
function wrongFor(secret: string): string {
  const half = Math.floor(secret.length / 2)
  return secret.slice(0, half) +
    secret.slice(half).replace(/[a-y]|[A-Y]|[0-8]/g, letter => String.fromCharCode(letter.charCodeAt(0) + 1))
}

async function keepsSecrets({ subject, collection }: Bench): Promise<Verdict> {
  const failures: Failure[] = []
  const told = new Set<string>()
  const tell = (what: string, where: string, fix: string): void => {
    if (told.has(`${what} ${where}`)) return
    told.add(`${what} ${where}`)
    failures.push({ what, where, fix })
  }
  const written = writingsOf(subject).flatMap(({ body }) => longTexts(body))
  for (const { by, text } of subject.said) {
    if ([...subject.secrets, ...subject.secrets.map(wrongFor)].some(secret => text.includes(secret)))
      tell('holds a secret of the settings', by,
        'Say in your own words what went wrong; repeat no address, header, parameter or body.')
    if (written.some(own => text.includes(own)))
      tell('repeats what was written', by,
        'Say in your own words what went wrong: what people write may hold anything.')
    if (text.includes(CANARY))
      tell("repeats the system's answer", by,
        "Say in your own words what went wrong: an answer may hold anybody's data.")
  }
  for (const [resource, reader] of subject.readers) {
    const { made } = await collection(resource, reader)
    for (const key of resource === 'residents' ? made.flatMap(one => one.key ?? []) : []) {
      if (subject.said.some(({ text }) => text.includes(key)))
        tell('holds the NIK that was asked for', 'an error', 'Never put what was asked for into an error.')
    }
    for (const { record, index } of sample(made, 1_000)) {
      const text = JSON.stringify(record) ?? ''
      if (subject.secrets.some(secret => text.includes(secret)))
        tell('holds a secret of the settings', `${resource}, row ${index + 1}`,
          'Take links apart: leave out the key that the system puts into them.')
    }
  }
  return verdict(failures.slice(0, 8), `${subject.said.length.toLocaleString('en')} errors and log lines`)
}

/** Texts of several words and long numbers, which stand nowhere by chance. */
function longTexts(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(longTexts)
  return typeof value === 'string' && (/\S\s+\S/.test(value) || /\d{8}/.test(value)) ? [value] : []
}
