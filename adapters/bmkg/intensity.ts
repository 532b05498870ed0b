import type { Records } from '../../src/kit/index.ts'

type Severity = Records['incidents']['severity']

const MMI = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']
const REPORT = /^\s*([IVX]+)(?:\s*[-–]\s*([IVX]+))?\b/

/**
 * How severe an earthquake was, by the strongest intensity that people reported (`II-III Lembang, II Kota Bandung`).
 * The steps are those of BMKG's own scale, SIG-BMKG: felt at most (MMI I to V), light damage (VI), moderate damage
 * (VII, VIII), heavy damage (IX and more). Nobody's report says nothing: `unknown`.
 */
export function severityOf(felt: string | undefined, potential: string | undefined): Severity {
  if (/berpotensi\s+tsunami/i.test(potential ?? '') && !/tidak\s+berpotensi/i.test(potential ?? '')) return 'extreme'
  const strongest = Math.max(0, ...(felt ?? '').split(/[,;]/).map(strength))
  if (strongest === 0) return 'unknown'
  if (strongest <= 5) return 'minor'
  if (strongest === 6) return 'moderate'
  return strongest <= 8 ? 'severe' : 'extreme'
}

function strength(report: string): number {
  const [, from = '', to = ''] = REPORT.exec(report) ?? []
  return Math.max(MMI.indexOf(from), MMI.indexOf(to)) + 1
}
