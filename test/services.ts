import { redisService } from './services/redis.ts'
import type { Service } from './services/service.ts'

/** Every service that the tests use. `npm test` starts each once; a file run alone starts those that it asks for. */
export const services = {
  redis: redisService
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
 * URL of a real Redis, for `createRedis` of `src/store/redis.ts`. All test files share it: use keys of your own. To
 * break one, start your own with `startRedis` of `test/services/redis.ts`.
 */
export const redis = (): Promise<string> => provide(services.redis)
