import type { DemoCity } from '../city/city.ts'
import { escapeXml } from './weather-feeds.ts'

/** A weather warning: an item of the RSS, and the CAP document that it points at. */
export interface Warning {
  /** Province code, day and number of the day, as in the document's name. */
  code: string
  identifier: string
  title: string
  description: string
  province: string
  /** ms since 1970. */
  sentAt: number
  expiresAt: number
  /** Of the province, east of UTC. */
  zoneHours: 7 | 8 | 9
  status: 'Actual' | 'Test'
  msgType: 'Alert' | 'Update' | 'Cancel'
  severity: string
  urgency: string
  certainty: string
  /** `lat,long` pairs, each ring closed. */
  polygons: readonly string[]
  /** False: the RSS still lists it, but the document is gone. */
  there: boolean
}

const HOUR = 3_600_000
const DAY = '2026-11-20'
const zones = { 7: 'WIB', 8: 'WITA', 9: 'WIT' } as const

// Code, province, hours east of UTC, local time sent, hours in force, a corner of the area.
const provinces: readonly (readonly [string, string, 7 | 8 | 9, string, number, readonly [number, number]])[] = [
  ['CBT', 'Banten', 7, '13:05', 2, [-6.4, 106.1]],
  ['CJK', 'DKI Jakarta', 7, '13:20', 2, [-6.25, 106.8]],
  ['CJH', 'Jawa Tengah', 7, '13:45', 3, [-7.2, 109.9]],
  ['CJI', 'Jambi', 7, '12:10', 3, [-1.6, 102.6]],
  ['CBL', 'Bali', 8, '14:25', 2, [-8.4, 115.1]],
  ['CKU', 'Kalimantan Utara', 8, '10:25', 4, [3.1, 116.4]],
  ['CSR', 'Sulawesi Utara', 8, '14:35', 2, [1.2, 124.6]],
  ['CPB', 'Papua Barat', 9, '15:00', 3, [-1.3, 133.2]]
]

/** The warnings of one afternoon, newest first, the same at every start. West Java's touches the city. */
export function createWarnings(city: DemoCity): Warning[] {
  const warnings = provinces.map(([code, province, zone, time, hours, [lat, long]], index) =>
    warning({ code, province, zone, time, hours, polygons: [ring(lat, long, 0.2)], index,
      districts: ['KOTA BARU', 'AIR HITAM'] })
  )
  const districts = city.districts.slice(0, 4).map(({ name }) => name.toUpperCase())
  const westJava = warning({
    code: 'CJB',
    province: 'Jawa Barat',
    zone: 7,
    time: '14:30',
    hours: 3,
    index: 8,
    districts: [...districts, 'LEMBANG', 'PARONGPONG'],
    polygons: [ring(-6.75, 108.45, 0.15), ring(-6.91, 107.58, 0.08), ring(-7.3, 106.6, 0.3)]
  })
  const cancelled = warning({ code: 'CJI', province: 'Jambi', zone: 7, time: '12:50', hours: 1, index: 9,
    districts: ['BANGKO'], polygons: [ring(-2, 102.3, 0.1)] })
  const drill = warning({ code: 'CSB', province: 'Sumatera Barat', zone: 7, time: '09:00', hours: 1, index: 10,
    districts: ['PAUH'], polygons: [ring(-0.9, 100.4, 0.1)] })
  const gone = warning({ code: 'CLA', province: 'Lampung', zone: 7, time: '08:00', hours: 1, index: 11,
    districts: ['METRO'], polygons: [] })
  return [
    ...warnings,
    { ...westJava, severity: 'Severe' },
    { ...cancelled, msgType: 'Cancel' as const },
    { ...drill, status: 'Test' as const, title: `UJI COBA ${drill.title}` },
    { ...gone, there: false }
  ].sort((a, b) => b.sentAt - a.sentAt)
}

function warning(given: {
  code: string
  province: string
  zone: 7 | 8 | 9
  time: string
  hours: number
  index: number
  districts: string[]
  polygons: readonly string[]
}): Warning {
  const { code, province, zone, time, hours, index, districts, polygons } = given
  const sentAt = Date.parse(`${DAY}T${time}:00+0${zone}:00`)
  const number = String(index + 1).padStart(3, '0')
  return {
    code: `${code}${DAY.replaceAll('-', '')}${number}`,
    identifier: `2.49.0.1.360.0.2026.11.20.07.${index + 10}.${number}`,
    title: `Hujan Lebat disertai Petir di ${province}`,
    description: `Hujan lebat disertai petir akan terjadi pada 20 November 2026, ${time} ${
      zones[zone]
    } di sebagian wilayah ${province}, khususnya di ${
      districts.join(', ')
    }. \nMasyarakat diimbau untuk waspada terhadap banjir & pohon tumbang.`,
    province,
    sentAt,
    expiresAt: sentAt + hours * HOUR,
    zoneHours: zone,
    status: 'Actual',
    msgType: 'Alert',
    severity: 'Moderate',
    urgency: 'Immediate',
    certainty: 'Observed',
    polygons,
    there: true
  }
}

function ring(lat: number, long: number, size: number): string {
  const corners = [[lat, long], [lat - size, long], [lat - size, long + size], [lat, long + size], [lat, long]] as const
  return corners.map(([north, east]) => `${north.toFixed(3)},${east.toFixed(3)}`).join(' ')
}

/** The feed. Its links name BMKG's own site, wherever it is asked. */
export function rss(warnings: readonly Warning[]): string {
  const items = warnings.map(warning =>
    `<item>
<title>${escapeXml(warning.title)}</title>
<link>https://www.bmkg.go.id/alerts/nowcast/id/${warning.code}_alert.xml</link>
<description>${escapeXml(warning.description)}</description>
<author>cuaca.ekstrem@bmkg.go.id (BMKG)</author>
<guid isPermaLink="false">${warning.identifier}</guid>
<pubDate>${new Date(warning.sentAt).toUTCString().replace('GMT', '+0000')}</pubDate>
</item>`
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel>
<title>BMKG - Peringatan Dini Cuaca</title>
<link>https://www.bmkg.go.id/cuaca/peringatan-dini</link>
${items.join('\n')}
</channel></rss>`
}

/** A CAP 1.2 document: English first, as BMKG writes it. */
export function cap(warning: Warning): string {
  const { identifier, sentAt, expiresAt, status, msgType, province, polygons } = warning
  const area = `<area><areaDesc>${escapeXml(province)}</areaDesc>${
    polygons.map(polygon => `<polygon>${polygon}</polygon>`).join('')
  }</area>`
  const info = (language: string, event: string, headline: string, description: string): string =>
    `<info>
<language>${language}</language><category>Met</category><event>${event}</event>
<urgency>${warning.urgency}</urgency><severity>${warning.severity}</severity><certainty>${warning.certainty}</certainty>
<effective>${zoned(sentAt + HOUR / 6, warning)}</effective><expires>${zoned(expiresAt, warning)}</expires>
<senderName>Badan Meteorologi Klimatologi dan Geofisika</senderName>
<headline>${escapeXml(headline)}</headline><description>${escapeXml(description)}</description>
${area}
</info>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
<identifier>${identifier}</identifier><sender>cuaca.ekstrem@bmkg.go.id</sender><sent>${zoned(sentAt, warning)}</sent>
<status>${status}</status><msgType>${msgType}</msgType><scope>Public</scope>
${info('en', 'Thunderstorm', `Thunderstorm in ${province}`, `Thunderstorm in parts of ${province}.`)}
${info('id', 'Hujan Lebat dan Petir', warning.title, warning.description)}
</alert>`
}

function zoned(at: number, { zoneHours }: Warning): string {
  return `${new Date(at + zoneHours * HOUR).toISOString().slice(0, 19)}+0${zoneHours}:00`
}
