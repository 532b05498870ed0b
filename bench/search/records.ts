import type { ResourceName } from '../../src/contract/resources.ts'
import { toWib } from '../../src/kit/indonesia/calendar.ts'

/** A record that is to be found, made of words as they are in a city: few stand in most of them, most in few. */
export interface MadeRecord {
  system: string
  resource: ResourceName
  id: string
  record: Record<string, unknown>
}

/** The same numbers each time: a small generator (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6D2B79F5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const things =
  ('lampu jalan trotoar drainase saluran sampah pohon jembatan halte pasar sekolah puskesmas taman parkir angkot ' +
    'bus rambu marka kabel tiang pipa air banjir longsor kebakaran bangunan reklame warung pedagang terminal stadion ' +
    'masjid gereja kantor lapangan sungai selokan gorong pagar tembok atap toilet perpustakaan museum monumen ' +
    'bendungan irigasi sawah kebun peternakan limbah asap debu bising kemacetan kecelakaan tabrakan pencurian ' +
    'vandalisme graffiti spanduk baliho sepeda motor mobil truk ambulans pemadam')
    .split(' ')
const states =
  ('rusak mati berlubang tersumbat menumpuk tumbang retak roboh bocor kotor gelap padam hilang patah miring amblas ' +
    'macet bau berbahaya terbengkalai ditutup dibuka diperbaiki dibangun dipasang dipindah dicat dibersihkan diaspal ' +
    'dicor')
    .split(' ')
const streets =
  ('merdeka sudirman asia afrika braga dago setiabudi sukajadi cihampelas pasteur riau martadinata diponegoro ' +
    'wastukancana tamansari cipaganti sukamaju kopo buahbatu soekarno hatta gatot subroto laswi pelajar pejuang ' +
    'burangrang malabar lodaya karapitan lengkong naripan kebonjati otista pungkur dewi sartika moh toha ciateul ' +
    'cibaduyut leuwipanjang caringin holis cijerah cibeureum rajawali garuda elang kebon kopi andir ciroyom ' +
    'pajajaran padjadjaran cicendo purnawarman aceh sumatra jawa bali lombok banda belitung cilaki cimanuk citarum ' +
    'cisangkuy supratman katamso ahmad yani cicadas kiaracondong antapani arcamanik ujungberung cibiru gedebage ' +
    'rancabolang derwati margahayu ciwastra')
    .split(' ')
const firms =
  ('sejahtera makmur abadi jaya sentosa mandiri utama karya bersama mulia berkah barokah sukses lestari perkasa ' +
    'nusantara priangan parahyangan pasundan siliwangi cipta graha mitra sarana prima agung gemilang cemerlang ' +
    'harapan kencana pusaka')
    .split(' ')
const permits = ['Surat Izin Usaha Perdagangan', 'Tanda Daftar Perusahaan', 'Izin Gangguan', 'Izin Mendirikan Bangunan',
  'Izin Trayek', 'Izin Reklame', 'Izin Praktik Apoteker', 'Izin Usaha Angkutan']
const districts = Array.from({ length: 30 }, (_, i) => `32.73.${String(i + 1).padStart(2, '0')}`)
const agencies = ['SKPD-DPU', 'SKPD-DISHUB', 'SKPD-DLHK', 'SKPD-DISKAR', 'SKPD-DPMPTSP', 'SKPD-DISTARU', 'SKPD-DPKP3',
  'SKPD-DINKES']
const syllables =
  ('ba be bi bu ca ci da de di du ga gi ha hi ja ka ke ki ku la le li lo lu ma me mi mu na ne ni nu pa pe pi ra re ' +
    'ri ru sa se si su ta te ti tu wa wi ya yu')
    .split(' ')

/** A word of its own, as names of shops and housing estates are: tens of thousands of them. */
export function rareWord(number: number): string {
  let [word, left] = ['', number]
  do {
    word += syllables[left % syllables.length]
    left = Math.floor(left / syllables.length)
  } while (left > 0)
  return `${word}ng`
}

export const RARE_WORDS = 60_000
const NEWEST = Date.parse('2026-11-20T12:00:00+07:00')
const FIVE_YEARS_MS = 5 * 365 * 86_400_000

export function makeRecord(number: number, random: () => number): MadeRecord {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() ** 2 * all.length)] as T
  const id = `B${number.toString(36).toUpperCase().padStart(7, '0')}`
  const where = `Jl. ${title(pick(streets))} ${title(pick(streets))} No. ${1 + Math.floor(random() * 300)}, RT ${
    1 + Math.floor(random() * 12)
  }/RW ${1 + Math.floor(random() * 20)}`
  const common = {
    location: { district_code: pick(districts), ...(random() < 0.9 && { address: where }) },
    agency_id: pick(agencies),
    source: { system: 'bench', record_id: id, fetched_at: '2026-11-20T12:00:00+07:00',
      updated_at: toWib(new Date(NEWEST - Math.floor(random() * FIVE_YEARS_MS))) }
  }
  const rare = title(rareWord(Math.floor(random() * RARE_WORDS)))
  const chance = random()
  if (chance < 0.6) {
    return { system: 'lapor', resource: 'complaints', id: `LAPOR-${id}`, record: {
      id: `LAPOR-${id}`,
      title: `${title(pick(things))} ${pick(states)}`,
      status: { code: pick(['in_progress', 'resolved', 'submitted']) },
      description: `${title(pick(things))} ${pick(things)} ${pick(states)} di depan ${pick(things)} ${rare}, sudah ${
        1 + Math.floor(random() * 30)
      } hari. Mohon segera ditindaklanjuti, warga ${pick(streets)} terganggu karena ${pick(things)} ${pick(states)}.`,
      ...common
    } }
  }
  if (chance < 0.9) {
    return { system: 'licensing', resource: 'licences', id: `HAYU-${id}`, record: {
      id: `HAYU-${id}`,
      permit_name: pick(permits),
      number: `503/SIUP-${number}/BPPT/${2016 + Math.floor(random() * 10)}`,
      status: { code: pick(['active', 'expired']) },
      business: { name: `PT ${title(pick(firms))} ${rare} ${title(pick(firms))}` },
      ...common
    } }
  }
  return { system: 'siren', resource: 'incidents', id: `SIREN-${id}`, record: {
    id: `SIREN-${id}`,
    headline: `${title(pick(things))} ${pick(states)}`,
    description: `Laporan ${pick(things)} di ${rare}.`,
    kind: 'fire',
    status: { code: 'resolved' },
    ...common
  } }
}

/** A question as people type them: one to four words, of which some are misspelt, old, begun or on all records. */
export function makeQuestion(random: () => number): { kind: string; q: string; filters: Record<string, unknown> } {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
  const rare = (): string => rareWord(Math.floor(random() * RARE_WORDS))
  const kinds: Record<string, () => { q: string; filters?: Record<string, unknown> }> = {
    'two words': () => ({ q: `${pick(things)} ${pick(states)} ` }),
    'three words and a street': () => ({ q: `${pick(things)} jalan ${pick(streets)} ` }),
    'a rare word': () => ({ q: `${rare()} ` }),
    'a business': () => ({ q: `pt ${pick(firms)} ${rare()} ` }),
    'a slip of the pen': () => ({ q: `${slip(pick(things), random)} ${pick(streets)} ` }),
    'a rare word with a slip': () => ({ q: `${slip(rare(), random)} ` }),
    'an old spelling': () => ({ q: `djalan ${pick(streets).replaceAll('u', 'oe').replaceAll('j', 'dj')} ` }),
    'begun': () => ({ q: `${pick(things)} ${pick(streets).slice(0, 3)}` }),
    'a common word': () => ({ q: 'jalan ' }),
    'common words': () => ({ q: 'jl rt rw no ' + pick(states) }),
    'with a district': () => ({ q: `${pick(things)} ${pick(states)} `, filters: { districts: [pick(districts)] } }),
    'common, with a rare filter': () => ({ q: 'jalan ',
      filters: { districts: [pick(districts)], statuses: ['submitted'], resources: ['complaints'],
        updatedSince: '2026-10-01T00:00:00+07:00' } }),
    'an address': () => ({
      q: `jl ${pick(streets)} no ${1 + Math.floor(random() * 300)} rt ${1 + Math.floor(random() * 12)} `
    }),
    'a number': () => ({ q: `503 siup ${Math.floor(random() * 1_000_000)} ` }),
    'nothing': () => ({ q: 'qqqqwwww zzzzxxxx ' })
  }
  const kind = pick(Object.keys(kinds))
  const { q, filters = {} } = kinds[kind]?.() ?? { q: '' }
  return { kind, q, filters }
}

function slip(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * Math.max(1, word.length - 2))
  return random() < 0.5
    ? word.slice(0, at) + word.slice(at + 1)
    : word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2)
}

function title(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
