import { refusedFields, SoapFault, SystemFault, type Call, type SoapClient } from '../../../../../../src/kit/index.ts'
import { fields, type PengaduanBaru } from '../../../resources/complaints/adapter/map-back.ts'

/** The system's operations that write, one method each, in its own words. */
export interface ContohDesk {
  /** Sends it, once. Gives the number under which the system keeps it. */
  kirim(form: PengaduanBaru, call: Call): Promise<string>
  /** The number of what was sent under this reference; undefined when the system says that it has none. */
  cari(reference: string, call: Call): Promise<string | undefined>
}

export function createContohDesk(soap: SoapClient, login: { user: string; password: string }): ContohDesk {
  return {
    async kirim(form, call) {
      const stage = 'create complaint'
      try {
        const { fields } = await soap.call('TambahPengaduan', { ...login, ...form }, { stage, isWrite: true }, call)
        return numberOf(fields['nomor'], stage)
      } catch (error) {
        throw refusalOf(error, stage)
      }
    },
    async cari(reference, call) {
      const stage = 'find complaint'
      try {
        const { rows } = await soap.call('CariPengaduan', { ...login, no_ref: reference }, { rows: 'baris', stage }, call)
        const [row] = rows
        // Many systems look for a part of what they are asked for.
        if (row?.['NO_REF'] === reference) return numberOf(row['NO_ADUAN'], stage)
      } catch (error) {
        if (saidBy(error)?.text.startsWith('Data tidak ditemukan') === true) return undefined
        throw error
      }
      throw new SystemFault('unreadable', { stage, detail: 'sent another record than the one asked for, or none' })
    }
  }
}

/** The system has a fault code of its own for what it does not take; any other fault of the caller's is a fault of the two programs. */
function refusalOf(error: unknown, stage: string): unknown {
  const said = saidBy(error)
  if (said?.code === 'Client.Validasi') {
    const columns = said.text.replace(/^[^:]*:/, '').split(',').map(column => column.trim())
    return new SystemFault('rejected', { stage, detail: 'does not take what was sent', fields: refusedFields(columns, fields) })
  }
  return said !== undefined && error instanceof SystemFault && error.kind === 'rejected' ? new SystemFault('failed', { stage, detail: error.message, cause: said }) : error
}

function saidBy(error: unknown): SoapFault | undefined {
  return error instanceof SystemFault && error.cause instanceof SoapFault ? error.cause : undefined
}

function numberOf(number: string | undefined, stage: string): string {
  if (number !== undefined && number !== '') return number
  throw new SystemFault('unreadable', { stage, detail: 'did not say under which number it keeps this' })
}
