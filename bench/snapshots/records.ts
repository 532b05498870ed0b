// Tax objects of a city that does not exist, the same in every run. Nothing here is shared with the readers.

export interface Column {
  name: string
  type: 'C' | 'N' | 'D' | 'L'
  length: number
  decimals?: number
}

/** Twelve fields of 119 bytes, as a property tax office hands them over. */
export const columns: readonly Column[] = [
  { name: 'NOP', type: 'C', length: 18 },
  { name: 'THN_PAJAK', type: 'C', length: 4 },
  { name: 'NM_WP', type: 'C', length: 30 },
  { name: 'KD_KEC', type: 'C', length: 3 },
  { name: 'KD_KEL', type: 'C', length: 3 },
  { name: 'LUAS_BUMI', type: 'N', length: 10 },
  { name: 'LUAS_BNG', type: 'N', length: 10, decimals: 2 },
  { name: 'NJOP', type: 'N', length: 14 },
  { name: 'PBB', type: 'N', length: 12 },
  { name: 'TGL_TEMPO', type: 'D', length: 8 },
  { name: 'STATUS', type: 'C', length: 1 },
  { name: 'PETUGAS', type: 'C', length: 6 }
]

const names = ['UJANG KOSASIH', 'CAFÉ “ASIH”', 'NENENG SUMIATI', 'PT. MAJU JAYA', 'H. ASEP SAEPUDIN', 'Ñ. DE ROSARI',
  'IMAS', 'DEDE']

/** The values of record `index`, as text, in the order of the columns. */
export function record(index: number): string[] {
  const district = String((index % 30) * 10 + 10).padStart(3, '0')
  const village = String((index % 7) + 1).padStart(3, '0')
  const land = 40 + (index % 977)
  const price = 1_000_000 + (index % 4_001) * 10_000
  return [
    `3273${district}${village}${String(index).padStart(8, '0')}`,
    '2026',
    `${names[index % names.length]} ${index % 1000}`,
    district,
    village,
    String(land),
    (land / 3).toFixed(2),
    String(land * price),
    String(Math.round((land * price) / 1000)),
    `202609${String((index % 28) + 1).padStart(2, '0')}`,
    index % 3 === 0 ? '1' : '0',
    `P${String(index % 99_999).padStart(5, '0')}`
  ]
}

/** A value at its field's width: numbers to the right, the rest to the left. */
export function padded(value: string, { type, length }: Column): string {
  return (type === 'N' ? value.padStart(length) : value.padEnd(length)).slice(0, length)
}
