import { copyFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readEpicentre } from '../../adapters/bmkg/epicentre.ts'
import { adapters as table } from '../../adapters/index.ts'
import { createDemoCity } from '../../demo/city/city.ts'
import { startLegacySystem } from '../../demo/legacy-system.ts'
import { createFinanceSystem } from '../../demo/systems/finance.ts'
import { createSystems } from '../../demo/systems/index.ts'
import { configuredSystem } from '../../src/cli/adapter/configured.ts'
import { sections } from '../../src/features.ts'
import type { Adapter, Reader, ResourceName } from '../../src/kit/adapter.ts'
import type { Call } from '../../src/kit/call.ts'
import { loadAdapters } from '../../src/platform/config/adapters.ts'
import { type HttpExchange, startHttpProxy } from '../../src/testing/http-proxy.ts'
import { city, toolsOf } from '../adapters/mapping.ts'
import { influenceOf, type Row } from './adapter-infer-truth.ts'

/** What a system gives, as its owner would hand it over, and what the shipped mapping makes of each of its fields. */
export interface ShippedSample {
  name: string
  resource: ResourceName
  path: string
  /** Canonical fields by the legacy field that they are taken from. */
  truth: ReadonlyMap<string, ReadonlySet<string>>
}

type AnyReader = Reader<ResourceName, unknown, unknown>
const call: Call = { signal: new AbortController().signal, requestId: 'test' }

/** Writes samples of the demo's systems into the folder. */
export async function shippedSamples(folder: string): Promise<ShippedSample[]> {
  const demo = createDemoCity()
  const running = await Promise.all(
    [...createSystems(demo), createFinanceSystem(demo)].map(system => startLegacySystem(system))
  )
  const env = Object.assign({}, ...running.map(({ environment }) => environment)) as NodeJS.ProcessEnv
  const loaded = await loadAdapters(table)
  const samples: ShippedSample[] = []

  /** An adapter of the config's, before its demo system. */
  async function at<T>(id: string, work: (bench: Bench) => Promise<T>): Promise<T> {
    const bound = configuredSystem(id, { file: 'config/bandung.yaml', env, sections, adapters: loaded })
    const adapter = loaded.get(bound.product) as Adapter
    const exchanges: HttpExchange[] = []
    const proxy = bound.url === ''
      ? undefined
      : await startHttpProxy(bound.url, { onExchange: exchange => exchanges.push(exchange) })
    const agencyId = city.agencies.find(({ code }) => code === bound.agency)?.id
    const client = adapter.connect(bound.settings, { system: { id, name: id, prefix: bound.prefix, agencyId },
      url: proxy?.url ?? '', city, today: () => '2026-11-20' })
    const reader = (resource: ResourceName): AnyReader => adapter.resources[resource] as unknown as AnyReader
    try {
      return await work({
        exchanges,
        list: async (resource, limit) =>
          (await reader(resource).list!(client, { offset: 0, limit, filters: {} }, call)).rows as Row[],
        get: (resource, key) => reader(resource).get!(client, key, call) as Promise<Row>,
        map: resource => row => reader(resource).map(row, toolsOf(bound.prefix), client)
      })
    } finally {
      await adapter.close(client)
      await proxy?.close()
    }
  }
  const write = (name: string, content: string | Buffer): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const add = (name: string, resource: ResourceName, path: string, truth: ShippedSample['truth']): void => {
    samples.push({ name, resource, path, truth })
  }

  await at('licensing-a', async ({ list, get, map }) => {
    const numbers = (await list('licence-applications', 60)).map(row => String(row['pendaftaran_id']))
    const applications: Row[] = []
    for (const number of numbers) applications.push(await get('licence-applications', number))
    const decrees = await list('licences', 100)
    const kinds = await list('services', 100)
    add('licensing: applications', 'licence-applications', write('permohonan.json', JSON.stringify(applications)),
      influenceOf(map('licence-applications'), applications))
    add('licensing: decrees', 'licences', write('sk.json', JSON.stringify({ data: decrees })),
      influenceOf(map('licences'), decrees))
    add('licensing: kinds of permit', 'services', write('jenis.json', JSON.stringify(kinds)),
      influenceOf(map('services'), kinds))
  })

  await at('transport', async ({ list, map, exchanges }) => {
    const lists = []
    for (const [resource, name, limit] of [['licences', 'daftar-izin', 50], ['licence-applications',
      'daftar-permohonan', 50], ['services', 'jenis-izin', 100]] as const)
    {
      lists.push({ resource, name, rows: (await list(resource, limit)) as unknown as { row: Row }[],
        body: exchanges.at(-1)!.answer.body })
    }
    for (const { resource, name, rows, body } of lists) {
      const truth = influenceOf(row => map(resource)({ ...rows[0], row } as never), rows.map(({ row }) => row))
      add(`transport: ${name}`, resource, write(`${name}.xml`, body), truth)
    }
  })

  await at('complaints', async ({ list, map, exchanges }) => {
    const rows = await list('complaints', 100)
    add('complaints', 'complaints', write('getstreams.json', exchanges.at(-1)!.answer.body),
      influenceOf(map('complaints'), rows))
  })

  await at('population', async ({ get, map, exchanges }) => {
    const people: unknown[] = []
    for (const { nik } of demo.people.slice(0, 40)) {
      await get('residents', nik)
      people.push(...(JSON.parse(exchanges.at(-1)!.answer.body.toString()) as { content: unknown[] }).content)
    }
    const truth = influenceOf(biodata => map('residents')({ biodata, rows: 1, receivedOn: '2026-11-20' } as never),
      people as Row[])
    add('population', 'residents',
      write('call_nik.json', JSON.stringify({ content: people, totalElements: people.length })), truth)
  })

  await at('ppid', async ({ list, get, map }) => {
    const requests: Row[] = []
    for (const { id } of (await list('information-requests', 60)) as { id: string }[])
      requests.push(await get('information-requests', id))
    add('information requests', 'information-requests', write('permohonan-informasi.json', JSON.stringify(requests)),
      influenceOf(map('information-requests'), requests))
  })

  await at('weather', async ({ list, map, exchanges }) => {
    await list('incidents', 200)
    const feed = exchanges.find(({ request }) => request.path.includes('gempadirasakan'))!.answer.body
    const rows = (JSON.parse(feed.toString()) as { Infogempa: { gempa: Row[] } }).Infogempa.gempa
    const truth = influenceOf(
      gempa => map('incidents')({ kind: 'earthquake', gempa, epicentre: readEpicentre(gempa) } as never),
      rows
    )
    add('earthquakes', 'incidents', write('gempadirasakan.json', feed), truth)
  })

  // Of the tax office's files the adapter makes rows of its own, which have the names that the files cut.
  await at('tax', async ({ map }) => {
    const folder = fileURLToPath(running.find(({ id }) => id === 'tax')!.url)
    const stamp = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
    const nop = ['nop', 'location.district_code', 'district_code', 'source.record_id']
    const parts = (province: string, district: string, village: string): Record<string, readonly string[]> => ({
      [province]: nop,
      KD_DATI2: nop,
      [district]: nop,
      [village]: nop,
      KD_BLOK: nop,
      NO_URUT: nop,
      KD_JNS_OP: nop
    })
    const named = (names: Record<string, readonly string[]>): ShippedSample['truth'] =>
      new Map(Object.entries(names).map(([name, paths]) => [name, new Set(paths)]))
    const cut = parts('KD_PROPINS', 'KD_KECAMAT', 'KD_KELURAH')
    const objects = influenceOf(map('tax-objects'), [
      { NOP: '327319000400100120', NM_WP: 'A B', JALAN_OP: 'JL. A', BLOK_KAV_NO_OP: 'NO. 1', RW_OP: '01', RT_OP: '001',
        TOTAL_LUAS_BUMI: 1, TOTAL_LUAS_BNG: 2, NJOP_BUMI: 3, NJOP_BNG: 4, TGL_PEREKAMAN_OP: '2020-01-01',
        TGL_EKSPOR: '2026-11-20' },
      { NOP: '327302000500100130', NM_WP: 'C D', JALAN_OP: 'JL. C', BLOK_KAV_NO_OP: 'NO. 2', RW_OP: '02', RT_OP: '002',
        TOTAL_LUAS_BUMI: 9, TOTAL_LUAS_BNG: 8, NJOP_BUMI: 7, NJOP_BNG: 6, TGL_PEREKAMAN_OP: '2021-01-01',
        TGL_EKSPOR: '2026-11-21' }
    ])
    const of = (name: string): readonly string[] => [...(objects.get(name) ?? [])]
    add('tax: objects', 'tax-objects', join(folder, `DAT_OBJEK_PAJAK_${stamp}.DBF`), named({
      ...cut,
      SUBJEK_PAJ: [],
      JALAN_OP: of('JALAN_OP'),
      BLOK_KAV_N: of('BLOK_KAV_NO_OP'),
      RW_OP: of('RW_OP'),
      RT_OP: of('RT_OP'),
      KD_STATUS_: [],
      TOTAL_LUAS: of('TOTAL_LUAS_BUMI'),
      TOTAL_LU_1: of('TOTAL_LUAS_BNG'),
      NJOP_BUMI: of('NJOP_BUMI'),
      NJOP_BNG: of('NJOP_BNG'),
      TGL_PEREKA: of('TGL_PEREKAMAN_OP')
    }))
    const bill = {
      NOP: '327319000400100120',
      THN_PAJAK_SPPT: '2024',
      SIKLUS_SPPT: 1,
      NM_WP_SPPT: 'A B',
      TGL_JATUH_TEMPO_SPPT: '2027-09-30',
      TGL_TERBIT_SPPT: '2026-01-02',
      PBB_YG_HARUS_DIBAYAR_SPPT: 1000,
      STATUS_PEMBAYARAN_SPPT: '0',
      STATUS_PEMBATALAN: '0',
      TGL_EKSPOR: '2026-11-20',
      TGL_BACA: '2026-11-20'
    }
    const payment = { PEMBAYARAN_SPPT_KE: '1', KD_BANK_PERSEPSI: '110', TGL_PEMBAYARAN_SPPT: '13/06/2024',
      JML_SPPT_YG_DIBAYAR: '500', DENDA_SPPT: '10', TGL_REKAM_BYR_SPPT: '13/06/2026 10:20:08' }
    const bills = influenceOf(map('tax-bills'), [
      { ...bill, PEMBAYARAN: [payment] },
      {
        ...bill,
        NOP: '327302000500100130',
        THN_PAJAK_SPPT: '2025',
        SIKLUS_SPPT: 2,
        NM_WP_SPPT: 'C D',
        TGL_JATUH_TEMPO_SPPT: '2025-09-30',
        TGL_TERBIT_SPPT: '2026-02-02',
        PBB_YG_HARUS_DIBAYAR_SPPT: 2000,
        STATUS_PEMBAYARAN_SPPT: '1',
        STATUS_PEMBATALAN: '1',
        PEMBAYARAN: [{ ...payment, PEMBAYARAN_SPPT_KE: '2', KD_BANK_PERSEPSI: '9', TGL_PEMBAYARAN_SPPT: '14/06/2024',
          JML_SPPT_YG_DIBAYAR: '700', DENDA_SPPT: '20', TGL_REKAM_BYR_SPPT: '14/06/2026 10:20:08' }]
      }
    ])
    const at = (name: string): readonly string[] => [...(bills.get(name) ?? [])]
    add('tax: bills', 'tax-bills', join(folder, `SPPT_${stamp}.DBF`), named({
      ...cut,
      THN_PAJAK_: at('THN_PAJAK_SPPT'),
      SIKLUS_SPP: ['cycle'],
      NM_WP_SPPT: at('NM_WP_SPPT'),
      TGL_JATUH_: at('TGL_JATUH_TEMPO_SPPT'),
      TGL_TERBIT: at('TGL_TERBIT_SPPT'),
      PBB_YG_HAR: at('PBB_YG_HARUS_DIBAYAR_SPPT'),
      STATUS_PEM: at('STATUS_PEMBAYARAN_SPPT'),
      STATUS_P_1: at('STATUS_PEMBATALAN')
    }))
    const fields = ['PEMBAYARAN_SPPT_KE', 'KD_BANK_PERSEPSI', 'TGL_PEMBAYARAN_SPPT', 'JML_SPPT_YG_DIBAYAR',
      'DENDA_SPPT', 'TGL_REKAM_BYR_SPPT']
    add('tax: payments', 'tax-bills', join(folder, `PEMBAYARAN_SPPT_${stamp}.CSV`), named({
      ...parts('KD_PROPINSI', 'KD_KECAMATAN', 'KD_KELURAHAN'),
      THN_PAJAK_SPPT: at('THN_PAJAK_SPPT'),
      ...Object.fromEntries(fields.map(name => [name, at(`PEMBAYARAN[].${name}`)]))
    }))
  })

  const units = fileURLToPath(running.find(({ id }) => id === 'finance')!.url)
  add('finance', 'agencies', join(units, 'Ref_Sub_Unit_2016.csv'), new Map([
    ['Nm_Sub_Unit', new Set(['name'])],
    ...['Kd_Urusan', 'Kd_Bidang', 'Kd_Unit', 'Kd_Sub'].map(name => [name, new Set(['code', 'skpd_codes[]'])] as const)
  ]))

  for (const sample of samples.filter(({ path }) => !path.startsWith(folder))) {
    const copy = join(folder, basename(sample.path))
    copyFileSync(sample.path, copy)
    sample.path = copy
  }
  await Promise.all(running.map(system => system.stop()))
  return samples
}

interface Bench {
  exchanges: readonly HttpExchange[]
  list(resource: ResourceName, limit: number): Promise<Row[]>
  get(resource: ResourceName, key: string): Promise<Row>
  map(resource: ResourceName): (row: never) => ReturnType<AnyReader['map']>
}
