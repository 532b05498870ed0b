/** Makes something when it is first asked for: a system that nobody calls costs a demo, and a test, nothing. */
export function whenAsked<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
