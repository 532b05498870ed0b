import { type Static, Type } from 'typebox'
import { coded, keyed, object, oneOf, several, text } from '../../platform/config/schema-parts.ts'
import type { ConfigFile } from '../../platform/config/schema.ts'
import { weekdays } from '../../platform/config/week.ts'

/** How urgent it is: `page`, somebody has to look now; `ticket`, today. */
export const severities = ['page', 'ticket'] as const
export type Severity = (typeof severities)[number]

interface AlertKind {
  /** What the threshold counts, and the least and the most that makes sense; undefined: it has none. */
  threshold: { of: string; least: number; most: number; isWhole: boolean } | undefined
  /** It looks at so many seconds, unless the rule says otherwise; undefined: at this moment. */
  windowSeconds: number | undefined
  /** What it tells of, one by one: a rule may choose some of them. */
  about: 'system' | 'agency' | 'hub'
}

const count = { of: 'records', least: 1, most: 1_000_000, isWhole: true }

/** All that a rule can watch. */
export const alertKinds = {
  system_down: { threshold: undefined, windowSeconds: undefined, about: 'system' },
  error_rate: { threshold: { of: 'share of calls that fail', least: 0.01, most: 1, isWhole: false }, windowSeconds: 300,
    about: 'system' },
  stale: { threshold: { of: 'seconds', least: 1, most: 31_536_000, isWhole: true }, windowSeconds: undefined,
    about: 'system' },
  overdue: { threshold: count, windowSeconds: undefined, about: 'agency' },
  parked: { threshold: { ...count, of: 'deliveries' }, windowSeconds: undefined, about: 'system' },
  waiting: { threshold: { of: 'seconds', least: 1, most: 31_536_000, isWhole: true }, windowSeconds: undefined,
    about: 'system' },
  quarantined: { threshold: count, windowSeconds: 3_600, about: 'system' },
  drift: { threshold: undefined, windowSeconds: 86_400, about: 'system' },
  disk: { threshold: { of: 'share that is free', least: 0.001, most: 0.99, isWhole: false }, windowSeconds: undefined,
    about: 'hub' },
  store: { threshold: undefined, windowSeconds: undefined, about: 'hub' },
  certificate: { threshold: { of: 'days', least: 1, most: 3_650, isWhole: true }, windowSeconds: undefined,
    about: 'hub' }
} as const satisfies Record<string, AlertKind>

export type AlertKindName = keyof typeof alertKinds
export const alertKindNames = Object.keys(alertKinds) as readonly AlertKindName[]

/** Settings of one kind, for whoever does not know which. */
export function alertKind(name: AlertKindName): AlertKind {
  return alertKinds[name]
}

/** A rule with all that it needs. */
export interface AlertRule {
  name: string
  kind: AlertKindName
  /** In what its kind counts; 0 for a kind without one. */
  threshold: number
  forSeconds: number
  /** 0 for a kind that looks at this moment. */
  windowSeconds: number
  severity: Severity
  /** Ids; undefined: all. */
  systems: readonly string[] | undefined
  /** Codes; undefined: all. */
  agencies: readonly string[] | undefined
  /** Receivers; undefined: all. */
  to: readonly string[] | undefined
}

/** What is watched without a word in the file. A rule of the same name says what is otherwise. */
export const builtInRules: Readonly<Record<string, Pick<AlertRule, 'kind' | 'threshold' | 'forSeconds' | 'severity'>>> =
  {
    'system-down': { kind: 'system_down', threshold: 0, forSeconds: 3, severity: 'page' },
    'system-fails': { kind: 'error_rate', threshold: 0.2, forSeconds: 300, severity: 'ticket' },
    'answers-old': { kind: 'stale', threshold: 3_600, forSeconds: 0, severity: 'ticket' },
    'agency-late': { kind: 'overdue', threshold: 25, forSeconds: 0, severity: 'ticket' },
    'delivery-parked': { kind: 'parked', threshold: 1, forSeconds: 60, severity: 'ticket' },
    'deliveries-late': { kind: 'waiting', threshold: 14_400, forSeconds: 0, severity: 'ticket' },
    'records-left-out': { kind: 'quarantined', threshold: 100, forSeconds: 0, severity: 'ticket' },
    'form-changed': { kind: 'drift', threshold: 0, forSeconds: 0, severity: 'ticket' },
    'disk-full': { kind: 'disk', threshold: 0.1, forSeconds: 60, severity: 'page' },
    'store-down': { kind: 'store', threshold: 0, forSeconds: 5, severity: 'page' },
    'certificate-ends': { kind: 'certificate', threshold: 14, forSeconds: 0, severity: 'ticket' }
  }

export const NAME = '^[a-z][a-z0-9-]{1,31}$'
const name = (description: string) => coded(NAME, 'duty', description)
const between = (minimum: number, maximum: number, fallback: number, description: string) =>
  Type.Integer({ minimum, maximum, default: fallback, description })
const secret = (example: string, description: string) =>
  Type.String({ maxLength: 500, description: `${description} A secret: written as \`\${NAME}\` alone.`,
    examples: [example] })

const WebhookReceiver = object({
  url: coded('^(https?://.*)?$', 'https://hooks.example.go.id/satu',
    'Address that is sent JSON by POST. Where it may lead is said by `hub.webhooks` (`networks`, `loopback`, ' +
      '`allow_http`).'),
  secret: secret('${ALERT_SECRET}',
    'What messages are signed with, as Standard Webhooks has it: `whsec_` and the base64 of 24 to 64 bytes.')
}, { description: 'Signed JSON over HTTP.' })

const EmailReceiver = object({
  host: coded('^([A-Za-z0-9]([A-Za-z0-9.:-]{0,252}))?$', 'smtp.example.go.id', 'Mail server (SMTP).'),
  port: between(1, 65_535, 587, 'Its port.'),
  security: {
    ...oneOf(['starttls', 'tls', 'none'],
      '`starttls`: nothing is said before the connection is encrypted; `tls`: it is from the beginning (port 465); ' +
        '`none`: never, for a server on a network that is trusted.'),
    default: 'starttls'
  },
  user: Type.Optional(text('Account at the server.')),
  password: Type.Optional(secret('${SMTP_PASSWORD}', 'Its password.')),
  from: coded('^[^@\\s<>,]+@[^@\\s<>,]+$', 'satu@example.go.id', 'Address of the sender.'),
  to: several(coded('^[^@\\s<>,]+@[^@\\s<>,]+$', 'jaga@example.go.id', 'An address.'), 'Who gets it.', { minItems: 1,
    maxItems: 50 })
}, { description: 'A mail.' })

const TelegramReceiver = object({
  url: {
    ...coded('^https?://', 'https://api.telegram.org',
      'Server that speaks the Bot API. Where it may lead is said by `hub.webhooks`.'),
    default: 'https://api.telegram.org'
  },
  token: secret('${TELEGRAM_TOKEN}', 'Token of the bot.'),
  chat: coded('^(-?\\d{1,20}|@[A-Za-z0-9_]{3,64})$', '-1001234567890',
    'Id of the chat, or `@name` of a channel. Quote it.')
}, { description: 'A message of a Telegram bot, or of any server with its `sendMessage`.' })

const Receiver = object({
  webhook: Type.Optional(WebhookReceiver),
  email: Type.Optional(EmailReceiver),
  telegram: Type.Optional(TelegramReceiver),
  language: Type.Optional(oneOf(['id', 'en'], 'Language of its texts, in place of the one of all.'))
})

const Rule = object({
  kind: Type.Optional(oneOf(alertKindNames, 'What is watched. A rule that is built in has its own.')),
  enabled: Type.Boolean({ default: true, description: 'Whether it is in use.' }),
  threshold: Type.Optional(
    Type.Number({ minimum: 0, description: 'From where on it is an alert, in what the kind counts.' })
  ),
  for_seconds: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 604_800, description: 'For how long it has to last.' })
  ),
  window_seconds: Type.Optional(
    Type.Integer({ minimum: 10, maximum: 604_800,
      description: 'How long the time is that is looked at, where the kind counts over a time.' })
  ),
  severity: Type.Optional(oneOf(severities, '`page`: somebody has to look now; `ticket`: today.')),
  systems: Type.Optional(several(text('Id of a system.'), 'Only these systems.', { minItems: 1 })),
  agencies: Type.Optional(
    several(text('Code of an agency.'), 'Only these agencies, or their systems.', { minItems: 1 })
  ),
  to: Type.Optional(several(name('Id of a receiver.'), 'Who is told; all receivers when left out.', { minItems: 1 }))
})

const Digest = object({
  at: { ...coded('^([01]\\d|2[0-3]):[0-5]\\d$', '06:30', 'Time of day in the city.'), default: '06:30' },
  days: several(oneOf(weekdays, 'A day.'), 'On these days.', { minItems: 1, default: [...weekdays] }),
  to: Type.Optional(several(name('Id of a receiver.'), 'Who gets it; all receivers when left out.', { minItems: 1 }))
}, { description: 'A message every morning that says how the night was.' })

/** Whom the hub tells when something is wrong, and of what. */
export const AlertsSchema = object({
  language: { ...oneOf(['id', 'en'], 'Language of the texts.'), default: 'id' },
  repeat_hours: between(1, 720, 12,
    'After so long an alert that goes on and that nobody has acknowledged is told again.'),
  retry_hours: between(1, 720, 24, 'For how long a message is tried again when its receiver does not take it.'),
  receivers: keyed(NAME, Receiver,
    'Whom alerts are sent to, by id. Without one nothing is watched. One whose `url`, `host` or `token` is written ' +
      '`${NAME:-}` is there only where that variable is set.', { default: {} }),
  rules: keyed(NAME, Rule, 'Rules beside those that are built in, or what is otherwise in one of those, by name.', {
    default: {}
  }),
  digest: Type.Optional(Digest)
}, { default: {} })

export type AlertsConfig = Static<typeof AlertsSchema>

declare module '../../platform/config/schema.ts' {
  interface ConfigFile {
    alerts: AlertsConfig
  }
  interface Config {
    /** Without the receivers that are left out here. */
    alerts: AlertsConfig
  }
}

export type ReceiverConfig = AlertsConfig['receivers'][string]

/** Whether its address comes from a variable that is not set here: then there is no such receiver. */
export function isLeftOut({ webhook, email, telegram }: ReceiverConfig): boolean {
  return webhook?.url === '' || email?.host === '' || telegram?.token === ''
}

/** Leaves out the receivers that are not there here. */
export function resolveAlerts({ alerts }: Pick<ConfigFile, 'alerts'>): { alerts: AlertsConfig } {
  const receivers = Object.entries(alerts.receivers).filter(([, receiver]) => !isLeftOut(receiver))
  return { alerts: { ...alerts, receivers: Object.fromEntries(receivers) } }
}

/** The rules that are in use. */
export function rulesOf({ rules }: Pick<AlertsConfig, 'rules'>): AlertRule[] {
  return [...new Set([...Object.keys(builtInRules), ...Object.keys(rules)])].flatMap((id): AlertRule[] => {
    const builtIn = builtInRules[id]
    const own = rules[id]
    const kind = own?.kind ?? builtIn?.kind
    if (kind === undefined || own?.enabled === false) return []
    const usual = builtIn?.kind === kind ? builtIn : Object.values(builtInRules).find(rule => rule.kind === kind)
    return [{
      name: id,
      kind,
      threshold: own?.threshold ?? usual?.threshold ?? 0,
      forSeconds: own?.for_seconds ?? usual?.forSeconds ?? 0,
      windowSeconds: own?.window_seconds ?? alertKind(kind).windowSeconds ?? 0,
      severity: own?.severity ?? usual?.severity ?? 'ticket',
      systems: own?.systems,
      agencies: own?.agencies,
      to: own?.to
    }]
  })
}
