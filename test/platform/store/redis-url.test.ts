import t from 'tap'
import { describeRedis, parseRedisUrl } from '../../../src/platform/store/redis-url.ts'

const forms: Array<[url: string, address: object, description: string]> = [
  ['redis://cache', { kind: 'single', host: 'cache', port: 6379, tls: false, db: 0 }, 'cache:6379'],
  ['redis://cache:6380/2', { kind: 'single', host: 'cache', port: 6380, tls: false, db: 2 }, 'cache:6380'],
  ['redis://cache?db=3', { kind: 'single', host: 'cache', port: 6379, tls: false, db: 3 }, 'cache:6379'],
  ['redis://[::1]:6380', { kind: 'single', host: '::1', port: 6380, tls: false, db: 0 }, '[::1]:6380'],
  [
    'rediss://city:s%40t%3Au@cache',
    { kind: 'single', host: 'cache', port: 6379, tls: true, db: 0, username: 'city', password: 's@t:u' },
    'cache:6379'
  ],
  [
    'redis://:a:b@cache',
    { kind: 'single', host: 'cache', port: 6379, tls: false, db: 0, password: 'a:b' },
    'cache:6379'
  ],
  ['unix:///run/redis.sock', { kind: 'socket', path: '/run/redis.sock', tls: false, db: 0 }, '/run/redis.sock'],
  [
    'unix:///run/redis.sock?db=1&password=p%26q',
    { kind: 'socket', path: '/run/redis.sock', tls: false, db: 1, password: 'p&q' },
    '/run/redis.sock'
  ],
  [
    'redis-sentinel://:secret@s1:26380,s2/main?db=4',
    {
      kind: 'sentinel',
      hosts: [
        { host: 's1', port: 26380 },
        { host: 's2', port: 26379 }
      ],
      master: 'main',
      tls: false,
      db: 4,
      password: 'secret'
    },
    's1:26380,s2:26379/main'
  ],
  [
    'rediss-cluster://n1,n2:7001',
    {
      kind: 'cluster',
      hosts: [
        { host: 'n1', port: 6379 },
        { host: 'n2', port: 7001 }
      ],
      tls: true,
      db: 0
    },
    'n1:6379,n2:7001'
  ]
]

for (const [url, address, description] of forms) {
  t.test(`reads ${url}`, async t => {
    const parsed = parseRedisUrl(url)
    t.strictSame(parsed, address)
    t.equal(describeRedis(parsed), description)
  })
}

const mistakes: Array<[url: string, message: RegExp]> = [
  ['cache:6379', /^not a Redis URL; it is one of redis:/],
  ['http://hunter2@cache', /^not a Redis URL/],
  ['redis:/user:hunter2@cache', /^not a Redis URL/],
  ['redis://', /a host or port is missing/],
  ['redis://:hunter2@cache:port', /a host or port is missing/],
  ['redis://:hunter2@cache:0', /a port is not between 1 and 65535/],
  ['redis://cache:70000', /a port is not between 1 and 65535/],
  ['redis://a,b', /it names several hosts/],
  ['redis://:x/hunter2@cache', /a host or port is missing/],
  ['redis://cache/hunter2', /the database is not a number/],
  ['redis://:hunter2%zz@cache', /the password is not percent-encoded/],
  ['redis://cache?hunter2=1', /a parameter other than/],
  ['unix://run/redis.sock', /three slashes/],
  ['redis-sentinel://:hunter2@s1,s2', /the name of the master is missing/],
  ['redis-cluster://:hunter2@n1/1', /a cluster has no databases/]
]

for (const [url, message] of mistakes) {
  t.test(`refuses ${url} without repeating it`, async t => {
    t.throws(() => parseRedisUrl(url), { message })
    t.throws(() => parseRedisUrl(url), { message: /^(?!.*hunter2)/ })
  })
}
