/** A record that can be found. The words that find it stand beside: in an index of SQLite (`search_index`), or here. */
export interface SearchEntriesTable {
  /** By the last change: what changed later has the larger number. */
  seq: number
  system: string
  resource: string
  /** Canonical. */
  id: string
  agency: string | null
  /** Codes, separated by commas. */
  districts: string
  status: string | null
  updated_at: string
}

/** What results show of it. */
export interface SearchTextsTable {
  seq: number
  title: string
  text: string
}

/** How many records hold a word, among those that everybody may find (class empty), or who may read a resource. */
export interface SearchWordsTable {
  word: string
  class: string
  docs: number
}

/** What a word has in common with others that differ by a letter. */
export interface SearchSlipsTable {
  slip: string
  word: string
}

/** How the index was made. */
export interface SearchStateTable {
  name: string
  value: string
}

declare module '../../platform/store/tables.ts' {
  interface Tables {
    search_entries: SearchEntriesTable
    search_texts: SearchTextsTable
    search_words: SearchWordsTable
    search_slips: SearchSlipsTable
    search_state: SearchStateTable
  }
}
