/** What an answer is made of; it is the same in XML and JSON but for what `encode.ts` says. Undefined is left out. */
export type Value = string | number | boolean | null | undefined | readonly Value[] | { readonly [name: string]: Value }

export interface Answer {
  /** 200 unless told. */
  status?: number
  /** Name of the outermost element; JSON has none. */
  root: string
  value: Value
  headers?: Readonly<Record<string, string>>
}
