import type { Hearing, Wish } from '../../gateway/events/hearing.ts'
import type { EventType } from '../../gateway/events/types.ts'
import { endOfDay } from '../../kit/indonesia/calendar.ts'
import type { EnvironmentName } from '../../platform/config/environment.ts'
import type { ConsumerConfig } from '../../platform/config/schema.ts'
import type { Subscription } from './tables.ts'

/** Opens subscriptions. */
export const SUBSCRIBE_SCOPE = 'events:subscribe'

/** What a subscription wants, and may have at this moment; undefined when its consumer may have none any more. */
export type WishOf = (subscription: Subscription) => Wish | undefined

export interface PermissionOptions {
  consumers(): Readonly<Record<string, ConsumerConfig>>
  environment: EnvironmentName
  hearing: Hearing
}

/** A consumer may have lost scopes, its agreement, or its place in the configuration since it subscribed. */
export function createPermission({ consumers, environment, hearing }: PermissionOptions): WishOf {
  return ({ consumer: id, scopes, types, system, resource, subject }) => {
    const consumer = consumers()[id]
    if (consumer === undefined || !mayCall(consumer, environment) || !consumer.scopes.includes(SUBSCRIBE_SCOPE))
      return undefined
    const may = hearing.typesFor(
      new Set((JSON.parse(scopes) as string[]).filter(scope => consumer.scopes.includes(scope)))
    )
    const wanted = types === null ? may : new Set((JSON.parse(types) as EventType[]).filter(type => may.has(type)))
    return { types: wanted, consumer: id, system: system ?? undefined, resource: resource ?? undefined,
      subject: subject ?? undefined }
  }
}

function mayCall({ environments, agreement }: ConsumerConfig, environment: EnvironmentName): boolean {
  return environments.includes(environment) && (agreement === undefined || endOfDay(agreement.expires) > Date.now())
}
