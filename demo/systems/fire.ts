import iconv from 'iconv-lite'
import type { DemoCity } from '../city/city.ts'
import { isoDay } from '../drifting.ts'
import type { DriftKind, FtpDrop } from '../legacy-system.ts'
import { createRegister, type Kejadian } from './fire-register.ts'

export interface FireOptions {
  /** When the register was last exported. */
  exportedAt?: Date
}

const LOGIN = { user: 'satu', password: 'demo-diskar-only' }

/** The register of the fire and rescue agency's turn-outs (fictional): one CSV file on an FTP server. */
export function createFireSystem(city: DemoCity, { exportedAt = new Date() }: FireOptions = {}): FtpDrop {
  let bytes: Buffer | undefined
  return {
    id: 'fire',
    login: LOGIN,
    files:
      () => [{ name: 'KEJADIAN.CSV', bytes: bytes ??= exportRegister(createRegister(city)), modifiedAt: exportedAt }],
    drifted:
      change => [{ name: 'KEJADIAN.CSV', bytes: exportRegister(createRegister(city).map(row => updated(row, change))),
        modifiedAt: exportedAt }],
    environment: url => ({ FIRE_FTP_URL: url, FIRE_FTP_USER: LOGIN.user, FIRE_FTP_PASSWORD: LOGIN.password })
  }
}

/** Semicolons, Windows-1252, and at the end how many rows there are. */
function exportRegister(rows: readonly Kejadian[]): Buffer {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Kejadian)[]
  const total = ['JUMLAH', String(rows.length), ...columns.slice(2).map(() => '')]
  const lines = [columns, ...rows.map(row => columns.map(column => row[column])), total].map(values =>
    values.map(quoted).join(';')
  )
  return iconv.encode(`${lines.join('\r\n')}\r\n`, 'windows-1252')
}

function updated(row: Kejadian, change: DriftKind): Kejadian {
  switch (change) {
    case 'new_field':
      return Object.assign({ ...row }, { KD_KANAL: 'WA' })
    case 'new_code':
      return { ...row, KD_SKALA: 'LUAR' }
    case 'new_type':
      return { ...row, TGL_UBAH: isoDay(row.TGL_UBAH) }
  }
}

function quoted(value: string): string {
  return /[";\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
