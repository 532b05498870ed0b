import { inspect } from 'node:util'
import { pino } from 'pino'
import type { Contract } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import type { SatuError } from '../errors.ts'
import { theHub } from '../gateway/systems/asker.ts'
import { createGuard } from '../gateway/systems/guard.ts'
import { createSystemLog } from '../gateway/systems/system-log.ts'
import type { Adapter, City, Reader, ResourceName } from '../kit/adapter.ts'
import type { Call } from '../kit/call.ts'
import { toWibDate } from '../kit/indonesia/calendar.ts'
import type { SystemTls } from '../kit/tls.ts'
import { secretsOf } from '../platform/config/settings.ts'
import { compile } from '../platform/config/shape.ts'
import { addressesOf } from './addresses.ts'
import type { Conformance, StandIn } from './declaration.ts'
import { createMaker, type Make } from './make.ts'
import { settledWithin } from './waiting.ts'

export type AnyReader = Reader<ResourceName, unknown, unknown>

/** What came of one call to the adapter. */
export interface Attempt<T> {
  value?: T
  /** What the adapter itself threw. */
  fault?: unknown
  /** What the hub makes of it for callers. */
  error?: SatuError
  /** The adapter had not ended a second after it was told to. */
  hangs: boolean
  ms: number
}

export interface AskOptions {
  /** The guard's time-out. Default 5,000. */
  timeoutMs?: number
  /** Is given the way to cancel the call. */
  onStart?: (cancel: () => void) => void
}

/** One adapter on the bench, with its stand-in. */
export interface Subject {
  readonly adapter: Adapter
  readonly declared: Conformance
  readonly standIn: StandIn
  readonly city: City
  readonly contract: Contract
  readonly prefix: string
  readonly readers: readonly (readonly [ResourceName, AnyReader])[]
  /** Values that must be told to nobody. */
  readonly secrets: readonly string[]
  /** Most rows that are read of one resource. */
  readonly mostRows: number
  /** A client as the hub makes it; it is closed with the subject. */
  connect(options?: { url?: string; settings?: Readonly<Record<string, unknown>> }): unknown
  /** Whether anything has asked what connections need for TLS. */
  readsTls(): boolean
  /** Runs one call within the hub's own guard. Never throws. */
  ask<T>(stage: string, work: (call: Call) => Promise<T>, options?: AskOptions): Promise<Attempt<T>>
  /** What the contract finds wrong with the body of a write. */
  bodyErrors(resource: ResourceName, action: string, body: object): string[]
  /** Makes records of the rows of a resource, through this client. */
  maker(resource: ResourceName, client: unknown): Make
  /** All that was said in errors and log lines so far. */
  readonly said: readonly { by: string; text: string }[]
  closeClients(): Promise<void>
  /** Run when all is over, whatever happened. */
  atEnd(cleanUp: () => Promise<void>): void
  close(): Promise<void>
}

export interface SubjectOptions {
  adapter: Adapter
  declared: Conformance
  standIn: StandIn
  city: City
  contract: Contract
  validation: Validation
  prefix?: string
  mostRows?: number
}

const PREFIX = 'TEST'
const MOST_ROWS = 100_000

/** @throws Error when the stand-in's settings do not fit the adapter's schema, or the adapter refuses them */
export function createSubject(options: SubjectOptions): Subject {
  const { adapter, declared, standIn, city, contract, validation, prefix = PREFIX, mostRows = MOST_ROWS } = options
  // Other protocols refuse what they have no use for.
  const isOverHttp = addressesOf(standIn, 'http').length > 0
  let isTlsRead = false
  const agency = city.agencies.find(({ code }) => code === declared.agency) ?? city.agencies[0]
  const context = { system: { id: adapter.product, name: adapter.title, prefix, agencyId: agency?.id }, city,
    tls: isOverHttp
      ? watched(standIn.tls, () => {
        isTlsRead = true
      })
      : standIn.tls, today: () => toWibDate(new Date()) }
  const settings = complete(standIn.settings ?? {}, adapter)
  const secrets = secretsOf(settings, adapter).filter(secret => secret.length > 3)
  const clients: unknown[] = []
  const said: { by: string; text: string }[] = []
  const log = createSystemLog({ system: adapter.product, logger: pino({ level: 'trace' }, { write: line => {
    said.push({ by: 'a log line', text: line })
  } }) })
  const cleanUps: (() => Promise<void>)[] = []
  const closeClients = async (): Promise<void> => {
    await Promise.all(clients.splice(0).map(client => adapter.close(client)))
  }

  return {
    adapter,
    declared,
    standIn,
    city,
    contract,
    prefix,
    secrets,
    mostRows,
    said,
    readers: (Object.entries(adapter.resources) as unknown as [ResourceName, AnyReader][]).filter(([resource]) =>
      declared.resources?.includes(resource) ?? true
    ),
    readsTls: () => isTlsRead,
    connect({ url = standIn.url, settings: given } = {}) {
      const client = adapter.connect(given === undefined ? settings : complete(given, adapter), { ...context, url })
      clients.push(client)
      return client
    },
    async ask(stage, work, { timeoutMs = 5_000, onStart } = {}) {
      const limits = { concurrency: 1, queue: 0, timeout_ms: timeoutMs,
        breaker: { failures: 1_000, cooldown_ms: 1_000 } }
      const guard = createGuard({ system: adapter.product, limits, onOutcome: outcome => {
        log.call(outcome)
      } })
      const started = performance.now()
      let own: Promise<unknown> = Promise.resolve()
      const run = guard.run(stage, theHub('conformance'), call => {
        const work$ = Promise.resolve().then(() => work(call))
        own = work$
        onStart?.(() => {
          guard.close()
        })
        return work$
      })
      try {
        return { value: await run, hangs: false, ms: performance.now() - started }
      } catch (error) {
        const ms = performance.now() - started
        const hangs = !(await settledWithin(own, 1_000))
        const fault = hangs ? undefined : await own.then(() => undefined, (reason: unknown) => reason)
        for (const one of [fault, error]) said.push({ by: `the error of "${stage}"`, text: everything(one) })
        return { fault, error: error as SatuError, hangs, ms }
      }
    },
    bodyErrors(resource, action, body) {
      const operation = contract.operations.find(operation =>
        operation.resource === resource && operation.action === action
      )
      if (operation === undefined) return [`there is no operation to ${action} ${resource}`]
      return validation.bodyErrors(operation, structuredClone(operation.form ? formOf(body) : body)).map((
        { field, detail }
      ) => `${field} ${detail}`)
    },
    maker: (resource, client) =>
      createMaker({
        system: { id: adapter.product, prefix },
        resource,
        city,
        today: context.today,
        contract,
        validation,
        map: (row, tools) => (adapter.resources[resource] as unknown as AnyReader).map(row, tools, client)
      }),
    closeClients,
    atEnd: cleanUp => {
      cleanUps.push(cleanUp)
    },
    async close() {
      // First what is in the way of calls that nobody ended: closing a client would wait for them.
      for (const cleanUp of cleanUps.splice(0)) await cleanUp()
      await closeClients()
    }
  }
}

/** What comes with a file and is no field of its form. */
function formOf(body: object): object {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'media_type' && name !== 'content'))
}

/** The settings with their defaults, as the config loader hands them over. */
function complete(given: Readonly<Record<string, unknown>>, adapter: Adapter): Record<string, unknown> {
  const settings = structuredClone(given) as Record<string, unknown>
  const validate = compile(adapter.settings)
  if (validate(settings)) return settings
  const [error] = validate.errors ?? []
  throw new Error(
    `the settings of the stand-in do not fit the adapter's schema: ${
      error?.instancePath.slice(1) || 'they'
    } ${error?.message}`
  )
}

/** Whatever any logger might print of an error. */
function everything(error: unknown): string {
  return inspect(error, { depth: 20, maxStringLength: null, maxArrayLength: null, showHidden: true })
}

/** The same, which tells when somebody looks into it. */
function watched(tls: SystemTls = {}, onRead: () => void): SystemTls {
  return new Proxy(tls, {
    get(held, name) {
      onRead()
      return Reflect.get(held, name) as unknown
    },
    ownKeys(held) {
      onRead()
      return Reflect.ownKeys(held)
    }
  })
}
