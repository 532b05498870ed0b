import { readFileSync } from 'node:fs'
import t from 'tap'
import { parse } from 'yaml'
import { alertKindNames, alertKinds, builtInRules } from '../../src/features/alerts/settings.ts'
import { cityEnv, cityFile, read } from '../platform/config/city-file.ts'

const page = readFileSync('docs/alerts.md', 'utf8')

t.test('every kind of alert has its place in the runbook', t => {
  const todo = page.slice(page.indexOf('## What to do'))
  t.same([...todo.matchAll(/^### (\w+)$/gm)].map(([, name]) => name), alertKindNames)
  t.end()
})

t.test('the table of rules is the one that is built in', t => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| `(\w+)` \|(.*)\|(.*)\| (\w+) \|$/gm)].map((
    [, name, kind, threshold, seconds, severity]
  ) => ({
    name,
    kind,
    threshold: Number(/[\d.]+/.exec(threshold?.replace(/within \d+ s *$/, '') ?? '')?.[0] ?? 0),
    forSeconds: Number(/\d+/.exec(seconds ?? '')?.[0] ?? 0),
    severity
  }))
  t.same(rows,
    Object.entries(builtInRules).map(([name, { kind, threshold, forSeconds, severity }]) => ({ name, kind, threshold,
      forSeconds, severity })
    ))
  for (const { windowSeconds } of Object.values(alertKinds))
    if (windowSeconds !== undefined) t.match(page, `within ${windowSeconds} s`)
  t.end()
})

t.test('the example is a configuration', t => {
  const example = /```yaml\n(alerts:[^]*?)```/.exec(page)?.[1] ?? ''
  const { problems, config } = read(t, `${cityFile}${example}`, {
    env: { ...cityEnv, TELEGRAM_TOKEN: '1:abc', SMTP_PASSWORD: 'p',
      ALERT_SECRET: `whsec_${Buffer.alloc(32).toString('base64')}` }
  })
  t.same(problems, [])
  t.same(Object.keys(config?.alerts.receivers ?? {}),
    Object.keys((parse(example) as { alerts: { receivers: object } }).alerts.receivers))
  t.end()
})
