import type { operations as Contract } from './contract.gen.ts'
import type { Entry } from './entry.ts'
import type { operations as table } from './operations.gen.ts'
import type { List } from './pages.ts'
import type { CallOptions, WriteOptions } from './settings.ts'
import type { Written } from './writes.ts'

type Parameters<Id extends keyof Contract> = Contract[Id]['parameters']
type Query<Id extends keyof Contract> = NonNullable<Parameters<Id>['query']>
type Json<Content> = Content extends { content: { 'application/json': infer Body } } ? Body
  : Content extends { content: Record<string, never> } | { content?: never } ? undefined
  : Response
type Content<Id extends keyof Contract> = NonNullable<Contract[Id]['requestBody']> extends { content: infer Sent }
  ? Sent
  : never
/** Files of a form are texts to the contract; here they are what a browser or Node has files in. */
type Body<Id extends keyof Contract> = Content<Id> extends { 'application/json': infer Sent } ? Sent
  : Content<Id> extends { 'multipart/form-data': infer Fields } ? { [Name in keyof Fields]: Fields[Name] | Blob }
  : never
type Answer<Id extends keyof Contract, Status extends number> = Contract[Id]['responses'] extends
  { [S in Status]: infer Found } ? Json<Found> : undefined
type Item<Page> = Page extends { items: (infer One)[] } ? One : never

/** The parameters of a path, in its order. */
type PathArguments<Id extends keyof Contract, Names extends readonly string[]> = {
  -readonly [Place in keyof Names]: Parameters<Id>['path'] extends { [Name in Names[Place]]: infer Value } ? Value
    : string
}
type QueryArgument<Id extends keyof Contract, E extends Entry> = E['query'] extends false ? []
  : object extends Query<Id> ? [query?: Query<Id>]
  : [query: Query<Id>]
type BodyArgument<Id extends keyof Contract, E extends Entry> = E['body'] extends 'none' ? [] : [body: Body<Id>]

/** Where a list can be asked what was written under a key, it takes that too. */
type ListOptions<Id extends keyof Contract> = 'Idempotency-Key' extends keyof NonNullable<Parameters<Id>['header']>
  ? WriteOptions
  : CallOptions

type MethodOf<E extends Entry> = E['id'] extends keyof Contract ? E['kind'] extends 'list' ? (
      ...given: [...PathArguments<E['id'], E['params']>, ...QueryArgument<E['id'], E>, options?: ListOptions<E['id']>]
    ) => List<Item<Answer<E['id'], 200>>, Answer<E['id'], 200>>
  : E['kind'] extends 'write' ? (
      ...given: [...PathArguments<E['id'], E['params']>, ...BodyArgument<E['id'], E>, options?: WriteOptions]
    ) => Promise<Written<Answer<E['id'], 201>>>
  : (
    ...given: [...PathArguments<E['id'], E['params']>, ...QueryArgument<E['id'], E>, ...BodyArgument<E['id'], E>,
      options?: CallOptions]
  ) => Promise<Answer<E['id'], 200>>
  : never

type Table = typeof table

/** A method for each operation of the contract, by what it is about. */
export type Methods = {
  readonly [Group in keyof Table]: {
    readonly [Name in keyof Table[Group]]: Table[Group][Name] extends Entry ? MethodOf<Table[Group][Name]> : never
  }
}
