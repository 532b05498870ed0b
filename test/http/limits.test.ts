import t from 'tap'
import { createWindows, takeOne } from '../../src/http/limits.ts'
import { createWindow } from '../../src/http/rate-window.ts'

const rate = { requests: 2, seconds: 10 }

t.test('a window lets through what it allows, and starts anew when it has ended', async t => {
  const window = createWindow(rate)
  t.same([window.take(1_000), window.take(2_000), window.take(3_000)], [true, true, false])
  t.equal(window.state(3_000), '"default";r=0;t=8')
  t.throws(() => takeOne(window, 10_999), { code: 'rate_limited', retryAfterMs: 1,
    headers: { 'ratelimit-policy': '"default";q=2;w=10' } })
  t.ok(window.take(11_000))
  t.equal(window.state(11_000), '"default";r=1;t=10')
})

t.test('another rate counts on', async t => {
  const windows = createWindows()
  const window = windows.ofConsumer({ id: 'app', rate })
  window.take(0)
  window.take(0)
  t.equal(windows.ofConsumer({ id: 'app', rate: { requests: 3, seconds: 60 } }), window)
  t.same([window.take(9_000), window.take(9_000)], [true, false])
  t.equal(window.policy, '"default";q=3;w=60')
  t.ok(window.take(10_000), 'the window that runs ends when it would have')
  t.equal(window.state(10_000), '"default";r=2;t=60')
  windows.ofConsumer({ id: 'app', rate: { requests: 0, seconds: 60 } })
  t.equal(window.state(10_000), '"default";r=0;t=60', 'never less than nothing')
})

t.test('each consumer and each address has a window of its own', async t => {
  const windows = createWindows()
  const all = [windows.ofConsumer({ id: 'a', rate }), windows.ofConsumer({ id: 'b', rate }),
    windows.ofAddress('192.0.2.1', rate), windows.ofAddress('192.0.2.2', rate)]
  t.equal(new Set(all).size, all.length)
  t.equal(windows.ofAddress('192.0.2.1', rate), all[2])
})

t.test('an address meets a changed rate with what it has used', async t => {
  const windows = createWindows()
  const window = windows.ofAddress('192.0.2.1', rate)
  window.take(0)
  t.equal(windows.ofAddress('192.0.2.1', { requests: 1, seconds: 10 }), window)
  t.notOk(window.take(1))
})

t.test('the addresses of one IPv6 network share a window', async t => {
  const windows = createWindows()
  const of = (address: string) => windows.ofAddress(address, rate)
  t.equal(of('2001:db8:0:1::1'), of('2001:db8:0:1:aaaa:bbbb:cccc:dddd'))
  t.equal(of('2001:db8::1'), of('2001:db8:0:0:ffff::'))
  t.equal(of('fe80::1%eth0'), of('fe80::2%eth0'))
  t.not(of('2001:db8:0:1::1'), of('2001:db8:0:2::1'))
  t.not(of('::ffff:192.0.2.1'), of('::ffff:192.0.2.2'))
})
