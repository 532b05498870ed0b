import { defineConformance, startHttpProxy } from '../../../src/testing/index.ts'
import { until } from '../../services/wait.ts'
import { startCity } from '../../suites/demo-city.ts'
import { rememberReceipts } from './second-hub.ts'

const resources = ['agencies', 'licence-applications', 'complaints', 'information-requests', 'incidents'] as const
/**
 * Two of each kind that differ: systems that sort by themselves and others, one that pushes; and one for each write.
 */
const SYSTEMS = ['register', 'licensing-a', 'transport', 'complaints', 'panic-button', 'ppid']
const WRITTEN = ['licensing-a', 'transport', 'complaints', 'ppid']

/** Another hub is the nearest application that speaks the contract. */
export const conformance = defineConformance({
  resources,
  async start() {
    const city = await startCity({
      change: config => ({ ...config, systems: config.systems.filter(({ id }) => SYSTEMS.includes(id)) })
    })
    const receipts = rememberReceipts()
    const front = await startHttpProxy(city.url, { onExchange: receipts.onExchange })
    const { authorization } = city.authorization([...resources.map(resource => `${resource}:read`),
      ...['complaints', 'licence-applications', 'information-requests', 'incidents'].map(resource =>
        `${resource}:write`
      ), 'submissions:read'])
    const isWhole = async (resource: string): Promise<boolean> =>
      (await city.get(`/v1/${resource}?require=all`)).status === 200
    await until(async () => (await Promise.all(resources.map(isWhole))).every(Boolean), {
      what: 'an answer of all systems'
    })
    return {
      url: front.url,
      settings: { token: authorization.replace('Bearer ', '') },
      writes: {
        'complaints': {
          create: {
            service_code: 'LAPOR-11',
            classification: 'complaint',
            title: 'Lampu jalan mati',
            description: 'Lampu jalan di depan taman mati sejak Senin & gelap.',
            location: { lat: -6.8853, long: 107.6137, address: 'Jl. Ir. H. Juanda No. 100', district_code: '32.73.02' },
            reporter: { name: 'SITI RAHMAWATI', phone: '+6281200000001', anonymous: false, confidential: false }
          },
          update: { text: 'Masih mati malam ini.' },
          close: { note: 'Lampu sudah menyala.' }
        },
        'licence-applications': {
          create: {
            service_id: 'TEST-HAYU-055',
            kind: 'new',
            applicant: { name: 'SITI RAHMAWATI', nik: '3273021305859991', phone: '+6281200000001',
              location: { address: 'Jl. Wastukancana No. 2', district_code: '32.73.19' } }
          },
          withdraw: { reason: 'Pindah ke kota lain.' },
          attach: { requirement: 'Denah lantai', file: 'denah.pdf', media_type: 'application/pdf',
            content: Buffer.from('%PDF-1.4\n') }
        },
        'information-requests': {
          create: {
            requester: { name: 'SITI RAHMAWATI', nik: '3273021305859991', phone: '+6281200000001',
              email: 'siti@example.org', location: { address: 'Jl. Wastukancana No. 2', district_code: '32.73.19' } },
            detail: 'Rincian anggaran pemeliharaan taman tahun 2015.',
            purpose: 'Penelitian & skripsi',
            delivery: 'email'
          },
          object: { ground: 'no_response', note: 'Sudah lewat sepuluh hari kerja.' }
        },
        'incidents': {
          create: {
            kind: 'traffic',
            occurred_at: '2026-11-20T15:38:00+07:00',
            headline: 'Truk mogok di simpang',
            description: 'Lajur kiri tertutup & antre.',
            location: { address: 'Jl. Ir. H. Juanda', lat: -6.8853, long: 107.6137, village_code: '32.73.02.1004' },
            reporter: { name: 'SITI RAHMAWATI', phone: '+6281200000001' }
          }
        }
      },
      written: receipt =>
        WRITTEN.flatMap(id => city.system(id).records()).filter(record =>
          receipts.of(receipt).some(theirs => JSON.stringify(record).includes(theirs))
        ).length,
      async refuse(isRefusing) {
        for (const id of WRITTEN) await city.system(id).setFault({ kind: isRefusing ? 'refuse' : 'none' })
      },
      // As a hub says that its store is away.
      async fail(isFailing) {
        const body = JSON.stringify({ type: '/problems/store_unavailable', title: 'The hub cannot keep anything now',
          status: 503, code: 'store_unavailable', detail: 'The store cannot be reached.', request_id: 'x',
          at_fault: 'hub', action: 'Wait.' })
        front.set(isFailing
          ? response => {
            response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '1' }).end(body)
          }
          : undefined)
      },
      async stop() {
        await front.close()
        await city.close()
      }
    }
  }
})
