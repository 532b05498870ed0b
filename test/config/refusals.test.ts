import t from 'tap'
import { cityEnv, cityFile, read } from './city-file.ts'
import { refuseEach, type Mistake } from './refused.ts'

const daysOff = `  office: { days: [mon, tue, wed, thu, fri, sat], closes: "14:00" }
  holidays:
    - year: 2026
      national:
        - { date: 2026-01-01, name: Tahun Baru }
        - { date: 2026-05-01, name: Hari Buruh }
      collective_leave:
        - { date: 2026-12-24, name: Natal }
    - { year: 2027, national: [{ date: 2027-01-01, name: Tahun Baru }] }
`

const alerts = (text: string): readonly [string, string] => ['consumers:\n', `alerts:\n  ${text}\nconsumers:\n`]
const alertEnv = { ...cityEnv, HOOK: `whsec_${Buffer.alloc(32).toString('base64')}`, TOKEN: '1:abc', PASSWORD: 'p' }

const mistakes: readonly Mistake[] = [
  // city
  { name: 'a zone where local time is not WIB', change: [['Asia/Jakarta', 'Asia/Makassar']], at: 'Asia/Makassar', path: 'city.time_zone', message: 'must be one of Asia/Jakarta or Asia/Pontianak (is "Asia/Makassar")', allowed: ['Asia/Jakarta', 'Asia/Pontianak'] },
  { name: 'a code that lost its quotes', change: [['"32.73"', '32.73']], at: '32.73\n', path: 'city.regency', message: 'must be text; quote it (is 32.73)' },
  { name: 'a phone area that lost its quotes and its zero', change: [['"022"', '022']], at: '022', path: 'city.phone_area', message: 'must be text; quote it (is 22)' },
  { name: 'an empty value', change: [['name: Kota Contoh', 'name:']], at: 'name:', path: 'city.name', message: 'must be text (is empty)' },
  { name: 'an empty text', change: [['name: Kota Contoh', 'name: ""']], at: '""', path: 'city.name', message: 'must not be empty' },
  { name: 'a missing key', change: [['  province: "32"\n', '']], at: 'city:', path: 'city.province', message: 'is missing' },
  { name: 'a city that is no mapping', change: [[cityFile.slice(0, cityFile.indexOf('hub:')), 'city: Bandung\n']], at: 'Bandung', path: 'city', message: 'must be a mapping (is text)' },
  { name: 'an unknown key', problems: 2, change: [['  phone_area:', '  phone_aera:']], at: 'phone_aera', path: 'city.phone_aera', message: 'unknown key; did you mean "phone_area"?' },
  { name: 'an unknown key that resembles nothing', change: [['hub:\n', 'hub:\n  zebra: 1\n']], at: 'zebra', path: 'hub.zebra', message: 'unknown key; known: rate, max_body_bytes, max_upload_bytes, public_url, max_scan, cache, writes, enumeration, track, retention, open_data, events, webhooks, mirror, drift, times and 3 more', allowed: ['rate', 'max_body_bytes', 'max_upload_bytes', 'public_url', 'max_scan', 'cache', 'writes', 'enumeration', 'track', 'retention', 'open_data', 'events', 'webhooks', 'mirror', 'drift', 'times', 'tls', 'trusted_proxies', 'cors'] },
  { name: 'a rule for a system that takes no such writes', change: [['consumers:\n', 'writes:\n  complaints: [{ system: register }]\nconsumers:\n']], at: 'register }]', path: 'writes.complaints[0].system', message: 'the adapter "register" takes no new complaints' },
  { name: 'a rule for a system that does not serve what it is to take', change: [['consumers:\n', 'writes:\n  licence-applications: [{ system: permits }]\nconsumers:\n']], at: 'permits }]', path: 'writes.licence-applications[0].system', message: 'permits does not serve licence-applications: it is not among its resources' },
  { name: 'a rule for an unknown system', change: [['consumers:\n', 'writes:\n  complaints: [{ system: permit }]\nconsumers:\n']], at: 'permit }]', path: 'writes.complaints[0].system', message: 'unknown system "permit"; did you mean "permits"?', allowed: ['permits', 'register'] },
  { name: 'a file of no size', change: [['hub:\n', 'hub:\n  writes: { max_file_bytes: 0 }\n']], at: '0 }', path: 'hub.writes.max_file_bytes', message: 'must be an integer of at least 1024 (is 0)' },
  { name: 'no file that may wait', change: [['hub:\n', 'hub:\n  writes: { max_waiting_files: 0 }\n']], at: '0 }', path: 'hub.writes.max_waiting_files', message: 'must be an integer of at least 1 (is 0)' },
  { name: 'less time for a request than for its head', change: [['hub:\n', 'hub:\n  times: { headers_ms: 5001, request_ms: 5000 }\n']], at: '5001', path: 'hub.times.headers_ms', message: 'must not be more than request_ms, which is 5000' },
  { name: 'a mirror of people', change: [['hub:\n', 'hub:\n  mirror: { resources: [residents] }\n']], at: 'residents', path: 'hub.mirror.resources[0]', message: /^must be one of agencies/ },
  { name: 'spare hours of no length', change: [['    prefix: ', '    mirror: { walk: { hours: [{ from: "22:00", to: "22:00" }] } }\n    prefix: ']], at: '"22:00" }]', path: 'systems.permits.mirror.walk.hours[0].to', message: /^must differ from `from`/ },
  { name: 'a mirror of what the product does not serve', change: [['    prefix: ', '    mirror: { resources: [complaints] }\n    prefix: ']], at: 'complaints]', path: 'systems.permits.mirror.resources[0]', message: /^the adapter "permits" does not serve complaints/ },
  { name: 'an unknown section', change: [['hub:\n', 'hubs:\n']], at: 'hubs', path: 'hubs', message: 'unknown key; did you mean "hub"?' },
  { name: 'a box upside down', change: [['south: -6.98', 'south: 6.98']], at: '6.98', path: 'city.box.south', message: 'must be less than north' },
  { name: 'a box the wrong way round', change: [['west: 107.54', 'west: 107.94']], at: '107.94', path: 'city.box.west', message: 'must be less than east' },
  { name: 'a latitude that is none', change: [['north: -6.83', 'north: 96']], at: '96', path: 'city.box.north', message: 'must be a number from -90 to 90 (is 96)' },
  { name: 'a regency of another province', change: [['province: "32"', 'province: "31"']], at: '"32.73"', path: 'city.regency', message: '"32.73" does not lie in the province "31"' },
  { name: 'a district of another regency', change: [['"32.73.01"', '"32.77.01"']], at: '"32.77.01"', path: 'city.districts[0].code', message: '"32.77.01" does not lie in the regency "32.73"' },
  { name: 'a district code without dots', change: [['"32.73.01"', '"327301"']], at: '"327301"', path: 'city.districts[0].code', message: 'must look like 32.73.02, that is match ^\\d{2}\\.\\d{2}\\.\\d{2}$ (is "327301")' },
  { name: 'two districts with one code', change: [['"32.73.01"', '"32.73.02"']], at: '"32.73.02", bps: "3273230"', path: 'city.districts[1].code', message: 'the code "32.73.02" is already taken on line 9 by city.districts[0].code' },
  { name: 'two districts with one BPS code', change: [['3273250', '3273230']], at: '"3273230", name: Coblong', path: 'city.districts[1].bps', message: /already taken on line 9/ },
  { name: 'an alias that is another district', change: [['[Koblong]', '[SUKASARI]']], at: 'SUKASARI', path: 'city.districts[1].aliases[0]', message: 'the name "SUKASARI" is already taken on line 9 by city.districts[0]' },
  { name: 'two agencies with one code', change: [['code: DISKOMINFO', 'code: DISHUB']], at: 'DISHUB, name: Dinas Komunikasi', path: 'city.agencies[1].code', message: 'the code "DISHUB" is already taken on line 12 by city.agencies[0].code' },
  { name: 'an agency with the former name of another', change: [['name: UPT Terminal', 'name: dllaj']], at: 'dllaj', path: 'city.agencies[2].name', message: 'the name "dllaj" is already taken on line 12 by city.agencies[0]' },
  { name: 'an unknown kind of agency', change: [['kind: dinas, skpd', 'kind: dinass, skpd']], at: 'dinass', path: 'city.agencies[0].kind', message: /^must be one of dinas, badan, .* or bumd; did you mean "dinas"\? \(is "dinass"\)$/ },
  { name: 'an unknown parent', change: [['parent: DISHUB', 'parent: DISHUP']], at: 'DISHUP', path: 'city.agencies[2].parent', message: 'unknown agency "DISHUP"; did you mean "DISHUB"?', allowed: ['DISHUB', 'DISKOMINFO', 'TERMINAL'] },
  { name: 'an agency of its own', change: [['parent: DISHUB', 'parent: TERMINAL']], at: 'TERMINAL }', path: 'city.agencies[2].parent', message: 'an agency cannot belong to itself' },

  // days off
  ...([
    ['a day off without its dashes', 'date: 2026-05-01', 'date: 20260501', '20260501', 'holidays[0].national[1].date', 'must be text; quote it (is 20260501)'],
    ['a day off in another order', 'date: 2026-05-01', 'date: 01-05-2026', '01-05-2026', 'holidays[0].national[1].date', 'must look like 2026-08-17, that is match ^\\d{4}-\\d{2}-\\d{2}$ (is "01-05-2026")'],
    ['a day off that there is not', 'date: 2026-05-01', 'date: 2026-02-29', '2026-02-29', 'holidays[0].national[1].date', 'is no day of the calendar'],
    ['a day off of another year', 'date: 2026-05-01', 'date: 2027-05-01', '2027-05-01', 'holidays[0].national[1].date', 'does not lie in 2026'],
    ['a day off twice', 'date: 2026-12-24', 'date: 2026-05-01', '2026-05-01, name: Natal', 'holidays[0].collective_leave[0].date', 'is listed already'],
    ['a day off without a name', ', name: Natal', '', '{ date: 2026-12-24', 'holidays[0].collective_leave[0].name', 'is missing'],
    ['a year twice', 'year: 2027', 'year: 2026', '2026, national: [{ date: 2027', 'holidays[1].year', 'the year 2026 is listed already'],
    ['a year without a day off', '[{ date: 2027-01-01, name: Tahun Baru }]', '[]', '[]', 'holidays[1].national', 'must not be empty'],
    ['a year in words', 'year: 2027', 'year: next', 'next', 'holidays[1].year', 'must be an integer from 1945 to 2999 (is "next")'],
    ['an office that never works', 'days: [mon, tue, wed, thu, fri, sat]', 'days: []', '[]', 'office.days', 'must not be empty'],
    ['an office that closes at no time', 'closes: "14:00"', 'closes: "24:00"', '"24:00"', 'office.closes', /^must look like 16:00/]
  ] as const).map(([name, from, to, at, path, message]): Mistake => ({
    name, change: [['hub:\n', `${daysOff}hub:\n`], [from, to]], at, path: `city.${path}`, message, ...(name === 'a year twice' && { problems: 2 })
  })),

  // webhooks
  { name: 'a network of receivers that is none', change: [['hub:\n', 'hub:\n  webhooks: { networks: [10.20.0.0/33] }\n']], at: '10.20.0.0/33', path: 'hub.webhooks.networks[0]', message: 'must have from 1 to 32 bits: what is in it can be called by whoever may subscribe' },
  { name: 'every network of receivers', change: [['hub:\n', 'hub:\n  webhooks: { networks: [0.0.0.0/0] }\n']], at: '0.0.0.0/0', path: 'hub.webhooks.networks[0]', message: /^must have from 1 to 32 bits/ },
  { name: 'a host name for a network of receivers', change: [['hub:\n', 'hub:\n  webhooks: { networks: [hooks.example.go.id] }\n']], at: 'hooks.example.go.id', path: 'hub.webhooks.networks[0]', message: /^must look like 10\.20\.0\.0\/16/, problems: 2 },
  { name: 'a port of receivers that there is not', change: [['hub:\n', 'hub:\n  webhooks: { ports: [0] }\n']], at: '0] }', path: 'hub.webhooks.ports[0]', message: 'must be an integer from 1 to 65535 (is 0)' },
  { name: 'messages that are tried for longer than events are kept', change: [['hub:\n', 'hub:\n  retention: { event_days: 2 }\n  webhooks: { retry_hours: 72 }\n']], at: '72', path: 'hub.webhooks.retry_hours', message: 'must not be longer than events are kept (hub.retention.event_days: 2)' },

  // consumers
  { name: 'an unknown scope', change: [['[licences:read]', '[licenses:read]']], at: 'licenses:read', path: 'consumers.kiosk.scopes[0]', message: /; did you mean "licences:read"\? \(is "licenses:read"\)$/ },
  { name: 'a scope twice', change: [['[licences:read]', '[licences:read, licences:read]']], at: '[licences:read, licences:read]', path: 'consumers.kiosk.scopes', message: 'entries 0 and 1, counted from 0, are the same' },
  { name: 'no scopes', change: [['[licences:read]', '[]']], at: '[]', path: 'consumers.kiosk.scopes', message: 'must not be empty' },
  { name: 'a scope that is not in a list', change: [['[licences:read]', 'licences:read']], at: 'licences:read', path: 'consumers.kiosk.scopes', message: 'must be a list (is text)' },
  { name: 'an unknown environment', change: [['[development]', '[staging]']], at: 'staging', path: 'consumers.app.environments[0]', message: 'must be one of development or production (is "staging")' },
  { name: 'a consumer of an unknown agency', change: [['    agency: DISHUB\n    scopes', '    agency: DISKOM\n    scopes']], at: 'DISKOM\n', path: 'consumers.kiosk.agency', message: /^unknown agency "DISKOM"/ },
  { name: 'a consumer id with capitals', change: [['  kiosk:', '  Kiosk:']], at: 'Kiosk:', path: 'consumers.Kiosk', message: 'as a key it must match ^[a-z][a-z0-9-]{1,31}$' },
  { name: 'a rate of nothing', change: [['requests: 10', 'requests: 0']], at: '0, seconds', path: 'consumers.app.rate.requests', message: 'must be an integer of at least 1 (is 0)' },

  // systems
  { name: 'a system id with an underscore', change: [['  permits:', '  per_mits:']], at: 'per_mits', path: 'systems.per_mits', message: 'as a key it must match ^[a-z][a-z0-9-]{1,31}$' },
  { name: 'no system', change: [[cityFile.slice(cityFile.indexOf('systems:')), 'systems: {}\n']], at: '{}', path: 'systems', message: 'must not be empty' },
  { name: 'a prefix that is too short', change: [['prefix: IZIN', 'prefix: IZ']], at: 'IZ\n', path: 'systems.permits.prefix', message: 'must look like HAYU, that is match ^[A-Z][A-Z0-9]{3,7}$ (is "IZ")' },
  { name: 'a prefix twice', change: [['prefix: SKPD', 'prefix: IZIN']], at: 'IZIN, name: Register', path: 'systems.register.prefix', message: 'the prefix "IZIN" is already taken on line 31 by systems.permits.prefix' },
  { name: 'an unknown adapter', change: [['adapter: permits', 'adapter: permit']], at: 'permit\n', path: 'systems.permits.adapter', message: 'unknown adapter "permit"; did you mean "permits"?', allowed: ['permits', 'register'] },
  { name: 'an unknown adapter that resembles none', change: [['adapter: permits', 'adapter: zebra']], at: 'zebra', path: 'systems.permits.adapter', message: 'unknown adapter "zebra"; known: permits or register' },
  { name: 'a system of an unknown agency', change: [['    agency: DISHUB\n    url', '    agency: DISHUBB\n    url']], at: 'DISHUBB', path: 'systems.permits.agency', message: 'unknown agency "DISHUBB"; did you mean "DISHUB"?' },
  { name: 'an unknown resource', change: [['resources: [licences]', 'resources: [licenses]']], at: 'licenses', path: 'systems.permits.resources[0]', message: /; did you mean "licences"\? \(is "licenses"\)$/ },
  { name: 'a resource that the adapter does not serve', change: [['resources: [licences]', 'resources: [complaints]']], at: 'complaints]\n    settings', path: 'systems.permits.resources[0]', message: 'the adapter "permits" does not serve complaints; known: licences or licence-applications', allowed: ['licences', 'licence-applications'] },
  { name: 'freshness of an unknown resource', change: [['freshness: { licences', 'freshness: { licence']], at: 'licence:', path: 'systems.permits.freshness.licence', message: 'unknown key; did you mean "licences"?' },
  { name: 'freshness of a resource that the adapter does not serve', change: [['freshness: { licences', 'freshness: { complaints']], at: '{ fresh: 10', path: 'systems.permits.freshness.complaints', message: /^the adapter "permits" does not serve complaints/ },
  { name: 'negative freshness', change: [['fresh: 10', 'fresh: -1']], at: '-1', path: 'systems.permits.freshness.licences.fresh', message: 'must be an integer of at least 0 (is -1)' },
  { name: 'a limit in words', change: [['concurrency: 2', 'concurrency: four']], at: 'four', path: 'systems.permits.limits.concurrency', message: 'must be an integer of at least 1 (is "four")' },
  { name: 'a limit with a fraction', change: [['failures: 3', 'failures: 1.5']], at: '1.5', path: 'systems.permits.limits.breaker.failures', message: 'must be an integer of at least 1 (is 1.5)' },
  { name: 'a system without a place', change: [['concurrency: 2', 'concurrency: 0']], at: '0, breaker', path: 'systems.permits.limits.concurrency', message: 'must be an integer of at least 1 (is 0)' },
  { name: 'an unknown limit', change: [['concurrency: 2', 'concurrency: 2, rates: 5']], at: 'rates', path: 'systems.permits.limits.rates', message: 'unknown key; did you mean "rate"?' },
  { name: 'a rate without its time', change: [['concurrency: 2', 'rate: { requests: 60 }']], at: 'rate: { requests: 60 }', path: 'systems.permits.limits.rate.seconds', message: 'is missing' },
  { name: 'a rate of no call', change: [['concurrency: 2', 'rate: { requests: 0, seconds: 60 }']], at: '0, seconds: 60', path: 'systems.permits.limits.rate.requests', message: 'must be an integer of at least 1 (is 0)' },
  { name: 'a rate as text', change: [['concurrency: 2', 'rate: 60/min']], at: '60/min', path: 'systems.permits.limits.rate', message: 'must be a mapping (is text)' },
  { name: 'no time to connect', change: [['concurrency: 2', 'connect_ms: 0']], at: '0, breaker', path: 'systems.permits.limits.connect_ms', message: 'must be an integer of at least 1 (is 0)' },
  { name: 'more time to connect than for the whole', change: [['concurrency: 2', 'timeout_ms: 2000, connect_ms: 2001']], at: '2001', path: 'systems.permits.limits.connect_ms', message: 'must not be more than timeout_ms, which is 2000' },
  { name: 'more time to begin than for the whole', change: [['concurrency: 2', 'first_byte_ms: 5001']], at: '5001', path: 'systems.permits.limits.first_byte_ms', message: 'must not be more than timeout_ms, which is 5000' },
  { name: 'no time after which a call is slow', change: [['limits: { concurrency: 2', 'slow_ms: soon\n    limits: { concurrency: 2']], at: 'soon', path: 'systems.permits.slow_ms', message: 'must be an integer of at least 1 (is "soon")' },
  { name: 'hours that are no list', change: [['concurrency: 2', 'hours: { from: "06:00", to: "22:00" }']], at: '{ from: "06:00"', path: 'systems.permits.limits.hours', message: 'must be a list (is a mapping)' },
  { name: 'no hours', change: [['concurrency: 2', 'hours: []']], at: '[]', path: 'systems.permits.limits.hours', message: 'must not be empty' },
  { name: 'hours without an end', change: [['concurrency: 2', 'hours: [{ from: "06:00" }]']], at: '{ from: "06:00" }', path: 'systems.permits.limits.hours[0].to', message: 'is missing' },
  { name: 'an hour that there is not', change: [['concurrency: 2', 'hours: [{ from: "06:00", to: "25:00" }]']], at: '"25:00"', path: 'systems.permits.limits.hours[0].to', message: /^must look like 22:00, that is match .* \(is "25:00"\)$/ },
  { name: 'hours that begin at the end of a day', change: [['concurrency: 2', 'hours: [{ from: "24:00", to: "06:00" }]']], at: '"24:00"', path: 'systems.permits.limits.hours[0].from', message: /^must look like 06:00/ },
  { name: 'an hour without minutes', change: [['concurrency: 2', 'closed: [{ from: 22, to: "06:00" }]']], at: '22, to', path: 'systems.permits.limits.closed[0].from', message: 'must be text; quote it (is 22)' },
  { name: 'a day in another language', change: [['concurrency: 2', 'closed: [{ days: [senin], from: "01:00", to: "02:00" }]']], at: 'senin', path: 'systems.permits.limits.closed[0].days[0]', message: /^must be one of mon, tue, .* \(is "senin"\)$/ },
  { name: 'a window on no day', change: [['concurrency: 2', 'closed: [{ days: [], from: "01:00", to: "02:00" }]']], at: '[], from', path: 'systems.permits.limits.closed[0].days', message: 'must not be empty' },
  { name: 'a window that ends where it begins', change: [['concurrency: 2', 'closed: [{ from: "01:00", to: "01:00" }]']], at: '"01:00" }', path: 'systems.permits.limits.closed[0].to', message: 'must differ from `from`; a whole day is from 00:00 to 24:00' },
  { name: 'the same window twice', change: [['concurrency: 2', 'closed: [{ from: "01:00", to: "02:00" }, { from: "01:00", to: "02:00" }]']], at: '[{ from', path: 'systems.permits.limits.closed', message: 'entries 0 and 1, counted from 0, are the same' },
  { name: 'a system that is always closed', change: [['concurrency: 2', 'hours: [{ from: "01:00", to: "02:00" }], closed: [{ from: "00:00", to: "03:00" }]']], at: '[{ from: "00:00"', path: 'systems.permits.limits.closed', message: 'leaves no time at which the system may be asked' },
  { name: 'a mail address without @', change: [['desk@example.go.id', 'desk']], at: 'desk }', path: 'systems.permits.contact.email', message: /^must look like meja\.ti@example\.go\.id/ },
  { name: 'no address where the product needs one', change: [['    url: ${PERMITS_URL}\n', '']], at: 'permits:\n', path: 'systems.permits.url', message: 'is missing: the product "permits" needs an address' },
  { name: 'an address where the product has none', change: [['prefix: SKPD,', 'prefix: SKPD, url: "http://10.0.0.9",']], at: '"http://10.0.0.9"', path: 'systems.register.url', message: 'must not be set: the product "register" has no address' },
  { name: 'an address of another protocol', change: [['${PERMITS_URL}', 'ftp://10.0.0.9']], at: 'ftp:', path: 'systems.permits.url', message: /^must look like http.* \(is "ftp:\/\/10\.0\.0\.9"\)$/ },
  { name: 'an address that is none', change: [['${PERMITS_URL}', 'http://:81']], at: 'http://:81', path: 'systems.permits.url', message: 'is not a valid address' },
  { name: 'an address with a query', change: [['${PERMITS_URL}', 'http://10.0.0.9/?a=1']], at: 'http://10.0.0.9', path: 'systems.permits.url', message: 'must not hold a query or a fragment' },

  // settings of the adapter
  { name: 'an unknown setting', problems: 2, change: [['      codes:', '      code:']], at: 'code: { "1"', path: 'systems.permits.settings.code', message: 'unknown key; did you mean "codes"?' },
  { name: 'a code that the adapter does not know', change: [['"2": issued', '"2": isued']], at: 'isued', path: 'systems.permits.settings.codes[2]', message: 'must be one of draft or issued; did you mean "issued"?', allowed: ['draft', 'issued'] },
  { name: 'a setting of the wrong type', change: [['      codes:', '      page: many\n      codes:']], at: 'many', path: 'systems.permits.settings.page', message: 'must be an integer of at least 1' },
  { name: 'no settings where the adapter needs them', problems: 2, change: [['{ adapter: register,', '{ adapter: permits, url: "http://10.0.0.9",']], at: 'register: {', path: 'systems.register.settings.api_key', message: 'is missing' },

  // variables
  { name: 'a missing variable', change: [], env: { PERMITS_URL: cityEnv.PERMITS_URL }, at: '${PERMITS_KEY}', path: 'systems.permits.settings.api_key', message: 'the environment variable PERMITS_KEY is not set, or is empty' },
  { name: 'an empty variable', change: [], env: { ...cityEnv, PERMITS_URL: '' }, at: '${PERMITS_URL}', path: 'systems.permits.url', message: 'the environment variable PERMITS_URL is not set, or is empty' },
  { name: 'a variable with a wrong value, which is not repeated', change: [], env: { ...cityEnv, PERMITS_URL: 'gopher://inside' }, at: '${PERMITS_URL}', path: 'systems.permits.url', message: /\$? \(from PERMITS_URL\)$/ },
  { name: 'a broken reference', change: [['${PERMITS_URL}', '"${PERMITS URL}"']], at: '"${PERMITS URL}"', path: 'systems.permits.url', message: 'holds a broken reference; write ${NAME} or ${NAME:-default}, and $${ for a plain ${' },

  // alerts
  { name: 'a receiver that is none', change: [alerts('receivers: { duty: { language: en } }')], at: '{ language: en', path: 'alerts.receivers.duty', message: 'needs one of webhook, email or telegram' },
  { name: 'a receiver that is two', env: alertEnv, change: [alerts('receivers: { duty: { webhook: { url: "https://a.example", secret: "${HOOK}" }, telegram: { token: "${TOKEN}", chat: "1" } } }')], at: '{ webhook:', path: 'alerts.receivers.duty', message: 'has webhook and telegram: make a receiver of each' },
  { name: 'a secret of alerts in the file', change: [alerts('receivers: { duty: { webhook: { url: "https://a.example", secret: whsec_aaaa } } }')], at: 'whsec_aaaa', path: 'alerts.receivers.duty.webhook.secret', message: 'is a secret: it must come from the environment, written as ${NAME} alone' },
  { name: 'a token of a bot in the file', change: [alerts('receivers: { duty: { telegram: { token: "1:abc", chat: "1" } } }')], at: '"1:abc"', path: 'alerts.receivers.duty.telegram.token', message: /^is a secret/ },
  { name: 'an address of a receiver that is empty', change: [alerts('receivers: { duty: { webhook: { url: "", secret: "${HOOK:-}" } } }')], at: '"", secret', path: 'alerts.receivers.duty.webhook.url', message: 'must not be empty' },
  { name: 'a secret with a default', change: [alerts('receivers: { duty: { webhook: { url: "https://a.example", secret: "${HOOK:-whsec_aaaa}" } } }')], at: '"${HOOK', path: 'alerts.receivers.duty.webhook.secret', message: /^is a secret/ },
  { name: 'a secret that is not set beside an address that is', change: [alerts('receivers: { duty: { webhook: { url: "https://a.example", secret: "${HOOK:-}" } } }')], at: '"${HOOK', path: 'alerts.receivers.duty.webhook.secret', message: /^must be `whsec_`/ },
  { name: 'a secret that signs nothing', env: { ...alertEnv, HOOK: 'whsec_AAAA' }, change: [alerts('receivers: { duty: { webhook: { url: "https://a.example", secret: "${HOOK}" } } }')], at: '"${HOOK}"', path: 'alerts.receivers.duty.webhook.secret', message: /^must be `whsec_` and the base64 of 24 to 64 bytes/ },
  { name: 'a password in the clear', env: alertEnv, change: [alerts('receivers: { duty: { email: { host: smtp.example, security: none, user: a, password: "${PASSWORD}", from: a@b.id, to: [c@d.id] } } }')], at: 'none', path: 'alerts.receivers.duty.email.security', message: 'must be starttls or tls where there is a password: it would be sent in the clear' },
  { name: 'a user without a password', change: [alerts('receivers: { duty: { email: { host: smtp.example, user: a, from: a@b.id, to: [c@d.id] } } }')], at: 'a, from', path: 'alerts.receivers.duty.email.user', message: /^goes with the other/ },
  { name: 'a sender of mails that is none', change: [alerts('receivers: { duty: { email: { host: smtp.example, from: "Satu <a@b.id>", to: [c@d.id] } } }')], at: '"Satu <a@b.id>"', path: 'alerts.receivers.duty.email.from', message: /^must look like satu@example\.go\.id/ },
  { name: 'a user in the address of a receiver', env: alertEnv, change: [alerts('receivers: { duty: { webhook: { url: "https://u:p@a.example", secret: "${HOOK}" } } }')], at: '"https://u:p@a.example"', path: 'alerts.receivers.duty.webhook.url', message: 'must not hold a user or a password' },
  { name: 'a rule without a kind', change: [alerts('rules: { system-dwn: { for_seconds: 5 } }')], at: '{ for_seconds: 5', path: 'alerts.rules.system-dwn', message: 'needs a kind, since it is none of the rules that are built in; did you mean "system-down"?' },
  { name: 'a kind that there is not', change: [alerts('rules: { mine: { kind: system_up } }')], at: 'system_up', path: 'alerts.rules.mine.kind', message: /^must be one of system_down, error_rate/ },
  { name: 'another kind in a rule that is built in', change: [alerts('rules: { system-down: { kind: stale } }')], at: 'stale', path: 'alerts.rules.system-down.kind', message: 'is system_down in this rule, which is built in: give yours another name' },
  { name: 'a threshold where there is none', change: [alerts('rules: { system-down: { threshold: 3 } }')], at: '3 }', path: 'alerts.rules.system-down.threshold', message: 'is none of system_down: it is true or it is not' },
  { name: 'a share that is none', change: [alerts('rules: { system-fails: { threshold: 20 } }')], at: '20 }', path: 'alerts.rules.system-fails.threshold', message: 'must be a number from 0.01 to 1 (share of calls that fail)' },
  { name: 'half a delivery', change: [alerts('rules: { delivery-parked: { threshold: 1.5 } }')], at: '1.5', path: 'alerts.rules.delivery-parked.threshold', message: 'must be an integer from 1 to 1000000 (deliveries)' },
  { name: 'a window where nothing is counted', change: [alerts('rules: { system-down: { window_seconds: 60 } }')], at: '60 }', path: 'alerts.rules.system-down.window_seconds', message: 'is none of system_down, which looks at this moment' },
  { name: 'a system that a rule does not find', change: [alerts('rules: { system-down: { systems: [permit] } }')], at: 'permit]', path: 'alerts.rules.system-down.systems[0]', message: 'unknown system "permit"; did you mean "permits"?', allowed: ['permits', 'register'] },
  { name: 'an agency that a rule does not find', change: [alerts('rules: { agency-late: { agencies: [DISHUBB] } }')], at: 'DISHUBB', path: 'alerts.rules.agency-late.agencies[0]', message: 'unknown agency "DISHUBB"; did you mean "DISHUB"?' },
  { name: 'systems for what is about the hub', change: [alerts('rules: { disk-full: { systems: [permits] } }')], at: '[permits]', path: 'alerts.rules.disk-full.systems', message: 'cannot be chosen for disk, which is about the hub itself' },
  { name: 'a receiver that a rule does not find', change: [alerts('rules: { system-down: { to: [duty] } }')], at: 'duty]', path: 'alerts.rules.system-down.to[0]', message: 'unknown receiver "duty"' },
  { name: 'a digest that nobody gets', change: [alerts('digest: { at: "07:00" }')], at: '{ at: "07:00"', path: 'alerts.digest', message: 'needs a receiver under `alerts.receivers`: nobody would get it' },
  { name: 'a time of day that there is not', change: [alerts('digest: { at: "25:00" }\n  receivers: { duty: { email: { host: smtp.example, from: a@b.id, to: [c@d.id] } } }')], at: '"25:00"', path: 'alerts.digest.at', message: /^must look like 06:30/ },

  // YAML
  { name: 'a key twice', change: [['    prefix: IZIN\n', '    prefix: IZIN\n    prefix: IZIN2\n']], at: 'prefix: IZIN2', path: 'systems.permits.prefix', message: 'the key is already on line 31' },
  { name: 'a system twice', change: [['  register: {', '  permits: {']], at: 'permits: {', path: 'systems.permits', message: 'the key is already on line 28' },
  { name: 'a tab', change: [['  max_scan', '\tmax_scan']], at: '\tmax_scan', path: '', message: /^not valid YAML: / },
  { name: 'a bracket that is not closed', change: [['[licences:read]', '[licences:read']], at: 'app:', path: '', message: /^not valid YAML: / },
  { name: 'an unknown tag', change: [['name: Kiosk', 'name: !secret Kiosk']], at: '!secret', path: '', message: 'not valid YAML: Unresolved tag' },
  { name: 'an alias to nothing', change: [['name: Kiosk', 'name: *kiosk']], at: '*kiosk', path: 'consumers.kiosk.name', message: 'the alias refers to nothing, or to itself' },
  { name: 'an alias to itself', problems: 2, change: [['name: Kiosk', 'name: &a [*a]']], at: '*a', path: 'consumers.kiosk.name[0][0]', message: 'the alias refers to nothing, or to itself' },
  { name: 'a list as a key', change: [['hub:\n', 'hub:\n  [a]: 1\n']], at: '[a]', path: 'hub', message: 'a key must be plain text' },
  { name: 'the key __proto__', change: [['hub:\n', 'hub:\n  __proto__: { max_scan: 1 }\n']], at: '__proto__', path: 'hub.__proto__', message: 'this key is not allowed' },
  { name: 'a file that is a list', change: [[cityFile, '- city\n']], at: '- city', path: '', message: 'must be a mapping (is a list)' }
]

refuseEach(cityFile, mistakes)

t.test('an empty file is refused', async t => {
  for (const source of ['', '# nothing\n', '---\n']) t.match(read(t, source).problems, [{ line: 1, column: 1, path: '', message: 'must be a mapping (is empty)' }])
})

t.test('aliases that multiply are refused before they fill the memory', async t => {
  const levels = Array.from({ length: 9 }, (_, i) => `  l${i}: &l${i} [${Array(10).fill(i === 0 ? 'x' : `*l${i - 1}`).join(', ')}]`)
  const { problems } = read(t, `hub:\n${levels.join('\n')}\n`)
  t.ok(problems.some(({ message }) => message.startsWith('the file holds more than')))
})
