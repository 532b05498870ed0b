import type { Contract } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import type { Events } from '../gateway/events/events.ts'
import type { Administration } from '../gateway/operators/administration.ts'
import type { Purges, PurgeTarget } from '../gateway/reads/purges.ts'
import type { Served } from '../gateway/reads/served.ts'
import type { Walk } from '../gateway/reads/walk.ts'
import type { Registry } from '../gateway/systems/registry.ts'
import type { Journal } from '../gateway/writes/journal.ts'
import type { City } from '../kit/adapter.ts'
import type { Environment } from '../platform/config/environment.ts'
import type { Config } from '../platform/config/schema.ts'
import type { AccessLogKeys } from '../platform/privacy/access-keys.ts'
import type { Store } from '../platform/store/database.ts'
import type { Log } from '../platform/telemetry/log.ts'
import type { Metrics } from '../platform/telemetry/metrics.ts'
import type { Handlers } from './handlers.ts'
import type { OnRecord } from './operator-record.ts'
import type { Submit } from './submit.ts'

/** What features stand on: the platform, the gateway, and what they add to HTTP. */
export interface Hub {
  environment: Pick<Environment, 'jwtSecret' | 'name' | 'dataDir'>
  contract: Contract
  validation: Validation
  store: Store
  accessKeys: AccessLogKeys
  log: Log
  metrics: Metrics
  events: Events
  journal: Journal
  submit: Submit
  walk: Walk
  served: Served
  purges: Purges
  purge(target: PurgeTarget): Promise<boolean>
  operators: Administration
  /** Does what an operator asked for, on record. */
  record: OnRecord
  /** The configuration in use, and what goes with it. */
  config(): Config
  registry(): Registry
  city(): City
  /** Answers operations of the contract. */
  answer(handlers: Handlers): void
}
