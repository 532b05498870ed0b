import { chromiumService } from './services/chromium.ts'
import { haproxyService } from './services/haproxy.ts'
import { mariadbService } from './services/mariadb.ts'
import { postgresService } from './services/postgres.ts'
import { prometheusService } from './services/prometheus.ts'
import { redisService } from './services/redis.ts'
import type { Service } from './services/service.ts'

/**
 * Every service that the tests use. `npm test` starts each once, the slow ones only when a file of the run imports
 * their name from here; a file run alone starts those that it asks for.
 */
export const services = {
  redis: redisService,
  mariadb: mariadbService,
  postgres: postgresService,
  chromium: chromiumService,
  promtool: prometheusService,
  haproxy: haproxyService
} satisfies Record<string, Service>

const started = new Map<string, Promise<string>>()

function provide(service: Service): Promise<string> {
  const given = process.env[service.variable]
  if (given) return Promise.resolve(given)
  const running = started.get(service.variable) ?? service.start().then(({ url }) => url)
  started.set(service.variable, running)
  return running
}

/**
 * URL of a real Redis, for `createRedis` of `src/platform/store/redis.ts`. All test files share it: use keys of your
 * own. To break one, start your own with `startRedis` of `test/services/redis.ts`.
 */
export const redis = (): Promise<string> => provide(services.redis)

/** URL of a real MariaDB, of an account that may do all. All test files share it: make a database of your own. */
export const mariadb = (): Promise<string> => provide(services.mariadb)

/** URL of a real PostgreSQL, the superuser's. All test files share it: make a database of your own. */
export const postgres = (): Promise<string> => provide(services.postgres)

/** Path of a Chromium, for `startChromium` of `test/services/chromium.ts`. */
export const chromium = (): Promise<string> => provide(services.chromium)

/** Path of promtool, which checks rules for Prometheus. */
export const promtool = (): Promise<string> => provide(services.promtool)

/** Path of HAProxy, for `startHaproxy` of `test/services/haproxy.ts`. */
export const haproxy = (): Promise<string> => provide(services.haproxy)
