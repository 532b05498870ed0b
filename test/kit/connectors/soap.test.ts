import iconv from 'iconv-lite'
import type { IncomingMessage } from 'node:http'
import t, { type Test } from 'tap'
import { createSoap, type SoapClient, SoapFault, type SoapOptions } from '../../../src/kit/connectors/soap.ts'
import { readXml } from '../../../src/kit/connectors/xml.ts'
import type { SystemFault } from '../../../src/kit/faults.ts'
import { aCall, clientOf, failureOf, startHttp } from './servers.ts'

const namespace = 'urn:dishub:izin'
const stage = 'list permits'
const xmlType = 'text/xml; charset=utf-8'

interface Answer {
  status?: number
  type?: string
  body: string | Buffer
}
interface Asked {
  request: IncomingMessage
  body: string
}

async function startSoap(
  t: Test,
  answer: Answer,
  options: Partial<SoapOptions> = {}
): Promise<{ soap: SoapClient; asked: Asked[] }> {
  const asked: Asked[] = []
  const url = await startHttp(t, (request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      asked.push({ request, body })
      response.writeHead(answer.status ?? 200, { 'content-type': answer.type ?? xmlType }).end(answer.body)
    })
  })
  return { soap: createSoap({ http: clientOf(t, url), path: '/soap.php', namespace, ...options }), asked }
}

const envelope = (body: string): string =>
  '<?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope ' +
  'xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/">' +
  `<SOAP-ENV:Body>${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>`
const fault = (code: string, text = 'NIK 3273025203459991 milik Ujang'): string =>
  envelope(
    `<SOAP-ENV:Fault><faultcode>${code}</faultcode><faultstring>${text}</faultstring>` +
      '<detail><item>x</item></detail></SOAP-ENV:Fault>'
  )
const rowsOf = (...names: string[]): string =>
  envelope(
    `<ns1:daftarResponse xmlns:ns1="${namespace}"><return><JUMLAH>${names.length}</JUMLAH><DATA>` +
      names.map(name => `<item><NAMA>${name}</NAMA></item>`).join('') +
      '</DATA></return></ns1:daftarResponse>'
  )

t.test('an operation is called in RPC style, with its action and escaped parameters in order', async t => {
  const { soap, asked } = await startSoap(t, { body: rowsOf('Ujang') })
  const parameters = { user: 'a&b', kata: '<x> "é" 🚌', tanpa: undefined, mulai: 1, aktif: true }
  await soap.call('daftar', parameters, { stage }, aCall())
  const { request, body } = asked[0]!
  t.match(request, { method: 'POST', url: '/soap.php' })
  t.match(request.headers, { 'soapaction': '"urn:dishub:izin#daftar"', 'content-type': 'text/xml; charset=utf-8',
    'x-request-id': 'req-1' })
  t.match(body, '<m:daftar><user>a&amp;b</user><kata>&lt;x&gt; &quot;&#233;&quot; &#128652;' +
    '</kata><mulai>1</mulai><aktif>true</aktif></m:daftar>')
  t.match(body, 'xmlns:m="urn:dishub:izin"')
  const sent = readXml(body, { rows: 'daftar' }).rows
  t.strictSame(sent, [{ user: 'a&b', kata: '<x> "é" 🚌', mulai: '1', aktif: 'true' }])
})

t.test('the action has a base of its own where the system wants one', async t => {
  const { soap, asked } = await startSoap(t, { body: rowsOf() }, { actionBase: 'http://dishub.local/soap.php' })
  await soap.call('daftar', {}, { stage }, aCall())
  t.equal(asked[0]!.request.headers['soapaction'], '"http://dishub.local/soap.php#daftar"')
})

t.test('rows and fields of the answer are handed over', async t => {
  const { soap } = await startSoap(t, { body: rowsOf('Ujang', 'Siti') })
  t.strictSame(await soap.call('daftar', {}, { rows: 'item', stage }, aCall()), {
    rows: [{ NAMA: 'Ujang' }, { NAMA: 'Siti' }],
    fields: { JUMLAH: '2' },
    repaired: false
  })
})

t.test('an answer without rows has none', async t => {
  const { soap } = await startSoap(t, { body: rowsOf() })
  t.match(await soap.call('daftar', {}, { rows: 'item', stage }, aCall()), { rows: [], fields: { JUMLAH: '0' } })
})

t.test('Latin-1 that is declared as UTF-8 in both places is read right, and told', async t => {
  const { soap } = await startSoap(t, { body: iconv.encode(rowsOf('PO Café “Asih”'), 'windows-1252') })
  t.match(await soap.call('daftar', {}, { rows: 'item', stage }, aCall()), { rows: [{ NAMA: 'PO Café “Asih”' }],
    repaired: true })
})

t.test('the character set that a system is known to send is used', async t => {
  const { soap } = await startSoap(t, { body: iconv.encode(rowsOf('Café'), 'cp850') }, { assumeCharset: 'cp850' })
  t.match(await soap.call('daftar', {}, { rows: 'item', stage }, aCall()), { rows: [{ NAMA: 'Café' }] })
})

const faults = [
  ['SOAP-ENV:Client', 'rejected'],
  ['soap:Client.BadParameter', 'rejected'],
  ['client', 'rejected'],
  ['SOAP-ENV:Server', 'failed'],
  ['Clientele', 'failed'],
  ['E99', 'failed'],
  ['ns1:Client.Authentication', 'denied'],
  ['AUTH01', 'denied']
] as const
for (const [code, kind] of faults) {
  for (const status of [200, 500]) {
    t.test(`a fault ${code} with status ${status} is ${kind}`, async t => {
      const { soap } = await startSoap(t, { status, body: fault(code) }, {
        deniedCodes: ['Client.Authentication', 'AUTH01']
      })
      // Its detail has an element named as the rows are.
      const error = await failureOf(soap.call('daftar', {}, { rows: 'item', stage }, aCall()))
      t.match(error, { kind, stage, message: `SOAP fault ${code}` })
    })
  }
}

t.test("a fault's text is for the adapter alone", async t => {
  const { soap } = await startSoap(t, { body: fault('SOAP-ENV:Server') })
  const error = (await failureOf(soap.call('daftar', {}, { stage }, aCall()))) as SystemFault
  t.type(error.cause, SoapFault)
  t.match(error.cause, { code: 'Server', text: 'NIK 3273025203459991 milik Ujang' })
  t.notMatch(`${error.message} ${JSON.stringify(error.cause)} ${String(error.cause)} ${(error.cause as Error).stack}`,
    /3273|Ujang/)
})

t.test('a fault whose code is no code does not quote it', async t => {
  const { soap } = await startSoap(t, { body: fault('NIK 3273025203459991 tidak ada') })
  t.match(await failureOf(soap.call('daftar', {}, { stage }, aCall())), { kind: 'failed',
    message: 'SOAP fault without a readable code' })
})

t.test('an adapter tells faults apart that share a code', async t => {
  const kindOf = ({ text }: SoapFault): 'denied' | undefined => (text.startsWith('Login gagal') ? 'denied' : undefined)
  const login = await startSoap(t, { body: fault('SOAP-ENV:Client', 'Login gagal: user salah') }, { kindOf })
  t.match(await failureOf(login.soap.call('daftar', {}, { stage }, aCall())), { kind: 'denied' })
  const other = await startSoap(t, { body: fault('SOAP-ENV:Client') }, { kindOf })
  t.match(await failureOf(other.soap.call('daftar', {}, { stage }, aCall())), { kind: 'rejected' })
})

t.test('faults of SOAP 1.2 and empty faults are faults', async t => {
  const twelve = '<F:Fault ' +
    'xmlns:F="e"><F:Code><F:Value>F:Sender</F:Value></F:Code><F:Reason><F:Text>no</F:Text></F:Reason></F:Fault>'
  const newer = await startSoap(t, { body: envelope(twelve) })
  const error = await failureOf(newer.soap.call('daftar', {}, { stage }, aCall()))
  t.match(error, { kind: 'rejected', message: 'SOAP fault F:Sender', cause: { text: 'no' } })
  const empty = await startSoap(t, { body: envelope('<SOAP-ENV:Fault/>') })
  t.match(await failureOf(empty.soap.call('daftar', {}, { stage }, aCall())), { kind: 'failed' })
})

t.test('a record that has a field named as a fault has is no fault', async t => {
  const { soap } = await startSoap(t, { body: envelope('<r><Value>1</Value><faultcode>x</faultcode></r>') })
  t.match(await soap.call('baca', {}, { stage }, aCall()), { fields: { Value: '1', faultcode: 'x' } })
})

t.test('without a fault the status speaks', async t => {
  for (const [status, kind] of [[401, 'denied'], [403, 'denied'], [429, 'throttled'], [503, 'throttled'], [500,
    'failed'], [404, 'failed']] as const)
  {
    const { soap } = await startSoap(t, { status, type: 'text/html', body: '<html><p>Error' })
    const error = await failureOf(soap.call('daftar', {}, { stage }, aCall()))
    t.match(error, { kind, stage, message: `answered with status ${status}` })
  }
})

t.test('what is no SOAP is unreadable', async t => {
  const cases = [
    ['<html><p>Maaf', 'sent HTML instead of XML'],
    ['', 'sent an empty answer instead of XML'],
    ['<daftar/>', 'sent XML that is not SOAP'],
    ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      'sent XML with a document type, which is refused']
  ] as const
  for (const [body, message] of cases) {
    const { soap } = await startSoap(t, { body })
    t.match(await failureOf(soap.call('daftar', {}, { stage }, aCall())), { kind: 'unreadable', stage, message })
  }
})

t.test('an envelope that stops short is truncated', async t => {
  const { soap } = await startSoap(t, { body: rowsOf('Ujang').slice(0, -30) })
  t.match(await failureOf(soap.call('daftar', {}, { stage }, aCall())), { kind: 'truncated', stage })
})

t.test('what XML cannot carry is refused before it is sent', async t => {
  const { soap, asked } = await startSoap(t, { body: rowsOf() })
  for (const value of ['a\u0000b', 'a\u001Bb', 'a\uD800b', 'a\uFFFFb']) {
    t.match(await failureOf(soap.call('daftar', { kata: value }, { stage }, aCall())), { kind: 'rejected', stage })
  }
  t.type(await failureOf(soap.call('daftar', { 'a b': 1 }, { stage }, aCall())), TypeError)
  t.type(await failureOf(soap.call('daftar/><x', {}, { stage }, aCall())), TypeError)
  t.equal(asked.length, 0)
  await soap.call('daftar', { kata: 'baris\r\nlain\tkolom' }, { stage }, aCall())
  t.match(asked[0]!.body, '<kata>baris&#13;\nlain\tkolom</kata>')
})
