/** The client of a Satu hub. Its types and methods follow from the hub's contract. */
export type { components, operations, paths } from './contract.gen.ts'
export { type ConnectionFault, type ErrorCode, type FieldError, type Problem, SatuConnectionError, SatuError,
  SatuProblem, SatuUndelivered, type SourceState, type Submission } from './errors.ts'
export type { CityEvent, StreamEvents, StreamOptions } from './events.ts'
export type { List } from './pages.ts'
export { createSatu, type Satu } from './satu.ts'
export type { AnswerInfo, CallOptions, Patience, Purpose, SatuOptions, TokenProvider,
  WriteOptions } from './settings.ts'
export type { Follow, FollowOptions, Written } from './writes.ts'
