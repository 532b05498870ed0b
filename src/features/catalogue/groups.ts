import { slugOf, uuidOf } from './ids.ts'

/** What datasets are about (CKAN calls it a group). */
export interface Group {
  id: string
  name: string
  title: string
  /** Code of the same theme in the EU's vocabulary of data themes, where it has one. */
  theme?: string
}

interface Theme {
  code: string
  name: string
  title: string
  /** Other names that portals give it. */
  aliases: readonly string[]
}

/**
 * Themes of the EU's vocabulary (http://publications.europa.eu/resource/authority/data-theme) as Indonesian portals
 * call them.
 */
export const themes: readonly Theme[] = [
  { code: 'AGRI', name: 'pertanian', title: 'Pertanian, Perikanan, dan Pangan',
    aliases: ['perikanan', 'pangan', 'kehutanan'] },
  { code: 'ECON', name: 'ekonomi', title: 'Ekonomi dan Keuangan',
    aliases: ['keuangan', 'perdagangan', 'industri', 'perizinan'] },
  { code: 'EDUC', name: 'pendidikan', title: 'Pendidikan dan Kebudayaan',
    aliases: ['kebudayaan', 'pariwisata', 'olahraga'] },
  { code: 'ENER', name: 'energi', title: 'Energi', aliases: [] },
  { code: 'ENVI', name: 'lingkungan', title: 'Lingkungan Hidup', aliases: ['lingkungan-hidup', 'kebencanaan'] },
  { code: 'GOVE', name: 'pemerintahan', title: 'Pemerintahan', aliases: ['pelayanan-publik'] },
  { code: 'HEAL', name: 'kesehatan', title: 'Kesehatan', aliases: [] },
  { code: 'INTR', name: 'internasional', title: 'Hubungan Internasional', aliases: [] },
  { code: 'JUST', name: 'hukum', title: 'Hukum, Ketertiban, dan Keamanan', aliases: ['ketertiban', 'keamanan'] },
  { code: 'REGI', name: 'wilayah', title: 'Wilayah dan Perkotaan',
    aliases: ['infrastruktur', 'perumahan', 'tata-ruang'] },
  { code: 'SOCI', name: 'kependudukan', title: 'Kependudukan dan Masyarakat', aliases: ['sosial', 'ketenagakerjaan'] },
  { code: 'TECH', name: 'teknologi', title: 'Ilmu Pengetahuan dan Teknologi', aliases: ['iptek', 'komunikasi'] },
  { code: 'TRAN', name: 'perhubungan', title: 'Perhubungan', aliases: ['transportasi'] }
]

const byName = new Map(themes.flatMap(theme => [theme.name, ...theme.aliases].map(name => [name, theme])))
const byCode = new Map(themes.map(theme => [theme.code, theme]))

/** A group of a portal, by its name there; undefined when nothing of it can stand in an address. */
export function groupOf(given: string): Group | undefined {
  const name = slugOf(given)
  if (name === '') return undefined
  const theme = byName.get(name)
  const title = theme?.name === name ? theme.title : titled(given)
  return { id: uuidOf('group', name), name, title, ...(theme && { theme: theme.code }) }
}

/** The group of a theme of the EU's vocabulary. */
export function groupOfTheme(code: string): Group {
  const theme = byCode.get(code)
  return theme === undefined
    ? { id: uuidOf('group', code.toLowerCase()), name: code.toLowerCase(), title: code }
    : { id: uuidOf('group', theme.name), name: theme.name, title: theme.title, theme: code }
}

/** `lingkungan-hidup` for people. What has capitals or blanks was written for them. */
function titled(name: string): string {
  return /^[a-z0-9_-]+$/.test(name)
    ? name.split(/[-_]/).map(word => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
    : name
}
