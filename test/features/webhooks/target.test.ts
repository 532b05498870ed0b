import t from 'tap'
import { createTargetRules, TargetFault, type TargetFaultCode } from '../../../src/features/webhooks/target.ts'
import type { HubConfig } from '../../../src/platform/config/schema.ts'
import { createConfig } from '../../suites/core/city.ts'

const { webhooks } = createConfig([]).hub
const rulesOf = (
  settings: Partial<HubConfig['webhooks']> = {},
  environment: 'development' | 'production' = 'production'
) => createTargetRules({ ...webhooks, ...settings }, environment)

/** What is wrong with it; `fine` when nothing is. */
function faultOf(text: string, ...given: Parameters<typeof rulesOf>): TargetFaultCode | 'fine' {
  try {
    rulesOf(...given).read(text)
    return 'fine'
  } catch (error) {
    if (!(error instanceof TargetFault)) throw error
    return error.code
  }
}

t.test('an address is https, on the port that is allowed, and says nothing of who calls', async t => {
  const table: Record<string, TargetFaultCode | 'fine'> = {
    'https://hooks.example.go.id/satu?city=bandung': 'fine',
    'https://hooks.example.go.id:443/': 'fine',
    'HTTPS://HOOKS.example.go.id': 'fine',
    'http://hooks.example.go.id/': 'https',
    'https://hooks.example.go.id:8443/': 'port',
    'https://hooks.example.go.id:22/': 'port',
    'https://user:secret@hooks.example.go.id/': 'credentials',
    'https://user@hooks.example.go.id/': 'credentials',
    'https://hooks.example.go.id/#top': 'url',
    'ftp://hooks.example.go.id/': 'url',
    'file:///etc/passwd': 'url',
    'gopher://hooks.example.go.id/': 'url',
    '//hooks.example.go.id/': 'url',
    'https://': 'url',
    'https://[::1': 'url',
    'http://127.0.0.1/': 'https',
    'https://127.0.0.1:9000/': 'port'
  }
  for (const [text, expected] of Object.entries(table)) t.equal(faultOf(text), expected, text)
})

t.test('http and other ports are taken where the configuration says so', async t => {
  t.equal(faultOf('http://hooks.example.go.id/', { allow_http: true }), 'fine')
  t.equal(faultOf('http://hooks.example.go.id:8080/', { allow_http: true }), 'port')
  t.equal(faultOf('https://hooks.example.go.id:80/'), 'port')
  t.equal(faultOf('http://hooks.example.go.id:8080/', { allow_http: true, ports: [443, 8080] }), 'fine')
  t.equal(faultOf('https://hooks.example.go.id:8443/', { ports: [443, 8443] }), 'fine')
})

t.test('receivers on the machine of the hub are taken in development, as one writes them there', async t => {
  for (const text of ['http://127.0.0.1:9000/hook', 'http://localhost:9000/', 'https://[::1]:9000/',
    'http://2130706433:9000/', 'http://0x7f.1/'])
  {
    t.equal(faultOf(text, {}, 'development'), 'fine', text)
    t.not(faultOf(text), 'fine', text)
    t.not(faultOf(text, { loopback: [] }, 'development'), 'fine', text)
  }
  t.equal(faultOf('http://10.0.0.1:9000/', {}, 'development'), 'https', 'and no others')
})
