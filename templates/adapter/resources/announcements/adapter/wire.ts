/** A row of the news. No value in it is to be trusted. */
export interface Berita {
  /** Its own number; the key. */
  ID_BERITA: string | null
  /** Headline. */
  JUDUL: string | null
  /** Heading under which it stands. */
  KATEGORI: string | null
  /** Address of the page. */
  TAUTAN: string | null
  /** When it was published, local time. */
  TGL_TERBIT: string | null
  /** Last change, local time: `2026-01-31 10:15:00`. */
  TGL_UBAH: string | null
}

/** What the client hands on. No other column goes further: what is left behind cannot leak. */
export const columns = ['ID_BERITA', 'JUDUL', 'KATEGORI', 'TAUTAN', 'TGL_TERBIT', 'TGL_UBAH'] as const satisfies readonly (keyof Berita)[]
