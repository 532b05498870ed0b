// "Kec." needs its stop or a blank behind it: Kecapi and Kelapa are names.
const KIND = /^(?:kecamatan|kec|kelurahan|kel|desa|ds)(?:\.\s*|:\s*|\s+)/i

/** The form in which region names are compared: no `Kec.`/`Kel.`, letters and digits only, lower case. */
export function regionNameKey(name: string): string {
  return name.trim().replace(KIND, '').normalize('NFKD').toLowerCase().replace(/[^a-z0-9]/g, '')
}
