import type { Config } from '../../src/platform/config/schema.ts'

/** Lets the demo's application change the records that others have sent, too. */
export function operating(config: Config): Config {
  const app = config.consumers['demo-app']
  if (app === undefined) throw new Error('the city has no demo-app')
  const more = app.scopes.filter(scope => scope.endsWith(':write')).map(scope => scope.replace(':write', ':operate'))
  return { ...config, consumers: { ...config.consumers, 'demo-app': { ...app, scopes: [...app.scopes, ...more] } } }
}
