/**
 * A search that cannot be understood, or that nothing here can answer. The message names the part, and never repeats
 * it.
 */
export class QueryError extends Error {
  readonly parameter: string

  constructor(parameter: string, detail: string) {
    super(`${parameter} ${detail}`)
    this.parameter = parameter
  }
}
