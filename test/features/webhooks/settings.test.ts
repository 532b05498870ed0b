import { cityFile } from '../../platform/config/city-file.ts'
import { type Mistake, refuseEach } from '../../platform/config/refused.ts'

const mistakes: readonly Mistake[] = [
  { name: 'a network of receivers that is none',
    change: [['hub:\n', 'hub:\n  webhooks: { networks: [10.20.0.0/33] }\n']], at: '10.20.0.0/33',
    path: 'hub.webhooks.networks[0]',
    message: 'must have from 1 to 32 bits: what is in it can be called by whoever may subscribe' },
  { name: 'every network of receivers', change: [['hub:\n', 'hub:\n  webhooks: { networks: [0.0.0.0/0] }\n']],
    at: '0.0.0.0/0', path: 'hub.webhooks.networks[0]', message: /^must have from 1 to 32 bits/ },
  { name: 'a host name for a network of receivers',
    change: [['hub:\n', 'hub:\n  webhooks: { networks: [hooks.example.go.id] }\n']], at: 'hooks.example.go.id',
    path: 'hub.webhooks.networks[0]', message: /^must look like 10\.20\.0\.0\/16/, problems: 2 },
  { name: 'a port of receivers that there is not', change: [['hub:\n', 'hub:\n  webhooks: { ports: [0] }\n']],
    at: '0] }', path: 'hub.webhooks.ports[0]', message: 'must be an integer from 1 to 65535 (is 0)' },
  {
    name: 'messages that are tried for longer than events are kept',
    change: [['hub:\n', 'hub:\n  retention: { event_days: 2 }\n  webhooks: { retry_hours: 72 }\n']],
    at: '72',
    path: 'hub.webhooks.retry_hours',
    message: 'must not be longer than events are kept (hub.retention.event_days: 2)'
  }
]

refuseEach(cityFile, mistakes)
