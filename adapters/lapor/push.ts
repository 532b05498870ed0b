import { type Call, createSession, escapeXml, type HttpClient, readXml, SystemFault, writeStatusFault, writeXmlText,
  type XmlDocument } from '../../src/kit/index.ts'
import type { Pushed, Report, Sent } from './wire.ts'

/** LAPOR's push calls, one method each. */
export interface LaporPush {
  addstream(report: Report, call: Call): Promise<Pushed>
  addkomentar(trackingid: string, isi: string, call: Call): Promise<Pushed>
  tutupstream(trackingid: string, catatan: string, call: Call): Promise<Pushed>
  /** What this sender has sent and has these words in it, newest first. Secret reports too. */
  caristream(words: string, call: Call): Promise<Sent[]>
}

type Operation = 'gettoken' | 'addstream' | 'addkomentar' | 'tutupstream' | 'caristream'

/** Which field of the contract each write's text comes of. */
const textFields: Partial<Record<Operation, string>> = { addstream: 'description', addkomentar: 'text',
  tutupstream: 'note' }

export function createLaporPush(http: HttpClient, apiKey: string): LaporPush {
  const session = createSession<string>({
    async open(call) {
      const { token, masaberlaku } = (await post('gettoken', 'apikey', apiKey, '', call)).fields
      if (token === undefined || token === '') throw unreadable('gettoken', 'sent no token')
      const seconds = Number(masaberlaku)
      return { token, expiresInMs: seconds > 0 ? seconds * 1000 : undefined }
    }
  })

  async function post(
    operation: Operation,
    keyName: string,
    key: string,
    content: string,
    call: Call
  ): Promise<XmlDocument> {
    const answer = await http.send({
      method: 'POST',
      path: `/api/stream/${operation}`,
      headers: { 'content-type': 'text/xml; charset=UTF-8', 'accept': 'text/xml' },
      body: `<?xml version="1.0" encoding="UTF-8"?><lapor ${keyName}="${escapeXml(key)}">${content}</lapor>`,
      stage: operation
    }, call)
    const fault = writeStatusFault(answer, operation)
    if (fault) throw fault
    if (answer.status >= 400)
      throw new SystemFault('failed', { stage: operation, detail: `answered with status ${answer.status}` })
    const document = readXml(answer.bytes, { rows: 'baris', contentType: answer.contentType, stage: operation })
    if (document.root !== 'lapor') throw unreadable(operation, 'sent XML of another shape')
    if (document.fields['status'] !== 'ok') throwForRefusal(operation, document.fields['pesan'] ?? '')
    return document
  }

  function ask(operation: Operation, content: string, call: Call): Promise<XmlDocument> {
    return session.use(call, token => post(operation, 'token', token, content, call))
  }

  async function write(operation: Operation, content: string, call: Call): Promise<Pushed> {
    const { trackingid, transaksiid } = (await ask(operation, content, call)).fields
    if (!trackingid || !transaksiid) throw unreadable(operation, 'did not say under which number it keeps this')
    return { trackingid, transaksiid }
  }

  return {
    addstream({ email, telpon, namadepan, namabelakang, rahasia, anonim, isi }, call) {
      const pelapor = elements({ email, telpon, namadepan, namabelakang })
      return write('addstream',
        `<pelapor>${pelapor}</pelapor><laporan rahasia="${rahasia}" anonim="${anonim}">${elements({ isi })}</laporan>`,
        call)
    },
    addkomentar: (trackingid, isi, call) =>
      write('addkomentar', `<komentar trackingid="${escapeXml(trackingid)}">${elements({ isi })}</komentar>`, call),
    tutupstream: (trackingid, catatan, call) =>
      write('tutupstream', `<penutupan trackingid="${escapeXml(trackingid)}">${elements({ catatan })}</penutupan>`,
        call),
    async caristream(cari, call) {
      const { rows, fields } = await ask('caristream', elements({ cari }), call)
      if (fields['jumlah'] !== String(rows.length)) throw unreadable('caristream', 'did not send all that it found')
      return rows.map(({ trackingid = '', transaksiid = '', isi = '' }) => ({ trackingid, transaksiid, isi }))
    }
  }
}

function elements(texts: Readonly<Record<string, string>>): string {
  return Object.entries(texts).map(([name, text]) => `<${name}>${writeXmlText(text)}</${name}>`).join('')
}

/** What LAPOR says of a write, with status 200. Its own message is repeated to nobody: it may quote what was sent. */
function throwForRefusal(stage: Operation, message: string): never {
  if (/token|api key/i.test(message))
    throw new SystemFault('denied', { stage,
      detail: stage === 'gettoken' ? 'refused the API key' : 'refused the token' })
  const said = refusals.find(({ words }) => words.test(message))
  if (said === undefined)
    throw new SystemFault('failed', { stage, detail: 'reported an error of its own, with status 200' })
  const field = textFields[stage]
  throw new SystemFault('rejected', { stage, detail: said.detail,
    ...(said.isOfText && field !== undefined && { fields: [{ field, detail: said.detail }] }) })
}

const refusals: readonly { words: RegExp; detail: string; isOfText: boolean }[] = [
  { words: /kosong/i, detail: 'does not take an empty text', isOfText: true },
  { words: /ditolak/i, detail: 'does not take this text', isOfText: true },
  { words: /tidak ditemukan/i, detail: 'has no such report', isOfText: false },
  { words: /sudah ditutup/i, detail: 'has closed this report already', isOfText: false }
]

function unreadable(stage: Operation, detail: string): SystemFault {
  return new SystemFault('unreadable', { stage, detail })
}
