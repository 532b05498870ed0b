import { parseJson, refusedFields, SystemFault, writeStatusFault, type Call, type HttpClient } from '../../../../../../src/kit/index.ts'
import { fields, type PengaduanBaru } from '../../../resources/complaints/adapter/map-back.ts'

/** The system's calls that write, one method each, in its own words. */
export interface ContohDesk {
  /** Sends it, once. Gives the number under which the system keeps it. */
  kirim(form: PengaduanBaru, call: Call): Promise<string>
  /** The number of what was sent under this reference; undefined when the system says that it has none. */
  cari(reference: string, call: Call): Promise<string | undefined>
}

/** What the system says of one that it keeps. */
interface Kept {
  NO_ADUAN?: unknown
  NO_REF?: unknown
}

/** Its answer to what it is sent: where it keeps it, or the columns that it does not take. */
interface Answer {
  data?: Kept
  kolom?: unknown
}

interface Found {
  data?: Kept[]
}

export function createContohDesk(http: HttpClient, apiKey: string): ContohDesk {
  const headers = { 'x-api-key': apiKey }
  return {
    async kirim(form, call) {
      const stage = 'create complaint'
      const answer = await http.send({ method: 'POST', path: 'pengaduan', json: form, headers, stage }, call)
      // A 503 may come from a proxy that has handed it on.
      const fault = writeStatusFault(answer, stage)
      if (fault) throw fault
      if (answer.status >= 400 && answer.status !== 422) throw new SystemFault('failed', { stage, detail: `answered with status ${answer.status}` })
      const value = parseJson(answer.text(), stage, answer.contentType) as Answer | null
      if (answer.status === 422) throw new SystemFault('rejected', { stage, detail: 'does not take what was sent', fields: refusedFields(value?.kolom, fields) })
      return numberOf(value?.data, stage)
    },
    async cari(reference, call) {
      const stage = 'find complaint'
      const { status, value } = await http.json<Found | null>({ path: 'pengaduan/cari', query: { NO_REF: reference }, headers, stage }, call)
      // A 404 would say that nothing was written, and may be a path that is wrong: it would be sent again.
      if (status >= 400) throw new SystemFault('failed', { stage, detail: `answered with status ${status}` })
      if (!Array.isArray(value?.data)) throw new SystemFault('unreadable', { stage, detail: 'sent no list of what it has' })
      // Many systems look for a part of what they are asked for.
      const row = value.data.find(({ NO_REF }) => NO_REF === reference)
      return row && numberOf(row, stage)
    }
  }
}

function numberOf(kept: Kept | undefined, stage: string): string {
  const number = kept?.NO_ADUAN
  if (typeof number === 'string' && number !== '') return number
  throw new SystemFault('unreadable', { stage, detail: 'did not say under which number it keeps this' })
}
