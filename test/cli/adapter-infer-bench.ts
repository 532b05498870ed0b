import type { Pair } from '../../src/cli/adapter/infer/match.ts'
import { type Proposal, propose } from '../../src/cli/adapter/infer/propose.ts'
import { readSample, type SampleOptions } from '../../src/cli/adapter/infer/read-sample.ts'
import { loadContract } from '../../src/contract/contract.ts'
import type { ResourceName } from '../../src/kit/adapter.ts'
import { city } from '../adapters/mapping.ts'

const contract = loadContract()
const context = { today: '2026-11-20', regions: city.regions, box: city.box, phoneArea: city.phoneArea }

export async function proposalOf(
  source: string,
  { resource, ...options }: SampleOptions & { resource?: ResourceName } = {}
): Promise<Proposal> {
  return propose(await readSample(source, options), { contract, context, resource })
}

/** Each legacy field with the canonical one that is proposed for it. */
export function proposed(
  { matching: { pairs, composites } }: Proposal
): { name: string; path: string; sure: boolean }[] {
  return [
    ...pairs.map(({ column, target, sure }: Pair) => ({ name: column.name, path: target.path, sure })),
    ...composites.flatMap(({ columns, target }) => columns.map(({ name }) => ({ name, path: target.path, sure: true })))
  ]
}

/** How often the proposals agree with what is known. */
export interface Score {
  sure: number
  sureRight: number
  all: number
  right: number
  /** Legacy fields that have a place in the contract, and how many of them were given it. */
  used: number
  found: number
}

export function scoreOf(
  pairs: readonly { name: string; path: string; sure: boolean }[],
  truth: ReadonlyMap<string, ReadonlySet<string>>,
  canonical: ReadonlySet<string>
): Score {
  const isRight = ({ name, path }: { name: string; path: string }): boolean => truth.get(name)?.has(path) === true
  const used = [...truth].filter(([, paths]) =>
    [...paths].some(path => canonical.has(path) && path !== 'source.record_id')
  ).map(([name]) => name)
  return {
    sure: pairs.filter(({ sure }) => sure).length,
    sureRight: pairs.filter(pair => pair.sure && isRight(pair)).length,
    all: pairs.length,
    right: pairs.filter(isRight).length,
    used: used.length,
    found: used.filter(name => pairs.some(pair => pair.name === name && isRight(pair))).length
  }
}

export function total(scores: readonly Score[]): Score {
  const sum = (of: (score: Score) => number): number => scores.reduce((all, score) => all + of(score), 0)
  return { sure: sum(s => s.sure), sureRight: sum(s => s.sureRight), all: sum(s => s.all), right: sum(s => s.right),
    used: sum(s => s.used), found: sum(s => s.found) }
}

export const percent = (part: number, whole: number): string =>
  `${part}/${whole} = ${(whole === 0 ? 1 : part / whole).toFixed(3)}`

const folder = new URL('adapter-infer-samples/', import.meta.url)
export const samplePath = (name: string): string => new URL(name, folder).pathname

/**
 * Systems that the hub does not know: written before the dictionary was tried on them. Fields that stand nowhere here
 * have no place in the contract.
 */
export const strangers: readonly { file: string; resource: ResourceName;
  truth: Readonly<Record<string, readonly string[]>> }[] = [
    {
      file: 'reklame.csv',
      resource: 'licence-applications',
      truth: {
        NoReg: ['number'],
        TglDaftar: ['submitted_at'],
        NamaPemohon: ['applicant.name'],
        NIKPemohon: ['applicant.nik'],
        AlamatPemohon: ['applicant.location.address'],
        HPPemohon: ['applicant.phone'],
        Email: ['applicant.email'],
        NamaBadanUsaha: ['business.name'],
        JnsBadanUsaha: ['business.legal_form'],
        NPWPD: ['business.npwp'],
        LokasiPasang: ['location.address'],
        KelLokasi: ['location.village_code'],
        KecLokasi: ['location.district_code'],
        JenisPermohonan: ['kind'],
        KodeIzin: ['permit_type', 'service_id'],
        RetribusiDaerah: ['fee_idr'],
        StatusProses: ['status.code'],
        TglSelesai: ['decided_at'],
        LastUpdate: ['source.updated_at']
      }
    },
    {
      file: 'aduan.json',
      resource: 'complaints',
      truth: {
        'created_at': ['submitted_at'],
        'updated_at': ['source.updated_at'],
        'judul_aduan': ['title'],
        'deskripsi': ['description'],
        'kategori_id': ['service_code'],
        'nama_pelapor': ['reporter.name'],
        'no_wa': ['reporter.phone'],
        'email_pelapor': ['reporter.email'],
        'is_anonim': ['reporter.anonymous'],
        'koordinat.latitude': ['location.lat'],
        'koordinat.longitude': ['location.long'],
        'alamat_kejadian': ['location.address'],
        'nama_kecamatan': ['location.district_code'],
        'nama_kelurahan': ['location.village_code'],
        'opd_tujuan': ['agency_id'],
        'status_aduan': ['status.code'],
        'foto[].url': ['media[].url'],
        'komentar[].id': ['updates[].id'],
        'komentar[].waktu': ['updates[].at'],
        'komentar[].pesan': ['updates[].text']
      }
    },
    {
      file: 'penduduk.xml',
      resource: 'residents',
      truth: {
        NoKTP: ['nik'],
        NoKartuKeluarga: ['family_card_number'],
        Nama: ['full_name'],
        TempatLahir: ['birth_place'],
        TanggalLahir: ['birth_date'],
        JK: ['sex'],
        StatusNikah: ['marital_status'],
        AlamatRumah: ['location.address'],
        RT: ['location.rt'],
        RW: ['location.rw'],
        Kelurahan: ['location.village_code'],
        Kecamatan: ['location.district_code'],
        KodePos: ['location.postal_code']
      }
    },
    {
      file: 'tagihan.csv',
      resource: 'tax-bills',
      truth: {
        nop: ['nop'],
        nama_wajib_pajak: ['taxpayer_name'],
        tahun: ['tax_year'],
        pokok_pajak: ['payable_idr'],
        denda: ['penalty_idr'],
        tgl_jatuh_tempo: ['due_on'],
        status_bayar: ['status.code'],
        tgl_bayar: ['payments[].paid_on'],
        jml_bayar: ['payments[].amount_idr']
      }
    },
    {
      file: 'berita.xml',
      resource: 'announcements',
      truth: { title: ['title'], link: ['url'], guid: ['guid'], pubDate: ['published_at'], category: ['categories[]'],
        description: ['body_html'] }
    },
    {
      file: 'simpatik.json',
      resource: 'licences',
      truth: {
        nomor_sk: ['number'],
        tgl_sk: ['issued_on'],
        tgl_kadaluarsa: ['valid_until'],
        nama_perusahaan: ['business.name'],
        alamat_perusahaan: ['business.location.address'],
        pimpinan: ['holder.name'],
        ktp_pimpinan: ['holder.nik'],
        telepon: ['holder.phone'],
        jenis_perizinan: ['permit_name'],
        kode_perizinan: ['permit_type'],
        kec: ['location.district_code', 'business.location.district_code'],
        kel: ['location.village_code', 'business.location.village_code'],
        sts_sk: ['status.code'],
        tgl_perubahan_terakhir: ['source.updated_at']
      }
    },
    {
      file: 'kejadian.csv',
      resource: 'incidents',
      truth: {
        waktu_kejadian: ['occurred_at'],
        waktu_lapor: ['reported_at'],
        jenis_kejadian: ['kind'],
        tingkat_keparahan: ['severity'],
        uraian: ['description'],
        lokasi_kejadian: ['location.address'],
        kecamatan: ['location.district_code'],
        lintang: ['location.lat'],
        bujur: ['location.long'],
        status_penanganan: ['status.code'],
        tgl_update: ['source.updated_at']
      }
    },
    {
      file: 'usulan.csv',
      resource: 'proposals',
      truth: {
        tahun_usulan: ['year'],
        judul_kegiatan: ['title'],
        uraian_kegiatan: ['description'],
        perkiraan_biaya: ['amount_idr'],
        kelurahan: ['location.village_code'],
        kecamatan: ['location.district_code'],
        rt: ['location.rt'],
        rw: ['rw', 'location.rw'],
        opd_pelaksana: ['agency_id'],
        jenis_usulan: ['kind'],
        tgl_diubah: ['source.updated_at']
      }
    }
  ]
