/** All that an adapter author imports. */
export * from './adapter.ts'
export * from './faults.ts'
