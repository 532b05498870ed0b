import t from 'tap'
import { cityEnv, cityFile, read } from '../../platform/config/city-file.ts'
import { type Mistake, refuseEach } from '../../platform/config/refused.ts'

const alerts = (text: string): readonly [string, string] => ['consumers:\n', `alerts:\n  ${text}\nconsumers:\n`]
const alertEnv = { ...cityEnv, HOOK: `whsec_${Buffer.alloc(32).toString('base64')}`, TOKEN: '1:abc', PASSWORD: 'p' }

const mistakes: readonly Mistake[] = [
  { name: 'a receiver that is none', change: [alerts('receivers: { duty: { language: en } }')], at: '{ language: en',
    path: 'alerts.receivers.duty', message: 'needs one of webhook, email or telegram' },
  {
    name: 'a receiver that is two',
    env: alertEnv,
    change: [
      alerts(
        'receivers: { duty: { webhook: { url: "https://a.example", secret: "${HOOK}" }, telegram: { token: ' +
          '"${TOKEN}", chat: "1" } } }'
      )
    ],
    at: '{ webhook:',
    path: 'alerts.receivers.duty',
    message: 'has webhook and telegram: make a receiver of each'
  },
  {
    name: 'a secret of alerts in the file',
    change: [alerts('receivers: { duty: { webhook: { url: "https://a.example", secret: whsec_aaaa } } }')],
    at: 'whsec_aaaa',
    path: 'alerts.receivers.duty.webhook.secret',
    message: 'is a secret: it must come from the environment, written as ${NAME} alone'
  },
  { name: 'a token of a bot in the file',
    change: [alerts('receivers: { duty: { telegram: { token: "1:abc", chat: "1" } } }')], at: '"1:abc"',
    path: 'alerts.receivers.duty.telegram.token', message: /^is a secret/ },
  { name: 'an address of a receiver that is empty',
    change: [alerts('receivers: { duty: { webhook: { url: "", secret: "${HOOK:-}" } } }')], at: '"", secret',
    path: 'alerts.receivers.duty.webhook.url', message: 'must not be empty' },
  { name: 'a secret with a default',
    change: [alerts('receivers: { duty: { webhook: { url: "https://a.example", secret: "${HOOK:-whsec_aaaa}" } } }')],
    at: '"${HOOK', path: 'alerts.receivers.duty.webhook.secret', message: /^is a secret/ },
  { name: 'a secret that is not set beside an address that is',
    change: [alerts('receivers: { duty: { webhook: { url: "https://a.example", secret: "${HOOK:-}" } } }')],
    at: '"${HOOK', path: 'alerts.receivers.duty.webhook.secret', message: /^must be `whsec_`/ },
  {
    name: 'a secret that signs nothing',
    env: { ...alertEnv, HOOK: 'whsec_AAAA' },
    change: [alerts('receivers: { duty: { webhook: { url: "https://a.example", secret: "${HOOK}" } } }')],
    at: '"${HOOK}"',
    path: 'alerts.receivers.duty.webhook.secret',
    message: /^must be `whsec_` and the base64 of 24 to 64 bytes/
  },
  {
    name: 'a password in the clear',
    env: alertEnv,
    change: [
      alerts(
        'receivers: { duty: { email: { host: smtp.example, security: none, user: a, password: "${PASSWORD}", from: ' +
          'a@b.id, to: [c@d.id] } } }'
      )
    ],
    at: 'none',
    path: 'alerts.receivers.duty.email.security',
    message: 'must be starttls or tls where there is a password: it would be sent in the clear'
  },
  { name: 'a user without a password',
    change: [alerts('receivers: { duty: { email: { host: smtp.example, user: a, from: a@b.id, to: [c@d.id] } } }')],
    at: 'a, from', path: 'alerts.receivers.duty.email.user', message: /^goes with the other/ },
  { name: 'a sender of mails that is none',
    change: [alerts('receivers: { duty: { email: { host: smtp.example, from: "Satu <a@b.id>", to: [c@d.id] } } }')],
    at: '"Satu <a@b.id>"', path: 'alerts.receivers.duty.email.from', message: /^must look like satu@example\.go\.id/ },
  {
    name: 'a user in the address of a receiver',
    env: alertEnv,
    change: [alerts('receivers: { duty: { webhook: { url: "https://u:p@a.example", secret: "${HOOK}" } } }')],
    at: '"https://u:p@a.example"',
    path: 'alerts.receivers.duty.webhook.url',
    message: 'must not hold a user or a password'
  },
  { name: 'a rule without a kind', change: [alerts('rules: { system-dwn: { for_seconds: 5 } }')],
    at: '{ for_seconds: 5', path: 'alerts.rules.system-dwn',
    message: 'needs a kind, since it is none of the rules that are built in; did you mean "system-down"?' },
  { name: 'a kind that there is not', change: [alerts('rules: { mine: { kind: system_up } }')], at: 'system_up',
    path: 'alerts.rules.mine.kind', message: /^must be one of system_down, error_rate/ },
  { name: 'another kind in a rule that is built in', change: [alerts('rules: { system-down: { kind: stale } }')],
    at: 'stale', path: 'alerts.rules.system-down.kind',
    message: 'is system_down in this rule, which is built in: give yours another name' },
  { name: 'a threshold where there is none', change: [alerts('rules: { system-down: { threshold: 3 } }')], at: '3 }',
    path: 'alerts.rules.system-down.threshold', message: 'is none of system_down: it is true or it is not' },
  { name: 'a share that is none', change: [alerts('rules: { system-fails: { threshold: 20 } }')], at: '20 }',
    path: 'alerts.rules.system-fails.threshold',
    message: 'must be a number from 0.01 to 1 (share of calls that fail)' },
  { name: 'half a delivery', change: [alerts('rules: { delivery-parked: { threshold: 1.5 } }')], at: '1.5',
    path: 'alerts.rules.delivery-parked.threshold', message: 'must be an integer from 1 to 1000000 (deliveries)' },
  { name: 'a window where nothing is counted', change: [alerts('rules: { system-down: { window_seconds: 60 } }')],
    at: '60 }', path: 'alerts.rules.system-down.window_seconds',
    message: 'is none of system_down, which looks at this moment' },
  { name: 'a system that a rule does not find', change: [alerts('rules: { system-down: { systems: [permit] } }')],
    at: 'permit]', path: 'alerts.rules.system-down.systems[0]',
    message: 'unknown system "permit"; did you mean "permits"?', allowed: ['permits', 'register'] },
  { name: 'an agency that a rule does not find', change: [alerts('rules: { agency-late: { agencies: [DISHUBB] } }')],
    at: 'DISHUBB', path: 'alerts.rules.agency-late.agencies[0]',
    message: 'unknown agency "DISHUBB"; did you mean "DISHUB"?' },
  { name: 'systems for what is about the hub', change: [alerts('rules: { disk-full: { systems: [permits] } }')],
    at: '[permits]', path: 'alerts.rules.disk-full.systems',
    message: 'cannot be chosen for disk, which is about the hub itself' },
  { name: 'a receiver that a rule does not find', change: [alerts('rules: { system-down: { to: [duty] } }')],
    at: 'duty]', path: 'alerts.rules.system-down.to[0]', message: 'unknown receiver "duty"' },
  { name: 'a digest that nobody gets', change: [alerts('digest: { at: "07:00" }')], at: '{ at: "07:00"',
    path: 'alerts.digest', message: 'needs a receiver under `alerts.receivers`: nobody would get it' },
  { name: 'a time of day that there is not', change: [
    alerts(
      'digest: { at: "25:00" }\n  receivers: { duty: { email: { host: smtp.example, from: a@b.id, to: [c@d.id] } } }'
    )
  ], at: '"25:00"', path: 'alerts.digest.at', message: /^must look like 06:30/ }
]

refuseEach(cityFile, mistakes)

t.test('a receiver that the first alert would not reach is refused, as the environment has it', async t => {
  const told = (url: string, SATU_ENV: string, more = '') =>
    read(t, `${cityFile.replace('hub:\n', `hub:\n${more}`)}alerts: { receivers: { duty: { webhook: { url: "${url}", ` +
      'secret: "${HOOK}" } } } }\n', { env: { ...alertEnv, SATU_ENV } }).problems.map(({ path, message }) =>
        `${path}: ${message}`
      )
  const at = 'alerts.receivers.duty.webhook.url'
  t.same(told('http://127.0.0.1:8090/inbox', 'development'), [])
  t.same(told('http://127.0.0.1:8090/inbox', 'production'), [`${at}: must begin with https://`])
  t.same(told('http://127.0.0.1:8090/inbox', ''), [`${at}: must begin with https://`], 'which is what runs without it')
  for (const host of ['127.0.0.1', '[::1]', 'localhost', 'a.localhost'])
    t.same(told(`https://${host}:8090/inbox`, 'production'), [
      `${at}: leads to the machine of the hub itself, where the hub does not go`
    ], host)
  t.same(told('https://10.1.2.3/inbox', 'development'), [
    `${at}: leads to a private network, where the hub does not go`
  ])
  t.same(told('https://10.1.2.3/inbox', 'production', '  webhooks: { networks: ["10.0.0.0/8"] }\n'), [])
  t.same(told('https://hooks.example.go.id:8443/inbox', 'production'), [], 'its port is chosen by the address')
})

t.test('a receiver of alerts is there only where its variable is set', async t => {
  const receiver =
    'alerts: { receivers: { duty: { webhook: { url: "${HOOK_URL:-}", secret: "${HOOK:-}" } } }, digest: {} }\n'
  const secret = `whsec_${Buffer.alloc(32).toString('base64')}`
  const { config, problems } = read(t, `${receiver}${cityFile}`)
  t.same([problems, config?.alerts.receivers], [[], {}])
  const { config: set } = read(t, `${receiver}${cityFile}`, {
    env: { ...cityEnv, HOOK_URL: 'https://hooks.example.go.id', HOOK: secret }
  })
  t.same(set?.alerts.receivers, { duty: { webhook: { url: 'https://hooks.example.go.id', secret } } })
})
