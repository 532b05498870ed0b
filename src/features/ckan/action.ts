import type { Catalogue, Entry } from '../catalogue/index.ts'
import type { Package } from './package.ts'
import type { Params } from './params.ts'

/** What a call of an action has at hand. */
export interface ActionContext {
  catalogue: Catalogue
  /** Address of the hub, without a slash at its end. */
  base: string
  /** What the portal calls itself. */
  about: { title: string; description: string }
  /** ms since 1970 */
  now: number
  packageOf(entry: Entry): Package
  /** The same as JSON. */
  packageText(entry: Entry): string
}

/** An answer that is made while it is sent: it may have more rows than anybody wants in memory. */
export interface Streamed {
  /** The same for the same answer. */
  version: string
  /** Pieces of JSON text. */
  chunks: AsyncIterable<string>
}

/** An action of the API. All of them throw a CkanError for what is wrong about their parameters. */
export type Action = Ready | Streaming

interface Ready {
  /** What help_show says of it. */
  help: string
  /** Gives the `result` as JSON text: the same for as long as the catalogue stands. */
  run(params: Params, context: ActionContext): string
}

interface Streaming {
  help: string
  stream(params: Params, context: ActionContext): Promise<Streamed>
}
