import { bag, list } from '../../platform/config/bag.ts'
import type { CheckContext, Report } from '../../platform/config/check-context.ts'
import { pointerTo } from '../../platform/config/document.ts'
import { suggestion } from '../../platform/config/problems.ts'
import type { HubConfig } from '../../platform/config/schema.ts'
import { createTargetRules, findTargetFault, type TargetRules } from '../webhooks/index.ts'
import { alertKind, type AlertKindName, alertKindNames, builtInRules } from './settings.ts'

const TYPES = ['webhook', 'email', 'telegram'] as const
const SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/

/** What a schema cannot say of alerts. Whatever has the wrong shape is passed over, the schema has told it. */
export function checkAlerts(context: CheckContext): void {
  const { content, systems, report, isFromEnvironment } = context
  const { receivers, rules, digest } = bag(content['alerts'])
  const ids = Object.keys(bag(receivers))
  for (const [id, receiver] of Object.entries(bag(receivers)))
    checkReceiver(pointerTo('/alerts/receivers', id), bag(receiver), { report, isFromEnvironment,
      rules: bag(receiver)['email'] === undefined ? targetRulesOf(context, bag(receiver)) : undefined })
  const known = {
    receiver: ids,
    system: systems,
    agency: list(bag(content['city'])['agencies']).map(agency => bag(agency)['code']).filter(code =>
      typeof code === 'string'
    )
  }
  const checkNames = (pointer: string, what: keyof typeof known, names: unknown): void => {
    for (const [i, name] of list(names).entries()) {
      if (typeof name === 'string' && !known[what].includes(name))
        report(pointerTo(pointer, i), `unknown ${what} ${JSON.stringify(name)}${suggestion(name, known[what])}`,
          known[what])
    }
  }
  for (const [id, value] of Object.entries(bag(rules))) {
    const at = pointerTo('/alerts/rules', id)
    const rule = bag(value)
    checkNames(`${at}/to`, 'receiver', rule['to'])
    checkNames(`${at}/systems`, 'system', rule['systems'])
    checkNames(`${at}/agencies`, 'agency', rule['agencies'])
    checkRule(at, id, rule, report)
  }
  checkNames('/alerts/digest/to', 'receiver', bag(digest)['to'])
  if (digest !== undefined && ids.length === 0)
    report('/alerts/digest', 'needs a receiver under `alerts.receivers`: nobody would get it')
}

function checkReceiver(
  at: string,
  receiver: Readonly<Record<string, unknown>>,
  { report, isFromEnvironment, rules }: Pick<CheckContext, 'report' | 'isFromEnvironment'> & {
    rules: TargetRules | undefined
  }
): void {
  const given = TYPES.filter(type => receiver[type] !== undefined)
  if (given.length !== 1)
    report(at, given.length === 0
      ? 'needs one of webhook, email or telegram'
      : `has ${given.join(' and ')}: make a receiver of each`)
  const main = { webhook: 'url', email: 'host', telegram: 'token' }[given[0] ?? 'webhook']
  // What nobody has set here is no receiver here.
  if (given[0] !== undefined && bag(receiver[given[0]])[main] === '') {
    if (!isFromEnvironment(`${at}/${given[0]}/${main}`)) report(`${at}/${given[0]}/${main}`, 'must not be empty')
    return
  }
  const secretIn = (type: string, key: string): unknown => {
    const value = bag(receiver[type])[key]
    if (typeof value !== 'string' || isFromEnvironment(`${at}/${type}/${key}`)) return value
    report(`${at}/${type}/${key}`, 'is a secret: it must come from the environment, written as ${NAME} alone')
    return undefined
  }
  for (const type of ['webhook', 'telegram']) {
    const { url } = bag(receiver[type])
    const fault = typeof url === 'string' ? addressFault(url, rules) : undefined
    if (fault !== undefined) report(`${at}/${type}/url`, fault)
  }
  const secret = secretIn('webhook', 'secret')
  if (typeof secret === 'string') {
    const bytes = Buffer.from(SECRET.exec(secret)?.[1] ?? '', 'base64').length
    if (bytes < 24 || bytes > 64)
      report(`${at}/webhook/secret`,
        'must be `whsec_` and the base64 of 24 to 64 bytes; `echo "whsec_$(openssl rand -base64 32)"` makes one')
  }
  const token = secretIn('telegram', 'token')
  if (typeof token === 'string' && !/^[\w:-]+$/.test(token))
    report(`${at}/telegram/token`, 'must be letters, digits, `:`, `_` and `-`, as the server gave it')
  const { user, security } = bag(receiver['email'])
  const password = secretIn('email', 'password')
  if ((user === undefined) !== (bag(receiver['email'])['password'] === undefined))
    report(`${at}/email/${user === undefined ? 'password' : 'user'}`,
      'goes with the other: a user needs a password, and a password a user')
  else if (password !== undefined && security === 'none')
    report(`${at}/email/security`, 'must be starttls or tls where there is a password: it would be sent in the clear')
}

function checkRule(at: string, id: string, rule: Readonly<Record<string, unknown>>, report: Report): void {
  const builtIn = Object.hasOwn(builtInRules, id) ? builtInRules[id] : undefined
  const { kind: given, threshold, window_seconds: window } = rule
  if (given === undefined && builtIn === undefined) {
    report(at,
      `needs a kind, since it is none of the rules that are built in${suggestion(id, Object.keys(builtInRules))}`,
      alertKindNames)
    return
  }
  if (given !== undefined && builtIn !== undefined && given !== builtIn.kind)
    report(`${at}/kind`, `is ${builtIn.kind} in this rule, which is built in: give yours another name`)
  const name = given ?? builtIn?.kind
  if (typeof name !== 'string' || !(alertKindNames as readonly string[]).includes(name)) return
  const kind = alertKind(name as AlertKindName)
  const { threshold: counts } = kind
  if (typeof threshold === 'number' && counts === undefined)
    report(`${at}/threshold`, `is none of ${name}: it is true or it is not`)
  else if (typeof threshold === 'number' && counts !== undefined &&
    (threshold < counts.least || threshold > counts.most || (counts.isWhole && !Number.isInteger(threshold))))
  {
    report(`${at}/threshold`,
      `must be ${counts.isWhole ? 'an integer' : 'a number'} from ${counts.least} to ${counts.most} (${counts.of})`)
  }
  if (window !== undefined && kind.windowSeconds === undefined)
    report(`${at}/window_seconds`, `is none of ${name}, which looks at this moment`)
  if (rule['systems'] !== undefined && kind.about !== 'system')
    report(`${at}/systems`,
      `cannot be chosen for ${name}, which is about ${kind.about === 'hub' ? 'the hub itself' : 'agencies'}`)
  if (rule['agencies'] !== undefined && kind.about === 'hub')
    report(`${at}/agencies`, `cannot be chosen for ${name}, which is about the hub itself`)
}

/**
 * Where receivers may be called, as `createPost` has it: whoever writes an address into the file has chosen its port.
 * Undefined where that cannot be told: the schema has told why.
 */
function targetRulesOf(
  { content, environment }: Pick<CheckContext, 'content' | 'environment'>,
  { webhook, telegram }: Readonly<Record<string, unknown>>
): TargetRules | undefined {
  const { ports, ...settings } = bag(bag(content['hub'])['webhooks'])
  const given = bag(webhook)['url'] ?? bag(telegram)['url']
  const port = Number(typeof given === 'string' ? URL.parse(given)?.port : '')
  try {
    return environment === undefined ? undefined : createTargetRules(
      { ...settings, ports: [...list(ports), port] } as HubConfig['webhooks'],
      environment
    )
  } catch {
    return undefined
  }
}

// The address is never repeated: a path may hold what only its owner should know.
function addressFault(url: string, rules: TargetRules | undefined): string | undefined {
  if (!/^https?:\/\//.test(url)) return undefined
  const parsed = URL.parse(url)
  if (parsed === null) return 'is not a valid address'
  if (parsed.username !== '' || parsed.password !== '') return 'must not hold a user or a password'
  if (parsed.hash !== '') return 'must not have a fragment'
  return rules && findTargetFault(url, rules)
}
