/** What everything is named by. */
export interface Naming {
  /** Address of the hub, an IRI without a slash at its end. */
  base: string
}

export function datasetIri(id: string, { base }: Naming): string {
  return `${base}/dataset/${id}`
}
