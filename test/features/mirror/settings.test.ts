import { cityFile } from '../../platform/config/city-file.ts'
import { type Mistake, refuseEach } from '../../platform/config/refused.ts'

const mistakes: readonly Mistake[] = [
  { name: 'a mirror of people', change: [['hub:\n', 'hub:\n  mirror: { resources: [residents] }\n']], at: 'residents',
    path: 'hub.mirror.resources[0]', message: /^must be one of agencies/ },
  { name: 'spare hours of no length',
    change: [['    prefix: ', '    mirror: { walk: { hours: [{ from: "22:00", to: "22:00" }] } }\n    prefix: ']],
    at: '"22:00" }]', path: 'systems.permits.mirror.walk.hours[0].to', message: /^must differ from `from`/ },
  { name: 'a mirror of what the product does not serve',
    change: [['    prefix: ', '    mirror: { resources: [complaints] }\n    prefix: ']], at: 'complaints]',
    path: 'systems.permits.mirror.resources[0]', message: /^the adapter "permits" does not serve complaints/ }
]

refuseEach(cityFile, mistakes)
