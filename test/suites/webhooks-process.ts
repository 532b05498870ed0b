import { pino } from 'pino'
import { buildHub } from '../../src/hub.ts'
import { createConfig, type TestConfig } from './core/city.ts'

// A hub process of its own, over the store that its parent names: { url } when it listens.
const { options, settings, jwtSecret } = JSON.parse(process.argv[2] ?? '{}') as {
  options: { dataDir: string; url?: string }
  settings: TestConfig
  jwtSecret: string
}
const hub = await buildHub({
  config: createConfig([], settings),
  adapters: new Map(),
  environment: { jwtSecret, name: 'development', dataDir: options.dataDir,
    ...(options.url !== undefined && { databaseUrl: options.url }) },
  log: { logger: pino({ level: 'silent' }), request: () => {}, flush: () => {} }
})
const url = await hub.app.listen({ port: 0, host: '127.0.0.1' })
process.on('message', () => {
  const attempts = hub.metrics().find(({ name }) => name === 'satu_webhook_attempts_total')?.series.reduce(
    (sum, [, count]) => sum + count,
    0
  ) ?? 0
  process.send?.({ attempts })
})
process.on('disconnect', () => {
  void hub.close().then(() => process.exit(0))
})
process.send?.({ url })
