import t from 'tap'
import { createAddressJudge } from '../../../src/features/webhooks/addresses.ts'

const judge = createAddressJudge({ networks: [], isLocal: false })

const forbidden: Readonly<Record<string, readonly string[]>> = {
  'the machine of the hub itself': ['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'],
  'a private network': ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', 'fc00::1',
    'fdff::1', 'fd00:ec2::254', '::ffff:10.0.0.1', '::ffff:c0a8:1', 'fec0::1'],
  'a link-local address': ['169.254.169.254', '169.254.0.1', 'fe80::1', 'fe80::1%eth0', '::ffff:169.254.169.254'],
  'a network between a provider and its customers': ['100.64.0.1', '100.100.100.200', '100.127.255.255'],
  'the metadata service of a cloud': ['168.63.129.16'],
  'a multicast address': ['224.0.0.1', '239.255.255.250', 'ff02::1', 'ff0e::1'],
  'an address for documentation': ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
  'an address for measurements': ['198.18.0.1', '198.19.255.255', '2001:2::1'],
  'an address for protocols': ['0.0.0.0', '0.1.2.3', '192.0.0.192', '192.88.99.1', '240.0.0.1', '255.255.255.255',
    '2001::1', '2002:7f00:1::', '64:ff9b::7f00:1', '64:ff9b::a00:1', '64:ff9b:1::1'],
  'no address of the public Internet': ['::', '::7f00:1', '100::1', '4000::1', '5f00::1', '::ffff:0:7f00:1',
    '::ffff:8.8.8.8']
}

t.test('no address that is not public may be called, however it is written', async t => {
  for (const [what, addresses] of Object.entries(forbidden))
    for (const address of addresses) t.equal(judge(address), what, address)
})

t.test('a public address may be called', async t => {
  for (const address of ['1.1.1.1', '8.8.8.8', '103.10.66.1', '9.255.255.255', '11.0.0.0', '172.15.255.255',
    '172.32.0.0', '192.167.255.255', '100.63.255.255', '100.128.0.0', '223.255.255.255', '2606:4700:4700::1111',
    '2400:cb00::1'])
  {
    t.equal(judge(address), undefined, address)
  }
})

t.test('networks that the configuration names may be called, and no more of their kind', async t => {
  const open = createAddressJudge({ networks: ['10.20.0.0/16', 'fd12::/32', '192.168.7.9'], isLocal: false })
  for (const address of ['10.20.0.1', '10.20.255.255', 'fd12::7', '192.168.7.9', '::ffff:10.20.0.1'])
    t.equal(open(address), undefined, address)
  for (const address of ['10.21.0.1', 'fd13::7', '192.168.7.8', '127.0.0.1', '169.254.169.254'])
    t.ok(open(address), address)
})

t.test('the machine of the hub may be called only where the configuration says so', async t => {
  const local = createAddressJudge({ networks: [], isLocal: true })
  for (const address of ['127.0.0.1', '127.8.8.8', '::1']) t.equal(local(address), undefined, address)
  for (const address of ['10.0.0.1', '0.0.0.0', '::', '169.254.169.254']) t.ok(local(address), address)
})
