import { type Call, type HttpClient, type HttpRequest, parseJson, SystemFault, writeMultipart,
  writeStatusFault } from '../../src/kit/index.ts'
import { checkAnswer } from './answers.ts'
import { fieldOf } from './map-back.ts'
import type { Batal, Berkas, Daftar } from './wire.ts'

/** SiCANTIK's calls that write, one method each. Each gives the number of the application. */
export interface SicantikDesk {
  daftar(form: Daftar, call: Call): Promise<string>
  batal(number: string, form: Batal, call: Call): Promise<string>
  berkas(number: string, form: Berkas, call: Call): Promise<string>
}

export function createSicantikDesk(http: HttpClient, key: string): SicantikDesk {
  async function post(
    path: readonly string[],
    request: Pick<HttpRequest, 'form' | 'body' | 'headers'>,
    stage: string,
    call: Call
  ): Promise<string> {
    const answer = await http.send({ ...request, method: 'POST', path, query: { key }, stage }, call)
    const fault = writeStatusFault(answer, stage)
    if (fault) throw fault
    const value = answer.status >= 400 ? undefined : parseJson(answer.text(), stage, answer.contentType)
    if (answer.status === 404 && /tidak ada data/i.test(answer.text()))
      throw new SystemFault('rejected', { stage, detail: 'has no such application' })
    throwForRefusal(value, stage)
    const { no_pendaftaran } = (checkAnswer(answer.status, value, stage) ?? {}) as { no_pendaftaran?: unknown }
    if (typeof no_pendaftaran === 'string' && no_pendaftaran.trim() !== '') return no_pendaftaran
    throw new SystemFault('unreadable', { stage, detail: 'did not say under which number it keeps this' })
  }

  return {
    daftar: (form, call) =>
      post(['api', 'permohonan', 'pendaftaran'], { form: { ...form } }, 'register an application', call),
    batal: (number, form, call) =>
      post(['api', 'permohonan', 'batal', number], { form: { ...form } }, 'withdraw an application', call),
    berkas(number, { berkas, ...fields }, call) {
      const { contentType, body } = writeMultipart(fields, { field: 'berkas', ...berkas })
      return post(['api', 'permohonan', 'berkas', number], { body, headers: { 'content-type': contentType } },
        'attach a file', call)
    }
  }
}

/**
 * What form validation found, as `{"status":"failed","error":{"n_pemohon":"..."}}`. Without such a list "failed" is all
 * that SiCANTIK says of an error of its own.
 */
function throwForRefusal(value: unknown, stage: string): void {
  const { status, error } = (value ?? {}) as { status?: unknown; error?: unknown }
  if (status !== 'failed' || typeof error !== 'object' || error === null) return
  const columns = Object.keys(error)
  const fields = columns.flatMap(column => fieldOf(column) ?? []).map(field => ({ field, detail: 'is not accepted' }))
  const detail = columns.includes('no_pendaftaran')
    ? 'has decided this application, or it is withdrawn'
    : 'does not accept what was sent'
  throw new SystemFault('rejected', { stage, detail, fields })
}
