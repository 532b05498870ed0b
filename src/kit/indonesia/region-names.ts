// "Kec." needs its stop or a blank behind it: Kecapi and Kelapa are names.
const KIND = /^(?:kecamatan|kec|kelurahan|kel|desa|ds)(?:\.\s*|:\s*|\s+)/i

const PLAIN = /^[A-Za-z][A-Za-z ]*$/

/** The form in which region names are compared: no `Kec.`/`Kel.`, letters and digits only, lower case. */
export function regionNameKey(name: string): string {
  // Most of them: nothing to take apart but blanks.
  if (PLAIN.test(name) && !KIND.test(name)) return name.replaceAll(' ', '').toLowerCase()
  return name.trim().replace(KIND, '').normalize('NFKD').toLowerCase().replace(/[^a-z0-9]/g, '')
}
