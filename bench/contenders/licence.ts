/** A row of the transport office's permits, as its SOAP answer has it. */
export type Row = Record<string, string>

const STATUS: Row = { AKTIF: 'active', HABIS: 'expired', BEKU: 'suspended', CABUT: 'revoked', GANTI: 'superseded' }

/** Mapped field by field without any check, as somebody in a hurry would. */
export function toLicence(row: Row): object {
  const [rt, rw] = row['RT_RW']?.split('/') ?? []
  const location = { address: row['ALAMAT'], rt, rw, village: row['KELURAHAN'], district: row['KECAMATAN'] }
  return {
    id: `DISHUB-${row['NOMOR_IZIN']}`,
    number: row['NOMOR_IZIN'],
    application_id: `DISHUB-${row['NO_AGENDA']}`,
    service_id: `DISHUB-${row['KD_JENIS']}`,
    permit_type: row['KD_JENIS'],
    permit_name: row['NM_JENIS'],
    status: { code: STATUS[row['STATUS'] ?? ''] ?? 'unknown', raw_code: row['STATUS'] },
    holder: { name: row['NM_PEMILIK'], nik: `************${row['NO_KTP']?.slice(12)}`, phone: row['TELP'] },
    business: { name: row['NM_USAHA'], legal_form: row['BENTUK_USAHA']?.toLowerCase(),
      npwp: row['NPWP']?.replace(/\D/g, ''), location },
    vehicle: { plate_number: row['NO_POLISI'], route_code: row['NO_TRAYEK'], route_name: row['NM_TRAYEK'] },
    issued_on: toDay(row['TGL_TERBIT']),
    valid_until: toDay(row['TGL_HABIS']),
    source: { system: 'transport', record_id: row['NOMOR_IZIN'], fetched_at: new Date().toISOString(),
      updated_at: row['TGL_UBAH'] }
  }
}

function toDay(text: string | undefined): string | undefined {
  const [, day, month, year] = /^(\d\d)\/(\d\d)\/(\d{4})/.exec(text ?? '') ?? []
  return day === undefined ? undefined : `${year}-${month}-${day}`
}
