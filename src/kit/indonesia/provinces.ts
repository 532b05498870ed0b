// Province codes of the Ministry of Home Affairs (Kepmendagri 300.2.2-2138/2025): 38 provinces.
const PROVINCES: ReadonlySet<string> = new Set(
  '11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96'
    .split(' ')
)

/** Whether a two-digit code is one of Indonesia's provinces. */
export function provinceExists(code: string): boolean {
  return PROVINCES.has(code)
}
