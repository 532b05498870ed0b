/** What a legacy system of the demo sends back over HTTP. */
export interface Answer {
  /** 200 unless told. */
  status?: number
  headers?: Record<string, string>
  body: string | Buffer
}
